import { afterEach, describe, expect, it } from 'vitest';
import { describeProgress, makeDesk } from './desk.ts';

const before = process.exitCode;
afterEach(() => {
  process.exitCode = before;
});

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, stream: { isTTY, columns: 40, write: (text: string) => written.push(text) } };
};
const problem = (severity: 'error' | 'warning', file = 'a.jsonl') =>
  ({ kind: 'problem', severity, file, line: 3, code: 'gather/x', message: 'what is wrong' }) as const;

describe('a desk', () => {
  it('names file, line and code, and fails only for errors', () => {
    const { written, stream } = screen(false);
    const desk = makeDesk(stream);
    desk.problem(problem('warning'));
    desk.finish();
    expect(process.exitCode).toBe(before);
    desk.problem(problem('error'));
    desk.failure('b.txt', null, 'b', new Error('no tree'));
    desk.finish();
    expect(written).toEqual([
      'a.jsonl:3: warning: what is wrong [gather/x]\n',
      'a.jsonl:3: what is wrong [gather/x]\n',
      'b.txt: b: no tree (the report was passed over)\n',
    ]);
    expect(process.exitCode).toBe(1);
  });

  it('counts what is too much to print, file by file', () => {
    const { written, stream } = screen(false);
    const desk = makeDesk(stream);
    for (let i = 0; i < 25; i++) desk.problem(problem('error', 'a'));
    desk.problem(problem('error', 'b'));
    desk.finish();
    expect(written).toHaveLength(22);
    expect(written.at(-1)).toBe('a: 5 more problems are not shown\n');
  });

  it('shows how far it is on a terminal only, and clears the line before it speaks', () => {
    let now = 0;
    const hidden = screen(false);
    makeDesk(hidden.stream, () => now).progress('coding', 1, null);
    const { written, stream } = screen(true);
    const desk = makeDesk(stream, () => now);
    desk.progress('coding', 1, null);
    now = 500;
    desk.progress('coding', 2, null);
    desk.progress('coding', 3, null);
    desk.problem(problem('warning'));
    desk.finish();
    expect(hidden.written).toEqual([]);
    expect(written).toEqual([
      '\r\u001b[Kcoding  2 reports  4.0 a second',
      '\r\u001b[K',
      'a.jsonl:3: warning: what is wrong [gather/x]\n',
    ]);
  });
});

describe('describeProgress', () => {
  it.each([
    [{ readBytes: 25, totalBytes: 100 }, 10_000, 'coding  1,200 reports  25 %  about 30 s left'],
    [{ readBytes: 10, totalBytes: 100 }, 60_000, 'coding  1,200 reports  10 %  about 9 min left'],
    [{ readBytes: 1, totalBytes: 100 }, 1_000, 'coding  1,200 reports  1 %'],
    [{ readBytes: 100, totalBytes: 100 }, 10_000, 'coding  1,200 reports  100 %'],
    [{ readBytes: 25, totalBytes: null }, 10_000, 'coding  1,200 reports  120.0 a second'],
  ])('%j after %i ms', (read, elapsed, line) => {
    expect(describeProgress('coding', 1200, read, elapsed)).toBe(line);
  });
});
