// Sentences with source and target marked -> weights that say which party of a sentence receives an event (logistic
// regression by AdaGrad). Only where the frame's own slots found no actor, as in receivers.ts.
import { chooseCandidate, typeOf } from '../4-code/choose.ts';
import type { Candidate } from '../4-code/frames.ts';
import type { Reading } from '../4-code/reading.ts';
import { possibleReceivers } from '../4-code/receivers.ts';
import type { TyperWeights } from '../4-code/typer.ts';
import { hashFeature } from '../4-code/typer.ts';
import type { LabelledText } from './events-data.ts';
import { Random } from './tensors.ts';

/** Hashed features of the parties of one event, and which of them receive it. */
export interface ReceiverExample {
  readonly label: LabelledText;
  readonly parties: readonly { readonly features: Int32Array; readonly receives: boolean }[];
}

type ReceiverWeights = Pick<TyperWeights, 'receiverKeys' | 'receivers' | 'receiverStep'>;

const ROUNDS = 12;
const RATE = 0.2;
const SHRINK = 1e-3;
const LEAST = 2;
const STEP = 1 / 24;

const overlaps = (spans: LabelledText['source'], { start, end }: { start: number; end: number }): boolean =>
  spans.some(([from, to]) => start < to && from < end);

/** Events whose doer is the marked source: of these it is known who receives. */
export const receiverExamplesOf = (reading: Reading, label: LabelledText): ReceiverExample[] => {
  if (label.source.length === 0 || label.target.length === 0) return [];
  return reading.sentences.flatMap(sentence =>
    sentence.tokens.flatMap((_, token) => {
      const candidate = chooseCandidate(reading, sentence, token);
      if (!candidate || !isAbout(reading, candidate, label)) return [];
      const parties = possibleReceivers(reading, candidate).map(({ filler, features }) => ({
        features: Int32Array.from(features, feature => hashFeature('receiver', feature)),
        receives: overlaps(label.target, filler.mention),
      }));
      return parties.length > 0 ? [{ label, parties }] : [];
    }),
  );
};

const isAbout = (reading: Reading, candidate: Candidate, { source, types }: LabelledText): boolean =>
  candidate.actors.some(({ mention }) => overlaps(source, mention)) &&
  (types.length === 0 || types.includes(typeOf(reading, candidate)));

export const trainReceivers = (examples: readonly ReceiverExample[], seed: number): ReceiverWeights => {
  const counts = new Map<number, number>();
  for (const { parties } of examples)
    for (const { features } of parties)
      for (const key of features) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = Int32Array.from([...counts].filter(([, n]) => n >= LEAST).map(([key]) => key)).sort();
  const rowOf = new Map(Array.from(keys, (key, row) => [key, row]));
  const items = examples.flatMap(({ parties }) =>
    parties.map(({ features, receives }) => ({
      rows: Array.from(features, key => rowOf.get(key) ?? -1).filter(row => row >= 0),
      receives,
    })),
  );
  const random = new Random(seed);
  const weights = new Float64Array(keys.length);
  const squares = new Float64Array(keys.length).fill(0.1);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = items.length - 1; i > 0; i--) {
      const j = Math.floor(random.next() * (i + 1));
      [items[i], items[j]] = [items[j] as (typeof items)[number], items[i] as (typeof items)[number]];
    }
    for (const { rows, receives } of items) {
      const score = rows.reduce((sum, row) => sum + (weights[row] as number), 0);
      const error = 1 / (1 + Math.exp(-score)) - Number(receives);
      for (const row of rows) {
        const g = error + SHRINK * (weights[row] as number);
        squares[row] = (squares[row] as number) + g * g;
        weights[row] = (weights[row] as number) - (RATE * g) / Math.sqrt(squares[row] as number);
      }
    }
  }
  return {
    receiverKeys: keys,
    receivers: Int8Array.from(weights, w => Math.max(-127, Math.min(127, Math.round(w / STEP)))),
    receiverStep: STEP,
  };
};
