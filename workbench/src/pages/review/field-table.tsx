// The event in hand, field by field: its value, the words of each report behind it, and a place to write another.
import type { ReactElement } from 'react';
import type { EventMention } from '../../../../src/schema/coded-report.ts';
import type { RecordedEvent } from '../../../../src/schema/recorded-event.ts';
import type { DraftInHand } from './draft.ts';
import { FIELDS, type Field, KNOWN_CONTEXTS } from './fields.ts';
import { strings } from './strings.ts';

export interface WitnessText {
  readonly report: string;
  readonly outlet: string | null;
  readonly mention: EventMention;
  /** The report's text; null until it is read. */
  readonly text: string | null;
}

const Words = ({ field, witnesses }: { field: Field; witnesses: readonly WitnessText[] }): ReactElement => {
  const found = witnesses.flatMap(({ report, outlet, mention, text }) => {
    const spans = field.spans(mention).filter(span => span !== null && span.end > span.start);
    return spans.length === 0 || text === null
      ? []
      : [{ report, outlet, words: [...new Set(spans.map(span => text.slice(span?.start, span?.end)))] }];
  });
  if (found.length === 0) return <span className="soft">{strings.noWords}</span>;
  return (
    <>
      {found.map(({ report, outlet, words }) => (
        <span key={`${report}${words.join()}`} className="field-words">
          <bdi>{words.join(' · ')}</bdi>{' '}
          <small className="soft">
            <bdi>{outlet ?? report}</bdi>
          </small>
        </span>
      ))}
    </>
  );
};

const Input = ({
  field,
  event,
  draft,
}: {
  field: Field;
  event: RecordedEvent;
  draft: DraftInHand;
}): ReactElement => {
  const value = draft.fields[field.name] ?? field.text(event);
  const choices = field.choices(event);
  const label = strings.fields[field.name];
  if (choices !== null)
    return (
      <select
        aria-label={label}
        value={value}
        onChange={({ target }) => draft.setField(field.name, target.value)}
      >
        {choices.map(choice => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  return (
    <input
      aria-label={label}
      value={value}
      list={field.name === 'contexts' ? 'known-contexts' : undefined}
      onChange={({ target }) => draft.setField(field.name, target.value)}
    />
  );
};

export const FieldTable = ({
  event,
  witnesses,
  draft,
  isWriting,
}: {
  event: RecordedEvent;
  witnesses: readonly WitnessText[];
  draft: DraftInHand;
  isWriting: boolean;
}): ReactElement => (
  <table className="field-table">
    <thead>
      <tr>
        <th scope="col">{strings.field}</th>
        <th scope="col">{strings.value}</th>
        <th scope="col">{strings.words}</th>
      </tr>
    </thead>
    <tbody>
      {FIELDS.filter(field => isWriting || field.text(event) !== '').map(field => (
        <tr key={field.name}>
          <th scope="row">{strings.fields[field.name]}</th>
          <td>
            {isWriting ? <Input field={field} event={event} draft={draft} /> : <bdi>{field.text(event)}</bdi>}
          </td>
          <td>
            <Words field={field} witnesses={witnesses} />
          </td>
        </tr>
      ))}
    </tbody>
    {isWriting && (
      <caption className="small soft">
        {strings.listHint}
        <datalist id="known-contexts">
          {KNOWN_CONTEXTS.map(context => (
            <option key={context} value={context} />
          ))}
        </datalist>
      </caption>
    )}
  </table>
);
