import { expect, test } from 'vitest';
import { readyInOrder, type UnderWay } from './in-order.ts';

/** Pieces that end when they are told to, and how many were begun. */
const manual = (count: number, sizes: readonly number[] = []) => {
  const ends: (() => void)[] = [];
  const state = { begun: 0, isClosed: false };
  async function* work(): AsyncGenerator<UnderWay<number>> {
    try {
      for (let i = 0; i < count; i++) {
        state.begun++;
        yield { result: new Promise(resolve => ends.push(() => resolve(i))), size: sizes[i] ?? 1 };
      }
    } finally {
      state.isClosed = true;
    }
  }
  return { state, work: work(), end: (i: number) => ends[i]?.() };
};
const turns = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise(setImmediate);
};

test('results come in the order in which they were begun, together where they are ready', async () => {
  const { work, end } = manual(3);
  const ready = readyInOrder(work, { pieces: 5, size: 100 });
  const first = ready.next();
  await turns();
  end(1);
  await turns();
  end(0);
  expect(await first).toEqual({ done: false, value: [0, 1] });
  end(2);
  expect(await ready.next()).toEqual({ done: false, value: [2] });
  expect((await ready.next()).done).toBe(true);
});

test('no more is begun than is allowed, by number and by size', async () => {
  const few = manual(10);
  const reading = readyInOrder(few.work, { pieces: 2, size: 100 }).next();
  await turns();
  expect(few.state.begun).toBe(2);
  few.end(0);
  expect((await reading).value).toEqual([0]);
  const large = manual(10, [60, 60, 60]);
  void readyInOrder(large.work, { pieces: 5, size: 100 }).next();
  await turns();
  expect(large.state.begun).toBe(2);
  const huge = manual(10, [1000, 1]);
  void readyInOrder(huge.work, { pieces: 5, size: 100 }).next();
  await turns();
  expect(huge.state.begun).toBe(1);
});

test('what breaks ends it where its turn comes, and the work behind it is closed', async () => {
  const state = { isClosed: false };
  async function* work(): AsyncGenerator<UnderWay<string>> {
    try {
      yield { result: Promise.resolve('a'), size: 1 };
      yield { result: Promise.reject(new Error('broken')), size: 1 };
      yield { result: Promise.resolve('c'), size: 1 };
    } finally {
      state.isClosed = true;
    }
  }
  const found: string[] = [];
  const read = async (): Promise<void> => {
    for await (const some of readyInOrder(work(), { pieces: 5, size: 5 })) found.push(...some);
  };
  await expect(read()).rejects.toThrow('broken');
  expect(found).toEqual(['a']);
  expect(state.isClosed).toBe(true);
});
