import { expect, test } from 'vitest';
import { decodeModel, encodeModel, modelArray, packStrings, unpackStrings } from './models.ts';

const bytes = encodeModel(
  'en-test',
  { scale: 0.5 },
  {
    words: packStrings(['Homs', 'عين', '']),
    weights: Int16Array.of(1, -2, 3),
    keys: Uint32Array.of(4_000_000_000),
  },
);

test('a model comes back as it was written', () => {
  const model = decodeModel(bytes);
  expect(model.kind).toBe('en-test');
  expect(model.meta).toEqual({ scale: 0.5 });
  expect([...modelArray(model, 'weights', Int16Array)]).toEqual([1, -2, 3]);
  expect([...modelArray(model, 'keys', Uint32Array)]).toEqual([4_000_000_000]);
  expect(unpackStrings(modelArray(model, 'words', Uint8Array))).toEqual(['Homs', 'عين', '']);
});

test('bytes that begin at an odd offset are read as well', () => {
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(decodeModel(shifted.subarray(1)).meta).toEqual({ scale: 0.5 });
});

test('a damaged, cut or foreign file is refused by name', () => {
  const damaged = bytes.slice();
  damaged[damaged.length - 1] = 7;
  expect(() => decodeModel(damaged, 'models/x.bin')).toThrow(/models\/x\.bin is damaged/);
  expect(() => decodeModel(bytes.subarray(0, 60))).toThrow(/damaged/);
  expect(() => decodeModel(new Uint8Array(100))).toThrow(/not a model file/);
});

test('an array that is missing or of another type is named', () => {
  expect(() => modelArray(decodeModel(bytes), 'weights', Int8Array)).toThrow(/no Int8Array "weights"/);
});
