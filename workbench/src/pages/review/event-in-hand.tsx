// One event under review: its fields with their words, the reports' sentences, the actions, all by keyboard.
import { useQueries } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef } from 'react';
import type { RecordedEvent } from '../../../../src/schema/recorded-event.ts';
import { DIFFERENCE_LABELS } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { type EventWhole, useEvent } from '../../api/events.ts';
import type { ReportWithCoding } from '../../api/reports.ts';
import { Answer } from '../../parts/answer.tsx';
import { DecisionList } from '../../parts/decisions.tsx';
import { QuadMark, StandingMark } from '../../parts/quad.tsx';
import { reportAt } from '../../parts/report-address.ts';
import { Link } from '../../url/link.tsx';
import { MergeChoice, SplitChoice } from './choices.tsx';
import { FieldTable, type WitnessText } from './field-table.tsx';
import { strings } from './strings.ts';
import { type Hand, type Propose, useHand } from './use-hand.ts';

/** Reports whose whole text is read for the words behind each field. */
const MOST_TEXTS = 8;

const useTexts = (witnesses: EventWhole['witnesses']): readonly WitnessText[] => {
  const reports = [...new Set(witnesses.map(({ report }) => report))].slice(0, MOST_TEXTS);
  const results = useQueries({
    queries: reports.map(report => ({
      queryKey: ['reports', report],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<ReportWithCoding>(`/reports/${encodeURIComponent(report)}`, {}, signal),
    })),
  });
  const texts = new Map(reports.map((report, at) => [report, results[at]?.data?.report.text ?? null]));
  return witnesses.map(({ report, outlet, mention }) => ({
    report,
    outlet,
    mention,
    text: texts.get(report) ?? null,
  }));
};

const Head = ({ event }: { event: RecordedEvent }): ReactElement => (
  <header>
    <h2>
      <QuadMark quad={event.quadClass} /> {event.type} <span className="soft">{event.mode}</span>{' '}
      <Link to={`/events/${encodeURIComponent(event.id)}`}>{event.id}</Link>{' '}
      <StandingMark standing={event.standing} />
    </h2>
    {event.differences.map(({ field, values }) => (
      <p key={field} className="standing-differs small">
        {DIFFERENCE_LABELS[field]}: {values.map(({ value }) => value).join(' / ')}
      </p>
    ))}
  </header>
);

const Evidence = ({ witnesses }: Pick<EventWhole, 'witnesses'>): ReactElement => (
  <section aria-label={strings.evidence}>
    {witnesses.map(({ report, outlet, mention, evidence }) => (
      <p key={`${report}${mention.id}`} className="report-words">
        <b className="small">
          <bdi>{outlet ?? report}</bdi>
        </b>{' '}
        {evidence.map(({ start, end, text }) => (
          <Link key={start} to={reportAt(report, { start, end })}>
            <bdi>{text}</bdi>{' '}
          </Link>
        ))}
      </p>
    ))}
  </section>
);

const Reason = ({ hand: { mode, draft } }: { hand: Hand }): ReactElement => (
  <label className="reason">
    {mode === 'note' ? strings.noteHint : strings.reason}
    <textarea
      id={mode === 'note' ? 'review-first' : undefined}
      rows={2}
      maxLength={10_000}
      value={draft.reason}
      onChange={({ target }) => draft.setReason(target.value)}
    />
  </label>
);

type Action = keyof typeof strings.actions & keyof typeof strings.keys;

const ActionButton = ({ action, act }: { action: Action; act: (() => void) | null }): ReactElement => (
  <button type="button" disabled={act === null} onClick={() => act?.()}>
    {strings.actions[action]} <kbd>{strings.keys[action]}</kbd>
  </button>
);

const Actions = ({
  hand: { mode, turnTo, mayDecide, judge, undo, keep },
  canSplit,
  next,
}: {
  hand: Hand;
  canSplit: boolean;
  next: () => void;
}): ReactElement => {
  if (mayDecide && mode !== 'look')
    return (
      <div className="review-actions">
        <button type="submit" disabled={keep === null}>
          {strings.save}
        </button>
        <button type="button" onClick={() => turnTo('look')}>
          {strings.leave}
        </button>
      </div>
    );
  return (
    <div className="review-actions">
      {mayDecide && (
        <>
          {(['accept', 'reject'] as const).map(action => (
            <ActionButton key={action} action={action} act={() => judge(action)} />
          ))}
          {(['correct', 'merge', 'split', 'note'] as const).map(action => (
            <ActionButton
              key={action}
              action={action}
              act={action === 'split' && !canSplit ? null : () => turnTo(action)}
            />
          ))}
          <ActionButton action="undo" act={undo} />
        </>
      )}
      <ActionButton action="next" act={next} />
    </div>
  );
};

const UnderReview = ({
  whole,
  propose,
  next,
}: {
  whole: EventWhole;
  propose: Propose;
  next: () => void;
}): ReactElement => {
  const { record, witnesses, decisions } = whole;
  const { event } = record;
  const hand = useHand(whole, propose);
  const { mode } = hand;
  const texts = useTexts(witnesses);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mode === 'look') return;
    const first = document.getElementById('review-first');
    (first ?? form.current?.querySelector<HTMLElement>('input, select'))?.focus();
  }, [mode]);
  return (
    <form
      ref={form}
      className="hand"
      onSubmit={submitted => {
        submitted.preventDefault();
        hand.keep?.();
      }}
    >
      <Head event={event} />
      <Evidence witnesses={witnesses} />
      <FieldTable event={event} witnesses={texts} draft={hand.draft} isWriting={mode === 'correct'} />
      {mode === 'merge' && <MergeChoice event={event.id} into={hand.into} change={hand.setInto} />}
      {mode === 'split' && <SplitChoice whole={whole} chosen={hand.chosen} change={hand.setChosen} />}
      {hand.mayDecide ? <Reason hand={hand} /> : <p className="soft">{strings.mayNot}</p>}
      <Actions hand={hand} canSplit={witnesses.length > 1} next={next} />
      {decisions.length > 0 && (
        <section className="small">
          <h3>{strings.decisions}</h3>
          <DecisionList decisions={decisions} />
        </section>
      )}
    </form>
  );
};

export const EventInHand = ({
  id,
  propose,
  next,
}: {
  id: string;
  propose: Propose;
  next: () => void;
}): ReactElement => (
  <Answer query={useEvent(id)}>
    {whole => <UnderReview key={id} whole={whole} propose={propose} next={next} />}
  </Answer>
);
