// Cross-validated codings -> the weights that turn an event's parts into the share of such events that are right
// (logistic regression; Platt 1999), and how far what they state is off.
import { spansOverlap } from '../schema/span.ts';
import type { ReadText, WeighedEvent } from './events-coding.ts';
import { FOLDS, foldOf } from './events-data.ts';

/** A text's events by the typer that did not see it. */
export interface CheckedText {
  readonly text: ReadText;
  readonly events: readonly WeighedEvent[];
}

export interface ConfidenceScore {
  /** Expected calibration error in ten bins, and the bins: stated confidence, share right, events. */
  readonly calibrationError: number;
  readonly bins: readonly { readonly stated: number; readonly right: number; readonly events: number }[];
}

interface Outcome {
  readonly features: Readonly<Record<string, number>>;
  readonly isRight: boolean;
  readonly fold: number;
}

const ROUNDS = 4000;
const RATE = 0.05;
const SHRINK = 0.002;
const BINS = 10;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** How many of a text's marked roles, source and target, an event's own meet. */
export const bindsBy = ({ label }: ReadText, { event }: WeighedEvent): number => {
  const meets = (spans: typeof label.source, people: typeof event.actors): number =>
    Number(people.some(p => spans.some(([from, to]) => p.start < to && from < p.end)));
  return meets(label.source, event.actors) + meets(label.target, event.recipients);
};

/** Events of which it is known whether they are right. */
const outcomesOf = ({ text, events }: CheckedText): Outcome[] => {
  const { label } = text;
  if (label.from === 'roles') return [];
  const fold = foldOf(label.text);
  const isRight = ({ event }: WeighedEvent): boolean => label.types.includes(event.type);
  const { trigger } = label;
  const known = trigger
    ? events.filter(({ event }) => spansOverlap(event.trigger, trigger))
    : label.from === 'relations'
      ? events.filter(event => bindsBy(text, event) === 2)
      : label.types.length === 0
        ? events
        : events.slice(0, 1);
  return known.map(event => ({ features: event.features, isRight: isRight(event), fold }));
};

const probability = (weights: Readonly<Record<string, number>>, features: Outcome['features']): number =>
  logistic(Object.entries(features).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), 0));

const fitLogistic = (outcomes: readonly Outcome[]): Record<string, number> => {
  const names = Object.keys(outcomes[0]?.features ?? {});
  const weights: Record<string, number> = Object.fromEntries(names.map(name => [name, 0]));
  for (let round = 0; round < ROUNDS; round++) {
    const slope: Record<string, number> = Object.fromEntries(names.map(name => [name, 0]));
    for (const { features, isRight } of outcomes) {
      const error = probability(weights, features) - Number(isRight);
      for (const name of names) slope[name] = (slope[name] as number) + error * (features[name] ?? 0);
    }
    for (const name of names) {
      const weight = weights[name] as number;
      const mean = (slope[name] as number) / outcomes.length;
      weights[name] = weight - RATE * 4 * (mean + SHRINK * (name === 'to begin with' ? 0 : weight));
    }
  }
  return Object.fromEntries(names.map(name => [name, Math.round((weights[name] as number) * 1000) / 1000]));
};

/** Weights of the parts of the confidence. */
export const learnConfidence = (checked: readonly CheckedText[]): Record<string, number> =>
  fitLogistic(checked.flatMap(outcomesOf));

export const scoreConfidence = (checked: readonly CheckedText[]): ConfidenceScore => {
  const outcomes = checked.flatMap(outcomesOf);
  const stated = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitLogistic(outcomes.filter(outcome => outcome.fold !== fold));
    return outcomes
      .filter(outcome => outcome.fold === fold)
      .map(({ features, isRight }) => ({ p: probability(weights, features), isRight }));
  }).flat();
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const inside = stated.filter(({ p }) => Math.min(Math.floor(p * BINS), BINS - 1) === bin);
    const mean = (values: number[]): number =>
      values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;
    return {
      stated: mean(inside.map(({ p }) => p)),
      right: mean(inside.map(({ isRight }) => Number(isRight))),
      events: inside.length,
    };
  });
  const calibrationError =
    bins.reduce((sum, { stated: p, right, events }) => sum + events * Math.abs(p - right), 0) / stated.length;
  return { calibrationError, bins };
};
