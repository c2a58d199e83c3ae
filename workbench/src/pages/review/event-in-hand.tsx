// One event under review: its fields with their words, the reports' sentences, the actions, all by keyboard.
import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EventMention } from '../../../../src/schema/coded-report.ts';
import type { Decision } from '../../../../src/schema/decision.ts';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import { DIFFERENCE_LABELS, dayLabel, participantsLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import type { ReportWithCoding } from '../../api/reports.ts';
import { useMay } from '../../api/session.ts';
import { type KeyBindings, useKeys } from '../../app/keys.ts';
import { Answer } from '../../parts/answer.tsx';
import { QuadMark, StandingMark } from '../../parts/quad.tsx';
import { reportAt } from '../../parts/report-address.ts';
import { Link } from '../../url/link.tsx';
import { useDraft } from './draft.ts';
import { FieldTable, type WitnessText } from './field-table.tsx';
import { changesOf } from './fields.ts';
import type { Proposed } from './outbox.ts';
import { strings } from './strings.ts';

interface EventWhole {
  readonly record: EventRecord;
  readonly witnesses: readonly {
    readonly report: string;
    readonly outlet: string | null;
    readonly publishedAt: string | null;
    readonly mention: EventMention;
    readonly evidence: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  }[];
  readonly decisions: readonly Decision[];
}

type Mode = 'look' | 'correct' | 'merge' | 'split' | 'note';
type Propose = (proposed: Omit<Proposed, 'key' | 'by' | 'wasSent'>) => void;

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

/** A decision that a later one rejects no longer counts. */
const standing = (decisions: readonly Decision[]): readonly Decision[] => {
  const undone = new Set<string>();
  for (const { action, target } of decisions.toReversed())
    if (action === 'reject' && /^d\d+$/.test(target)) undone.add(target);
  return decisions.filter(({ id, target }) => !undone.has(id) && !/^d\d+$/.test(target));
};

const Decisions = ({ decisions }: { decisions: readonly Decision[] }): ReactElement | null => {
  if (decisions.length === 0) return null;
  const counts = new Set(standing(decisions).map(({ id }) => id));
  return (
    <section>
      <h3>{strings.decisions}</h3>
      <ul className="small">
        {decisions.map(({ id, action, by, at, reason }) => (
          <li key={id} className={counts.has(id) ? undefined : 'soft'}>
            {id} <b>{action}</b> · <bdi>{by}</bdi> · {dayLabel(at)} {reason !== null && <q>{reason}</q>}
            {!counts.has(id) && ` (${strings.undone})`}
          </li>
        ))}
      </ul>
    </section>
  );
};

const MergeChoice = ({
  event,
  into,
  change,
}: {
  event: string;
  into: string;
  change: (id: string) => void;
}): ReactElement => {
  const { data } = useQuery({
    queryKey: ['events', event, 'neighbours'],
    queryFn: ({ signal }) =>
      getJson<Record<'sameStory' | 'samePlace' | 'sameSides', readonly EventRecord[]>>(
        `/events/${encodeURIComponent(event)}/neighbours`,
        {},
        signal,
      ),
  });
  const near = new Map(
    (['sameStory', 'samePlace', 'sameSides'] as const).flatMap(kind =>
      (data?.[kind] ?? []).map(record => [record.event.id, record] as const),
    ),
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

const mentionKey = ({ report, event }: { report: string; event: string }): string => `${report} ${event}`;

const SplitChoice = ({
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

const Hand = ({
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
  const [mode, setMode] = useState<Mode>('look');
  const [into, setInto] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mayDecide = useMay('coder');
  const draft = useDraft(event.id);
  const texts = useTexts(witnesses);
  const form = useRef<HTMLFormElement>(null);
  const changes = changesOf(event, draft.fields);
  const send = useCallback(
    (part: Pick<Proposed, 'action'> & Partial<Omit<Proposed, 'by'>>) => {
      propose({
        target: event.id,
        reason: draft.reason.trim() === '' ? null : draft.reason.trim(),
        after: decisions.at(-1)?.id ?? null,
        ...part,
      });
      draft.clear();
      setMode('look');
      setChosen(new Set());
      setInto('');
    },
    [propose, event.id, draft, decisions],
  );
  useEffect(() => {
    if (mode !== 'look')
      (
        document.getElementById('review-first') ?? form.current?.querySelector<HTMLElement>('input, select')
      )?.focus();
  }, [mode]);
  const undo = useCallback(() => {
    const last = standing(decisions).at(-1);
    if (last) send({ action: 'reject', target: last.id, undoes: last.id, reason: null });
  }, [decisions, send]);
  const keys = useMemo((): KeyBindings => {
    if (!mayDecide) return {};
    const turnTo = (to: Mode) => (pressed: KeyboardEvent) => {
      pressed.preventDefault();
      setMode(to);
    };
    return {
      a: () => send({ action: 'accept' }),
      x: () => send({ action: 'reject' }),
      c: turnTo('correct'),
      m: turnTo('merge'),
      s: turnTo('split'),
      n: turnTo('note'),
      u: undo,
      Escape: () => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        setMode('look');
      },
    };
  }, [send, undo, mayDecide]);
  useKeys(keys);
  const canKeep =
    (mode === 'correct' && Object.keys(changes).length > 0) ||
    (mode === 'merge' && into !== '') ||
    (mode === 'split' && chosen.size > 0 && chosen.size < witnesses.length) ||
    (mode === 'note' && draft.reason.trim() !== '');
  const keep = (): void => {
    if (!canKeep) return;
    if (mode === 'correct') send({ action: 'correct', set: changes });
    if (mode === 'merge') send({ action: 'merge', into });
    if (mode === 'note') send({ action: 'note' });
    if (mode === 'split')
      send({
        action: 'split',
        mentions: witnesses
          .map(({ report, mention }) => ({ report, event: mention.id }))
          .filter(mention => chosen.has(mentionKey(mention))),
      });
  };
  const canUndo = standing(decisions).length > 0;
  return (
    <form
      ref={form}
      className="hand"
      onSubmit={submitted => {
        submitted.preventDefault();
        keep();
      }}
    >
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
      <FieldTable event={event} witnesses={texts} draft={draft} isWriting={mode === 'correct'} />
      {mode === 'merge' && <MergeChoice event={event.id} into={into} change={setInto} />}
      {mode === 'split' && <SplitChoice whole={whole} chosen={chosen} change={setChosen} />}
      {!mayDecide && <p className="soft">{strings.mayNot}</p>}
      {mayDecide && (
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
      )}
      <div className="review-actions">
        {!mayDecide ? (
          <button type="button" onClick={next}>
            {strings.actions.next} <kbd>{strings.keys.next}</kbd>
          </button>
        ) : mode === 'look' ? (
          <>
            {(['accept', 'reject'] as const).map(action => (
              <button key={action} type="button" onClick={() => send({ action })}>
                {strings.actions[action]} <kbd>{strings.keys[action]}</kbd>
              </button>
            ))}
            {(['correct', 'merge', 'split', 'note'] as const).map(action => (
              <button
                key={action}
                type="button"
                disabled={action === 'split' && witnesses.length < 2}
                onClick={() => setMode(action)}
              >
                {strings.actions[action]} <kbd>{strings.keys[action]}</kbd>
              </button>
            ))}
            <button type="button" disabled={!canUndo} onClick={undo}>
              {strings.actions.undo} <kbd>{strings.keys.undo}</kbd>
            </button>
            <button type="button" onClick={next}>
              {strings.actions.next} <kbd>{strings.keys.next}</kbd>
            </button>
          </>
        ) : (
          <>
            <button type="submit" disabled={!canKeep}>
              {strings.save}
            </button>
            <button type="button" onClick={() => setMode('look')}>
              {strings.leave}
            </button>
          </>
        )}
      </div>
      <Decisions decisions={decisions} />
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
}): ReactElement => {
  const query = useQuery({
    queryKey: ['events', id],
    queryFn: ({ signal }) => getJson<EventWhole>(`/events/${encodeURIComponent(id)}`, {}, signal),
  });
  return (
    <Answer query={query}>{whole => <Hand key={id} whole={whole} propose={propose} next={next} />}</Answer>
  );
};
