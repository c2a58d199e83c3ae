import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLines, peek, readWhole } from './bytes.ts';

const cut = async function* (bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};
const textOf = async (bytes: Buffer, size: number): Promise<string> => {
  const parts: string[] = [];
  for await (const { text } of decodeLines(cut(bytes, size), bytes.subarray(0, 100))) parts.push(text);
  return parts.join('');
};

describe('decodeLines', () => {
  it('gives every text back, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
          expect(await textOf(Buffer.from(text), size)).toBe(text);
        },
      ),
    );
  });

  it.each(['报告', '🕊', 'a', '\u0301'])('parts no character of a line without end: %s', async unit => {
    const text = unit.repeat(1_500_000 / unit.length);
    expect((await textOf(Buffer.from(text), 65_536)) === text).toBe(true);
  });

  it('numbers the line of what it could not read', async () => {
    const bytes = Buffer.concat([
      Buffer.from('one\ntwo\n'),
      Buffer.from('caf\xe9 \x93so\x94\n', 'latin1'),
      Buffer.from('four\n'),
    ]);
    const said: number[] = [];
    for await (const { line, complaints } of decodeLines(cut(bytes, 100), bytes))
      said.push(...complaints.map(() => line));
    expect(said).toEqual([3]);
  });
});

describe('peek', () => {
  it('loses nothing of what it looks at', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array(),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(20),
        async (array, size, wanted) => {
          const bytes = Buffer.from(array);
          const { head, all } = await peek(cut(bytes, size), wanted);
          expect(head.length).toBeGreaterThanOrEqual(Math.min(wanted, bytes.length));
          expect(await readWhole(all, 1000)).toEqual(bytes);
        },
      ),
    );
  });
});

describe('readWhole', () => {
  it('stops at the limit', async () => {
    let given = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 10;
        yield Buffer.alloc(10);
      }
    };
    expect(await readWhole(endless(), 95)).toBeNull();
    expect(given).toBe(100);
  });
});
