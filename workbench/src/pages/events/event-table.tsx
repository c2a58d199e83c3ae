// A table of very many events: only the rows in sight are drawn, and read a little before they come into sight.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, memo, type ReactElement, useMemo, useRef, useState } from 'react';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import type { Params } from '../../api/client.ts';
import { useKeys } from '../../app/keys.ts';
import { Failed } from '../../parts/states.tsx';
import { goTo, useQueryValue } from '../../url/place.ts';
import type { Column } from './columns.tsx';
import { LONGEST_TABLE, useEventBlocks } from './event-blocks.ts';
import { strings } from './strings.ts';

const ROW = 30;

const eventPath = ({ event }: EventRecord): string => `/events/${encodeURIComponent(event.id)}`;

const Heads = ({ columns }: { columns: readonly Column[] }): ReactElement => {
  const [order, change] = useQueryValue('sort');
  return (
    <tr className="event-row" aria-rowindex={1}>
      {columns.map(({ id, order: key, isNumber }) => {
        const way = order === key ? 'ascending' : order === `-${key}` ? 'descending' : undefined;
        return (
          <th
            key={id}
            scope="col"
            className={isNumber && 'numbers'}
            aria-sort={key === null ? undefined : (way ?? 'none')}
          >
            {key === null ? (
              strings.heads[id]
            ) : (
              <button
                type="button"
                title={strings.sort(strings.heads[id])}
                onClick={() => change(way === 'descending' ? key : way === 'ascending' ? null : `-${key}`)}
              >
                {strings.heads[id]} {way === 'ascending' ? '↑' : way === 'descending' ? '↓' : ''}
              </button>
            )}
          </th>
        );
      })}
    </tr>
  );
};

/** Drawn anew only when it changes itself: most of what is scrolled stays as it is. */
const EventRow = memo(
  ({
    index,
    start,
    record,
    columns,
    isReached,
    reach,
  }: {
    index: number;
    /** Pixels from the top of the table. */
    start: number;
    /** Null while it is read. */
    record: EventRecord | null;
    columns: readonly Column[];
    /** The one row that the Tab key comes to. */
    isReached: boolean;
    reach: (index: number) => void;
  }): ReactElement => (
    <tr
      id={`event-row-${index}`}
      aria-rowindex={index + 2}
      className="event-row"
      tabIndex={isReached ? 0 : -1}
      style={{ transform: `translateY(${start}px)` }}
      onFocus={() => reach(index)}
      onClick={() => record && goTo(eventPath(record))}
      onKeyDown={event => {
        if (event.key === 'Enter' && record) goTo(eventPath(record));
      }}
    >
      {columns.map(({ id, show, isNumber }) => (
        <td key={id} className={isNumber && 'numbers'}>
          {record === null ? strings.reading : show(record)}
        </td>
      ))}
    </tr>
  ),
);

export const EventTable = ({
  params,
  total,
  columns,
}: {
  /** Filters and order, as the API takes them. */
  params: Params;
  total: number;
  columns: readonly Column[];
}): ReactElement => {
  const scroller = useRef<HTMLElement>(null);
  const [at, setAt] = useState(-1);
  const count = Math.min(total, LONGEST_TABLE);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 60,
  });
  const shown = rows.getVirtualItems();
  const events = useEventBlocks(params, shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0, count);
  const keys = useMemo(() => {
    const move = (step: number) => (): void => {
      const next = Math.min(count - 1, Math.max(0, at + step));
      setAt(next);
      rows.scrollToIndex(next);
      // The row is drawn before it can take the focus.
      requestAnimationFrame(() => document.getElementById(`event-row-${next}`)?.focus());
    };
    return { j: move(1), k: move(-1) };
  }, [at, count, rows]);
  useKeys(keys);
  const template = columns.map(({ track }) => track).join(' ');
  if (events.error) return <Failed error={events.error} retry={events.retry} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section ref={scroller} className="event-table" aria-label={strings.title} tabIndex={0}>
      <table aria-rowcount={total + 1} style={{ '--columns': template } as CSSProperties}>
        <thead>
          <Heads columns={columns} />
        </thead>
        <tbody style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start }) => (
            <EventRow
              key={index}
              index={index}
              start={start}
              record={events.at(index)}
              columns={columns}
              isReached={index === Math.max(0, at)}
              reach={setAt}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
};
