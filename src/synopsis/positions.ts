// Positions over time: what each actor of a story said and where it stood, day by day, with the change where a later
// stance toward a party is the contrary of an earlier one.
import type { Span } from '../schema/span.ts';
import { spanContains } from '../schema/span.ts';
import type { Position, PositionStep } from '../schema/story.ts';
import { dayLabel } from './labels.ts';
import { cutWords, eventWords, type Setting, siglaOf, textOf } from './setting.ts';
import type { ActorPosition, PositionChange, Step } from './synopsis.ts';

const MOST_WORDS = 160;
/** Of one day, the steps that most reports tell. */
const MOST_A_DAY = 2;
const MOST_STEPS = 12;
const MOST_ACTORS = 12;

interface Told extends Step {
  readonly id: string;
  readonly report: string;
  readonly span: Span;
}

/** The step in the words of the report that tells it first. */
const toldStep = (step: PositionStep, setting: Setting): Told | null => {
  const { story, numbers } = setting;
  const row = numbers.items.get(step.id);
  const event = story.events.find(({ id }) => id === step.id);
  const quote = story.quotes.find(({ id }) => id === step.id);
  const mention = event?.mentions[0] ?? quote?.mentions[0];
  if (row === undefined || !mention) return null;
  const text = textOf(setting, mention.report);
  const coded = event && text.events.get(event.mentions[0]?.event ?? '');
  const span = coded ? eventWords(coded) : (quote?.mentions[0] ?? event?.mentions[0]?.trigger);
  if (!span) return null;
  const { start, end } = span;
  return {
    id: step.id,
    report: mention.report,
    span: { start, end },
    row,
    day: step.day === null ? null : dayLabel(step.day),
    isQuote: step.kind === 'quote',
    quadClass: event?.quadClass ?? null,
    stance: step.stance,
    toward: step.toward,
    words: cutWords(text, span, MOST_WORDS).replace(/^["“‘']|["”’']$/g, ''),
    sigla: siglaOf(setting, (event ?? quote)?.mentions ?? []),
    change: changeOf(step, setting),
  };
};

const changeOf = (step: PositionStep, { story, numbers }: Setting): PositionChange | null => {
  if (step.changes === null || step.stance === null) return null;
  const row = numbers.items.get(step.changes) ?? null;
  const before = story.positions.flatMap(({ steps }) => steps).find(({ id }) => id === step.changes);
  return {
    row,
    day: before?.day ? dayLabel(before.day) : null,
    from: step.stance === 'conflict' ? 'cooperation' : 'conflict',
    to: step.stance,
  };
};

/** A step told within the words of another, "to meet" in "refused to meet", says nothing more unless it alone changes. */
const withoutInner = (steps: readonly Told[]): Told[] =>
  steps.filter(
    step =>
      !steps.some(
        other =>
          other !== step &&
          other.report === step.report &&
          spanContains(other.span, step.span) &&
          !(spanContains(step.span, other.span) && other.row > step.row) &&
          (step.change === null || other.change !== null),
      ),
  );

/** Changes, then what most witnesses tell, deeds before words. */
const byWeight = (a: Told, b: Told): number =>
  Number(b.change !== null) - Number(a.change !== null) ||
  b.sigla.length - a.sigla.length ||
  Number(a.isQuote) - Number(b.isQuote);

/** The weightiest of each day, in order. */
const tellingSteps = (told: readonly Told[]): Told[] => {
  const byDay = new Map<string | null, Told[]>();
  for (const step of told) byDay.set(step.day, [...(byDay.get(step.day) ?? []), step]);
  const kept = new Set([...byDay.values()].flatMap(day => day.toSorted(byWeight).slice(0, MOST_A_DAY)));
  const steps = told.filter(step => kept.has(step));
  return steps.length <= MOST_STEPS
    ? steps
    : steps.filter(step => step.change !== null || isEnd(step, steps));
};

const isEnd = (step: Told, steps: readonly Told[]): boolean => {
  const at = steps.indexOf(step);
  return at < MOST_STEPS / 2 || at >= steps.length - MOST_STEPS / 2;
};

/** Nothing where one report or one day is all there is: background told in passing is no course of events. */
const actorPosition = ({ actor, steps }: Position, setting: Setting): ActorPosition | null => {
  const told = withoutInner(steps.flatMap(step => toldStep(step, setting) ?? []));
  const days = new Set(told.flatMap(({ day }) => day ?? []));
  const reports = new Set(told.map(({ report }) => report));
  if (days.size < 2 || reports.size < 2) return null;
  const shown = tellingSteps(told);
  return {
    actor,
    steps: shown.map(({ id: _, report: __, span: ___, ...step }) => step),
    more: told.length - shown.length,
  };
};

/** Actors heard on two days or more, those who changed first. */
export const positionsOf = (setting: Setting): ActorPosition[] => {
  const all = setting.story.positions.flatMap(position => actorPosition(position, setting) ?? []);
  const changes = ({ steps }: ActorPosition): number => steps.filter(({ change }) => change !== null).length;
  return all
    .map((position, at) => ({ position, at }))
    .sort((a, b) => changes(b.position) - changes(a.position) || a.at - b.at)
    .slice(0, MOST_ACTORS)
    .map(({ position }) => position);
};

/** The changes that an event is, each with whose it is. */
export const changesOf = (event: string, setting: Setting): (PositionChange & { readonly actor: string })[] =>
  setting.story.positions.flatMap(({ actor, steps }) =>
    steps.flatMap(step => {
      const change = step.id === event ? changeOf(step, setting) : null;
      return change ? [{ ...change, actor }] : [];
    }),
  );
