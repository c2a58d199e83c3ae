// A linear classifier over hashed features: each feature's row lists the few classes it speaks for (compressed
// sparse rows behind an open-addressing table).
import { type Model, type ModelArray, modelArray } from '../resources/models.ts';

export interface LinearModel {
  readonly classes: number;
  /** Feature keys by slot; the table's length is a power of two. */
  readonly keys: Int32Array;
  /** Row of slot s: entries `starts[s]` to `starts[s + 1]`; empty where the slot is free. */
  readonly starts: Uint32Array;
  readonly labels: Uint8Array;
  readonly weights: Int16Array;
}

/** Mixes a value into a feature's hash. */
export function mix(hash: number, value: number): number {
  const h = Math.imul(hash ^ value, 0x9e3779b1);
  return h ^ (h >>> 15);
}

export function hashString(text: string, seed = 0): number {
  let hash = seed ^ text.length;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash, 0x5bd1e995);
}

/** Adds a feature's weights to the scores. */
export function addFeature(model: LinearModel, feature: number, scores: Int32Array): void {
  const { keys, starts, labels, weights } = model;
  const mask = keys.length - 1;
  let slot = feature & mask;
  for (;;) {
    const from = starts[slot] as number;
    const to = starts[slot + 1] as number;
    if (from === to) return;
    if (keys[slot] === feature) {
      for (let i = from; i < to; i++) {
        const label = labels[i] as number;
        scores[label] = (scores[label] as number) + (weights[i] as number);
      }
      return;
    }
    slot = (slot + 1) & mask;
  }
}

export const linearArrays = (name: string, model: LinearModel): Record<string, ModelArray> => ({
  [`${name}.keys`]: model.keys,
  [`${name}.starts`]: model.starts,
  [`${name}.labels`]: model.labels,
  [`${name}.weights`]: model.weights,
});

export const readLinear = (model: Model, name: string, classes: number): LinearModel => ({
  classes,
  keys: modelArray(model, `${name}.keys`, Int32Array),
  starts: modelArray(model, `${name}.starts`, Uint32Array),
  labels: modelArray(model, `${name}.labels`, Uint8Array),
  weights: modelArray(model, `${name}.weights`, Int16Array),
});
