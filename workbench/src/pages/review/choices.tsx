// What an event is merged into, and which of its mentions are split off.
import type { ReactElement } from 'react';
import { participantsLabel } from '../../../../src/synopsis/labels.ts';
import { type EventWhole, NEAR, useEventsNear } from '../../api/events.ts';
import { strings } from './strings.ts';

export const MergeChoice = ({
  event,
  into,
  change,
}: {
  event: string;
  into: string;
  change: (id: string) => void;
}): ReactElement => {
  const { data } = useEventsNear(event);
  const near = new Map(
    NEAR.flatMap(kind => (data?.[kind] ?? []).map(record => [record.event.id, record] as const)),
  );
  return (
    <div className="choice">
      <label>
        {strings.mergeInto}{' '}
        <input
          id="review-first"
          value={into}
          list="events-near"
          maxLength={40}
          onChange={({ target }) => change(target.value.trim())}
        />
      </label>
      <p className="small soft">{strings.mergeHint}</p>
      <datalist id="events-near">
        {[...near.values()].map(({ event: other }) => (
          <option key={other.id} value={other.id}>
            {[other.type, participantsLabel(other.actors), other.place?.name].filter(Boolean).join(' · ')}
          </option>
        ))}
      </datalist>
    </div>
  );
};

/** Names a mention among those of an event. */
export const mentionKey = ({ report, event }: { report: string; event: string }): string =>
  `${report} ${event}`;

export const SplitChoice = ({
  whole,
  chosen,
  change,
}: {
  whole: EventWhole;
  chosen: ReadonlySet<string>;
  change: (keys: ReadonlySet<string>) => void;
}): ReactElement => (
  <fieldset className="choice">
    <legend>{strings.splitOff}</legend>
    <p className="small soft">{strings.splitHint}</p>
    {whole.witnesses.map(({ report, outlet, mention, evidence }, at) => {
      const key = mentionKey({ report, event: mention.id });
      return (
        <label key={key} className="mention">
          <input
            id={at === 0 ? 'review-first' : undefined}
            type="checkbox"
            checked={chosen.has(key)}
            onChange={({ target }) => {
              const next = new Set(chosen);
              if (target.checked) next.add(key);
              else next.delete(key);
              change(next);
            }}
          />{' '}
          <b>
            <bdi>{outlet ?? report}</bdi>
          </b>{' '}
          <bdi className="report-words">{evidence[0]?.text}</bdi>
        </label>
      );
    })}
  </fieldset>
);
