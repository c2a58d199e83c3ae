import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { CodedReport } from '../schema/coded-report.ts';
import { codeInOrder } from './code-in-order.ts';

async function* given(items: readonly string[], pause = 0): AsyncGenerator<string> {
  for (const item of items) {
    yield item;
    if (pause > 0) await sleep(pause);
  }
}

const coding = async (id: string, ms: number): Promise<CodedReport> => {
  await sleep(ms);
  if (id.startsWith('bad')) throw new Error(`${id} has no verb`);
  return { id } as CodedReport;
};

const all = async (
  batches: AsyncIterable<readonly { item: string; coding: unknown }[]>,
): Promise<string[]> => {
  const found: string[] = [];
  for await (const batch of batches)
    for (const { item, coding: end } of batch)
      found.push(end === null ? `${item} -` : 'coded' in (end as object) ? item : `${item} failed`);
  return found;
};

describe('codeInOrder', () => {
  test('gives in the order of arrival what is done in any order', async () => {
    const ms: Record<string, number> = { a: 60, b: 5, bad: 1, c: 20, d: 0 };
    const found = await all(
      codeInOrder(
        given(['a', 'b', 'bad', 'known', 'c', 'd']),
        id => (id === 'known' ? null : coding(id, ms[id] ?? 0)),
        4,
      ),
    );
    expect(found).toEqual(['a', 'b', 'bad failed', 'known -', 'c', 'd']);
  });

  test('has no more at hand than allowed', async () => {
    let atHand = 0;
    let most = 0;
    const code = async (id: string): Promise<CodedReport> => {
      most = Math.max(most, ++atHand);
      await sleep(5);
      atHand--;
      return { id } as CodedReport;
    };
    await all(codeInOrder(given(Array.from({ length: 30 }, (_, i) => `r${i}`)), code, 3));
    expect(most).toBe(3);
  });

  test('gives what is ready without waiting for the next of a slow stream', async () => {
    let isReleased = false;
    let release = (): void => {};
    const slow = async function* (): AsyncGenerator<string> {
      yield 'a';
      await new Promise<void>(resolve => {
        release = resolve;
      });
      isReleased = true;
      yield 'b';
    };
    const seen: (readonly [string, boolean])[] = [];
    for await (const batch of codeInOrder(slow(), id => coding(id, 1), 8)) {
      for (const { item } of batch) seen.push([item, isReleased]);
      release();
    }
    expect(seen).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  test('passes on what the input throws, after what came before it', async () => {
    const broken = async function* (): AsyncGenerator<string> {
      yield 'a';
      throw new Error('the pipe broke');
    };
    const found: string[] = [];
    const read = async (): Promise<void> => {
      for await (const batch of codeInOrder(broken(), id => coding(id, 5), 8))
        for (const { item } of batch) found.push(item);
    };
    await expect(read()).rejects.toThrow('the pipe broke');
    expect(found).toEqual(['a']);
  });
});
