// The network's weights in a model file: tables as 8 bit rows, dense matrices as 16 bit integers with one scale each.
import { type Model, type ModelArray, modelArray } from '../resources/models.ts';
import type { NetworkShape, NetworkWeights } from './network-weights.ts';

interface DenseMeta {
  readonly [name: string]: { readonly scale: number };
}

export const networkMeta = (weights: NetworkWeights): { shape: NetworkShape; dense: DenseMeta } => ({
  shape: weights.shape,
  dense: Object.fromEntries(
    [...weights.dense].map(([name, values]) => [name, { scale: largest(values) / 32_767 }]),
  ),
});

function largest(values: Float32Array): number {
  let most = 1e-9;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

export function networkArrays(weights: NetworkWeights): Record<string, ModelArray> {
  const arrays: Record<string, ModelArray> = {
    'vocabulary.keys': weights.vocabulary.keys,
    'vocabulary.rows': weights.vocabulary.rows,
    'words.rows': weights.words.rows,
    'words.scales': weights.words.scales,
    'affixes.rows': weights.affixes.rows,
    'affixes.scales': weights.affixes.scales,
  };
  for (const [name, values] of weights.dense) {
    const scale = largest(values) / 32_767;
    arrays[`dense.${name}`] = Int16Array.from(values, value => Math.round(value / scale));
  }
  return arrays;
}

export function readNetwork(model: Model): NetworkWeights {
  const { shape, dense } = model.meta as unknown as { shape: NetworkShape; dense: DenseMeta };
  const matrices = new Map<string, Float32Array>();
  for (const [name, { scale }] of Object.entries(dense)) {
    const values = new Float32Array(modelArray(model, `dense.${name}`, Int16Array));
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * scale;
    matrices.set(name, values);
  }
  return {
    shape,
    vocabulary: {
      keys: modelArray(model, 'vocabulary.keys', Int32Array),
      rows: modelArray(model, 'vocabulary.rows', Int32Array),
    },
    words: {
      rows: modelArray(model, 'words.rows', Int8Array),
      scales: modelArray(model, 'words.scales', Float32Array),
    },
    affixes: {
      rows: modelArray(model, 'affixes.rows', Int8Array),
      scales: modelArray(model, 'affixes.scales', Float32Array),
    },
    dense: matrices,
  };
}
