// `synoptic compare` as a user runs it.
import { describe, expect, test } from 'vitest';
import { linesOf, makeFolder, run } from './run-cli.ts';

const CLAIM =
  'Russian drones struck a depot in Poltava on Monday and killed four workers, Ukrainian officials said. The fire burned until noon.';
const OTHER =
  'Four workers were killed in Poltava on Monday when Russian drones hit a depot, the governor said. He said nine drones were shot down.';
const UNLIKE =
  'Parliament in Canberra passed a budget on Thursday that cuts duties on tea. Ministers praised the vote.';

describe('compare', () => {
  const folder = makeFolder({
    'a.txt': CLAIM,
    'b.txt': OTHER,
    'c.txt': UNLIKE,
    'd.txt': CLAIM.replace('until noon', 'until dusk'),
  });

  test('lays two reports side by side', async () => {
    const ran = await run(['compare', 'a.txt', 'b.txt', '--to', 'json'], folder);
    expect(ran.code).toBe(0);
    const { stories } = JSON.parse(ran.out);
    expect(stories).toHaveLength(1);
    expect(stories[0].reports).toHaveLength(2);
    expect((await run(['compare', 'a.txt', 'b.txt'], folder)).out).toContain('2 reports');
  });

  test('does so with reports of different stories and with copies, and says so', async () => {
    const unlike = await run(['compare', 'a.txt', 'c.txt', '--to', 'json'], folder);
    expect(JSON.parse(unlike.out).stories).toHaveLength(1);
    expect(unlike.err).toContain('do not seem to tell of one story');
    expect((await run(['compare', 'a.txt', 'd.txt'], folder)).err).toContain('share most of their text');
  });

  test('takes two reports and no more', async () => {
    const ran = await run(['compare', '.', 'a.txt'], folder);
    expect(ran.code).toBe(1);
    expect(linesOf(ran.err).at(-1)).toMatch(/hold 4 reports; compare takes two/);
    expect((await run(['compare', '-', '-'], folder)).code).toBe(2);
  });
});
