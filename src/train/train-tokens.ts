// Trains the token and the sentence boundary classifiers on running treebank text.

import { readLayout } from '../2-analyse/layout.ts';
import { type LinearModel, mix } from '../2-analyse/linear-model.ts';
import { type Splits, splitMultiword } from '../2-analyse/multiword.ts';
import { splitSentencesWith } from '../2-analyse/split-sentences.ts';
import { tokeniseWith } from '../2-analyse/tokenise.ts';
import { Perceptron } from './perceptron.ts';
import type { GoldDocument } from './treebank.ts';

const ROUNDS = 8;

/** A seeded order of `n` things (Fisher and Yates over a xorshift generator). */
export function shuffled(n: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let state = mix(seed, 0x2545f491) || 1;
  for (let i = n - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    const swap = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swap;
  }
  return order;
}

class BinaryTrainer {
  readonly #perceptron = new Perceptron(1);
  readonly #scores = new Int32Array(1);

  decide(features: Int32Array, count: number, gold: boolean): void {
    this.#perceptron.tick();
    this.#perceptron.score(features, count, this.#scores);
    const score = this.#scores[0] as number;
    // A margin keeps close calls apart on both sides.
    if (gold ? score <= 2 : score >= -2) this.#perceptron.update(features, count, 0, gold ? 1 : -1);
  }

  finish(): LinearModel {
    return this.#perceptron.finish(0.05);
  }
}

/** Gold decisions steer the training pass, so that every decision is seen from a right beginning. */
export function trainTokeniser(documents: readonly GoldDocument[], seed: number): LinearModel {
  const trainer = new BinaryTrainer();
  for (let round = 0; round < ROUNDS; round++) {
    for (const d of shuffled(documents.length, seed + round)) {
      const { text, sentences } = documents[d] as GoldDocument;
      const ends = new Set(sentences.flatMap(sentence => sentence.tokens.map(token => token.end)));
      tokeniseWith(text, [], (features, count, at) => {
        const gold = ends.has(at);
        trainer.decide(features, count, gold);
        return gold;
      });
    }
  }
  return trainer.finish();
}

export function trainSplitter(documents: readonly GoldDocument[], seed: number): LinearModel {
  const trainer = new BinaryTrainer();
  for (let round = 0; round < ROUNDS; round++) {
    for (const d of shuffled(documents.length, seed + round)) {
      const { text, sentences } = documents[d] as GoldDocument;
      const tokens = sentences.flatMap(sentence => sentence.tokens);
      const ends = new Set(sentences.map(sentence => sentence.end));
      splitSentencesWith(text, tokens, readLayout(text, tokens, []), (features, count, at) => {
        const gold = ends.has(tokens[at]?.end ?? -1);
        trainer.decide(features, count, gold);
        return gold;
      });
    }
  }
  return trainer.finish();
}

/** Forms that the treebanks mostly split and the apostrophe rules do not: "cannot", "gonna", "dont". */
export function learnSplits(documents: readonly GoldDocument[]): Splits {
  const counts = new Map<string, Map<string, number>>();
  for (const { text, sentences } of documents)
    for (const { tokens, words } of sentences)
      for (const { start, end, first, last } of tokens) {
        const lengths = words.slice(first, last + 1).map(word => word.form.length);
        if (lengths.reduce((sum, length) => sum + length, 0) !== end - start) continue;
        const form = text.slice(start, end).toLowerCase();
        const seen = counts.get(form) ?? new Map<string, number>();
        seen.set(lengths.join(' '), (seen.get(lengths.join(' ')) ?? 0) + 1);
        counts.set(form, seen);
      }
  const splits = new Map<string, readonly number[]>();
  for (const [form, seen] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [best] = [...seen].sort((a, b) => b[1] - a[1])[0] ?? [''];
    const lengths = best.split(' ').map(Number);
    const byRule = splitMultiword(form, new Map());
    const times = [...seen.values()].reduce((sum, n) => sum + n, 0);
    if (byRule.join(' ') !== best && times >= 3) splits.set(form, lengths);
  }
  return splits;
}
