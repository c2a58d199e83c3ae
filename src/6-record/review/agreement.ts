// How far two coders agree on the events that both decided on: Krippendorff's alpha for nominal values, and how often
// they say the same, field by field (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").
import type { Correction, Decision } from '../../schema/decision.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import { countingDecisions } from './apply-decisions.ts';

export interface FieldAgreement {
  readonly field: string;
  /** Events that both coders judged. */
  readonly units: number;
  /** 1 agreement, 0 chance, below 0 worse; null where all values are one and alpha has no meaning. */
  readonly alpha: number | null;
  /** Share of the units on which they agree; for a choice of one value a unit this is their F1 as well. */
  readonly agreed: number;
}

/** @param units the values that the coders gave to each unit; a unit with fewer than two says nothing. */
export const krippendorffAlpha = (units: readonly (readonly string[])[]): number | null => {
  const totals = new Map<string, number>();
  let pairable = 0;
  let disagreements = 0;
  for (const values of units) {
    if (values.length < 2) continue;
    pairable += values.length;
    for (const value of values) totals.set(value, (totals.get(value) ?? 0) + 1);
    let differing = 0;
    for (const [i, a] of values.entries())
      for (const [j, b] of values.entries()) if (i !== j && a !== b) differing++;
    disagreements += differing / (values.length - 1);
  }
  let expected = 0;
  for (const [a, countA] of totals)
    for (const [b, countB] of totals) if (a !== b) expected += countA * countB;
  if (expected === 0) return null;
  return 1 - ((pairable - 1) * disagreements) / expected;
};

const names = (participants: RecordedEvent['actors']): string =>
  participants
    .map(({ name }) => name)
    .sort()
    .join('; ');

const FIELDS: Readonly<Record<string, (event: RecordedEvent) => string>> = {
  type: event => event.type,
  mode: event => event.mode ?? '',
  status: event => event.status,
  actors: event => names(event.actors),
  recipients: event => names(event.recipients),
  place: event => event.place?.name ?? '',
  time: event => `${event.time?.from ?? ''}/${event.time?.to ?? ''}`,
};

interface Judged {
  readonly verdict: string;
  readonly event: RecordedEvent;
}

/** By event, what one coder alone makes of it. */
const judgements = (
  coder: string,
  decisions: readonly Decision[],
  coded: ReadonlyMap<string, RecordedEvent>,
): Map<string, Judged> => {
  const judged = new Map<string, Judged>();
  for (const { by, target, action, after } of decisions) {
    const event = judged.get(target)?.event ?? coded.get(target);
    if (by !== coder || !event || action === 'note') continue;
    const corrected = action === 'correct' ? { ...event, ...(after as Correction) } : event;
    judged.set(target, { verdict: action === 'correct' ? 'accept' : action, event: corrected });
  }
  return judged;
};

/** The verdict (keep, reject, merge, split) on all events that both judged, fields on those that both kept. */
export const agreementOf = (
  [a, b]: readonly [string, string],
  decisions: readonly Decision[],
  coded: ReadonlyMap<string, RecordedEvent>,
): FieldAgreement[] => {
  const counting = countingDecisions(decisions);
  const others = judgements(b, counting, coded);
  const both = [...judgements(a, counting, coded)].flatMap(([id, mine]) => {
    const theirs = others.get(id);
    return theirs ? [[mine, theirs] as const] : [];
  });
  const measure = (field: string, units: readonly (readonly [string, string])[]): FieldAgreement => ({
    field,
    units: units.length,
    alpha: krippendorffAlpha(units),
    agreed: units.length === 0 ? 0 : units.filter(([x, y]) => x === y).length / units.length,
  });
  const kept = both.filter(pair => pair.every(({ verdict }) => verdict === 'accept'));
  return [
    measure(
      'verdict',
      both.map(([x, y]) => [x.verdict, y.verdict]),
    ),
    ...Object.entries(FIELDS).map(([field, read]) =>
      measure(
        field,
        kept.map(([x, y]) => [read(x.event), read(y.event)]),
      ),
    ),
  ];
};
