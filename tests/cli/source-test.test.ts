// `synoptic source test` as a user meets it: what would come from an address, in words and for a program.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { makeFolder, run } from './run-cli.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const test = (path: string, ...options: string[]) =>
  run(
    [
      'source',
      'test',
      server.origin + path,
      '--allow',
      `127.0.0.1:${server.port}`,
      '--pause',
      '0',
      ...options,
    ],
    makeFolder(),
  );

describe('source test', () => {
  it('follows a page to its feed, lists what is there, and reads the newest', async () => {
    const { code, out } = await test('/site');
    expect(code).toBe(0);
    expect(out).toContain(`${server.origin}/feed: RSS 2.0, "The Tarsk Gazette", in en, 3 items`);
    expect(out).toContain(`also named: ${server.origin}/comments/feed (Comments)`);
    expect(out).toContain(`Report 3\n  2025-03-04T08:00:00Z\n  ${server.origin}/articles/3`);
    expect(out).toMatch(/As a report: Shells fall on Tarsk\n {2}2025-03-04T08:00:00Z .*3 paragraphs/);
  });

  it('tells a program the same', async () => {
    const { code, out } = await test('/feed', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'feed',
      about: { items: 3 },
      newest: { key: 'r3' },
      report: { title: 'Shells fall on Tarsk', publishedAt: '2025-03-04T08:00:00Z' },
      problems: [],
    });
  });

  it('says what is wrong, what to do, and exits 1', async () => {
    const { code, out } = await test('/gone');
    expect(code).toBe(1);
    expect(out.replaceAll(/\n\s*/g, ' ')).toContain('answered 410, it was taken away. Check the address');
    const refused = await run(['source', 'test', `${server.origin}/feed`], makeFolder());
    expect(refused.code).toBe(1);
    expect(refused.out.replaceAll(/\n\s*/g, ' ')).toContain('If it is meant, allow it: --allow 127.0.0.1');
  });

  it('reads a folder on this machine as well', async () => {
    const { code, out } = await run(
      ['source', 'test', '.', '--json'],
      makeFolder({ 'a.jsonl': '{"text":"The mayor of Tarsk resigned on Monday.","title":"Mayor goes"}\n' }),
    );
    // a file that was written just now may still be written to
    const { kind, problems, newest } = JSON.parse(out);
    expect(kind).toBe('folder');
    expect(newest === null ? problems[0].code : newest.address).toMatch(/source\/still-written|a\.jsonl$/);
    expect(code).toBeLessThan(2);
  });
});
