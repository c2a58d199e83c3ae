// GUM's chains become the antecedent ranker's weights: log-linear with a softmax margin over latent antecedents
// (Durrett & Klein 2013), AdaGrad, hashed features. Mentions are the program's own, matched to gold by head.

import { type CoreferenceWeights, Resolver, scoreRow } from '../2-analyse/coreference.ts';
import type { Cluster } from '../2-analyse/coreference-clusters.ts';
import type { Facts } from '../2-analyse/coreference-facts.ts';
import { NEW_FEATURES, newFeatures, PAIR_FEATURES, pairFeatures } from '../2-analyse/coreference-features.ts';
import type { Mention, Sentence } from '../schema/analysis.ts';
import { roundWeights } from './names-kinds.ts';
import { randomFrom, shuffle } from './random.ts';

export interface CoreferenceDocument {
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly Mention[];
  /** Gold chain of each mention, null where gold has none. */
  readonly chains: readonly (string | null)[];
}

interface Choice {
  /** Row 0 starts an entity; the others link to a candidate. */
  readonly rows: readonly Int32Array[];
  readonly right: Uint8Array;
  readonly cost: Float32Array;
}

const FALSE_NEW = 3.5;
const FALSE_LINK = 0.3;
const WRONG_LINK = 1.2;
/** Times an epoch that the weights are taken into the mean, from the second epoch on: the end point alone is noisy. */
const SNAPSHOTS = 8;

/** Choices of a document with the gold antecedents entered, so that entities are right up to each mention. */
const choicesOf = (document: CoreferenceDocument): Choice[] => {
  const resolver = new Resolver(document.sentences, document.mentions);
  const choices: Choice[] = [];
  const lastOfChain = new Map<string, Facts>();
  for (const m of resolver.facts) {
    const chain = document.chains[m.index] ?? null;
    const candidates = resolver.candidates(m);
    if (!m.relative && candidates.length > 0 && !resolver.settled(m, candidates)) {
      const first = new Int32Array(NEW_FEATURES);
      newFeatures(m, resolver.seen(m), first);
      const rows = [first];
      const right = new Uint8Array(candidates.length + 1);
      for (const [rank, { antecedent, pair }] of candidates.entries()) {
        const row = new Int32Array(PAIR_FEATURES);
        pairFeatures(m, antecedent, pair, resolver.clusterOf[antecedent.index] as Cluster, rank, row);
        rows.push(row);
        if (chain !== null && document.chains[antecedent.index] === chain) right[rank + 1] = 1;
      }
      const linked = right.includes(1);
      if (!linked) right[0] = 1;
      const cost = Float32Array.from(right, (isRight, i) =>
        isRight ? 0 : i === 0 ? FALSE_NEW : linked ? WRONG_LINK : FALSE_LINK,
      );
      choices.push({ rows, right, cost });
    }
    resolver.enter(m, (chain !== null && lastOfChain.get(chain)) || null);
    if (chain !== null) lastOfChain.set(chain, m);
  }
  return choices;
};

export const trainCoreference = (
  documents: readonly CoreferenceDocument[],
  options: { readonly bits: number; readonly epochs: number; readonly seed: number },
): CoreferenceWeights => {
  const mask = (1 << options.bits) - 1;
  const table = new Float32Array(mask + 1);
  const squares = new Float32Array(mask + 1).fill(1e-3);
  const weights: CoreferenceWeights = { table, mask };
  const choices = documents.flatMap(choicesOf);
  const random = randomFrom(options.seed);
  const rate = 0.1;
  const sums = new Float64Array(mask + 1);
  let snapshots = 0;
  const every = Math.max(1, Math.floor(choices.length / SNAPSHOTS));
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(choices, random);
    for (const [at, { rows, right, cost }] of choices.entries()) {
      if (epoch > 0 && at % every === 0) {
        for (let i = 0; i <= mask; i++) sums[i] = (sums[i] as number) + (table[i] as number);
        snapshots++;
      }
      const scores = rows.map((row, i) => scoreRow(weights, row) + (cost[i] as number));
      const top = Math.max(...scores);
      let all = 0;
      let good = 0;
      const mass = scores.map((score, i) => {
        const value = Math.exp(score - top);
        all += value;
        if (right[i]) good += value;
        return value;
      });
      for (const [i, row] of rows.entries()) {
        const share = mass[i] as number;
        const gradient = share / all - (right[i] ? share / Math.max(good, 1e-30) : 0);
        if (Math.abs(gradient) < 1e-4) continue;
        for (const feature of row) {
          const at = feature & mask;
          squares[at] = (squares[at] as number) + gradient * gradient;
          table[at] = (table[at] as number) - (rate * gradient) / Math.sqrt(squares[at] as number);
        }
      }
    }
  }
  const mean = snapshots > 0 ? Float32Array.from(sums, sum => sum / snapshots) : table;
  return { table: roundWeights(mean), mask };
};
