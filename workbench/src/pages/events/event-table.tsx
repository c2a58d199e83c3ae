// A table of very many events: only the rows in sight are drawn, the next page is read before its rows come into sight.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import { useKeys } from '../../app/keys.ts';
import { goTo, useQueryValue } from '../../url/place.ts';
import type { Column } from './columns.tsx';
import { strings } from './strings.ts';

const ROW = 30;
/** So many rows before the end of what is read, the next page is asked for. */
const AHEAD = 300;

const eventPath = ({ event }: EventRecord): string => `/events/${encodeURIComponent(event.id)}`;

const Heads = ({ columns }: { columns: readonly Column[] }): ReactElement => {
  const [order, change] = useQueryValue('sort');
  return (
    <div role="row" className="event-row event-heads" aria-rowindex={1}>
      {columns.map(({ id, order: key }) => {
        const way = order === key ? 'ascending' : order === `-${key}` ? 'descending' : undefined;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus
          <span key={id} role="columnheader" aria-sort={key === null ? undefined : (way ?? 'none')}>
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
          </span>
        );
      })}
    </div>
  );
};

export const EventTable = ({
  events,
  total,
  columns,
  hasMore,
  load,
}: {
  events: readonly EventRecord[];
  total: number;
  columns: readonly Column[];
  hasMore: boolean;
  load: () => void;
}): ReactElement => {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 30,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= events.length - AHEAD) load();
  }, [hasMore, last, events.length, load]);
  const keys = useMemo(() => {
    const move = (step: number) => (): void => {
      const next = Math.min(events.length - 1, Math.max(0, at + step));
      setAt(next);
      rows.scrollToIndex(next);
      // The row is drawn before it can take the focus.
      requestAnimationFrame(() => document.getElementById(`event-row-${next}`)?.focus());
    };
    return { j: move(1), k: move(-1) };
  }, [at, events.length, rows]);
  useKeys(keys);
  const template = columns.map(({ track }) => track).join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot draw a part of its rows
    <div
      ref={scroller}
      className="event-table"
      role="table"
      aria-label={strings.title}
      aria-rowcount={total + 1}
      style={{ '--columns': template } as React.CSSProperties}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      tabIndex={0}
    >
      <Heads columns={columns} />
      <div role="rowgroup" className="event-rows" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const record = events[index];
          if (record === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled beside the click
            <div
              key={record.event.id}
              id={`event-row-${index}`}
              role="row"
              aria-rowindex={index + 2}
              className="event-row"
              tabIndex={index === Math.max(0, at) ? 0 : -1}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => setAt(index)}
              onClick={() => goTo(eventPath(record))}
              onKeyDown={event => {
                if (event.key === 'Enter') goTo(eventPath(record));
              }}
            >
              {columns.map(({ id, show }) => (
                // biome-ignore lint/a11y/useSemanticElements: as the table
                <span key={id} role="cell" className={`cell-${id}`}>
                  {show(record)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
};
