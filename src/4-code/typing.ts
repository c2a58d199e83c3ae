// What the typer makes of a predicate: probabilities of the types, remembered a report long, and why.
import type { Sentence } from '../schema/analysis.ts';
import type { EventType } from '../schema/plover.ts';
import type { Candidate } from './frames.ts';
import type { Reading } from './reading.ts';
import { type Contribution, TYPER_CLASSES, type TyperClass } from './typer.ts';
import { featuresAt } from './typer-features.ts';

const memo = new WeakMap<Reading, Map<string, Float64Array>>();

/** Probabilities in the order of TYPER_CLASSES; null where there is no typer. */
export const typesAt = (reading: Reading, sentence: Sentence, token: number): Float64Array | null => {
  const { typer } = reading;
  if (!typer) return null;
  let known = memo.get(reading);
  if (!known) {
    known = new Map();
    memo.set(reading, known);
  }
  const key = `${sentence.index}:${token}`;
  const found = known.get(key) ?? typer.read(sink => featuresAt(reading, sentence, token, sink));
  known.set(key, found);
  return found;
};

export const probabilityOf = (types: Float64Array, type: TyperClass): number =>
  types[TYPER_CLASSES.indexOf(type)] ?? 0;

/** The likeliest type beside `none`. */
export const likeliestType = (types: Float64Array): { type: EventType; probability: number } => {
  let best = 0;
  for (let c = 1; c < TYPER_CLASSES.length - 1; c++)
    if ((types[c] as number) > (types[best] as number)) best = c;
  return { type: TYPER_CLASSES[best] as EventType, probability: types[best] as number };
};

/** What spoke for the candidate's type and against it, the strongest first; empty where there is no typer. */
export const explainType = (
  reading: Reading,
  { sentence, token }: Pick<Candidate, 'sentence' | 'token'>,
  type: TyperClass,
): Contribution[] => reading.typer?.explain(sink => featuresAt(reading, sentence, token, sink), type) ?? [];
