// Single pages and watched folders as sources, and what an address that a user gives is taken for.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discoverSource, readSource } from '../../src/1-gather/sources/index.ts';
import { NO_STATE, type SourceReading, type SourceState } from '../../src/schema/source.ts';
import { rssOf } from '../support/fault-server.ts';
import { NOW, openFaultSite, readOnce, sourceAt, webOf } from '../support/source-web.ts';

/** Of the system. */
const PIPE_MAKER = 'mkfifo';

describe('a page', () => {
  it('is given with its words whenever it changed', async () => {
    const address = 'http://gazette.example/live';
    const source = sourceAt('page', address);
    const first = await readSource(source, NO_STATE, webOf({ [address]: '<p>One.</p>' }).tools);
    expect(first.items).toMatchObject([{ address, content: { kind: 'html', value: '<p>One.</p>' } }]);
    const same = await readSource(source, first.state, webOf({ [address]: '<p>One.</p>' }).tools);
    expect(same.outcome).toBe('unchanged');
    const next = await readSource(source, same.state, webOf({ [address]: '<p>Two.</p>' }).tools);
    expect(next.items).toMatchObject([{ isChange: true, content: { value: '<p>Two.</p>' } }]);
  });

  it('that is no text is fetched by whoever reads it', async () => {
    const reading = await readOnce('page', Buffer.from('%PDF-1.7\n'));
    expect(reading.items).toMatchObject([{ content: null, address: 'http://gazette.example/news/list' }]);
  });
});

describe('a watched folder', () => {
  const makeFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'watched-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return folder;
  };
  const put = (path: string, text: string, secondsAgo: number): void => {
    writeFileSync(path, text);
    const time = new Date(NOW - 1000 * secondsAgo);
    utimesSync(path, time, time);
  };
  const look = (folder: string, state: SourceState, later = 0): Promise<SourceReading> =>
    readSource(sourceAt('folder', folder), state, { ...webOf({}).tools, now: () => NOW + later });

  it('gives new and changed files, and those that are finished only', async () => {
    const folder = makeFolder();
    put(join(folder, 'a.txt'), 'Whole.', 60);
    put(join(folder, 'b.txt'), 'Hal', 1);
    put(join(folder, 'c.txt.part'), 'Not yet', 60);
    put(join(folder, 'notes.docx'), 'Not read', 60);
    const first = await look(folder, NO_STATE);
    expect(first.items.map(({ address }) => address)).toEqual([join(folder, 'a.txt')]);
    expect(first.problems).toMatchObject([{ code: 'source/still-written' }]);
    expect(first.notBefore).not.toBeNull();
    put(join(folder, 'b.txt'), 'Half of it', 0);
    expect((await look(folder, first.state)).items).toEqual([]);
    const second = await look(folder, first.state, 10_000);
    expect(second.items.map(({ address }) => address)).toEqual([join(folder, 'b.txt')]);
    put(join(folder, 'a.txt'), 'Whole, and more.', 30);
    expect((await look(folder, second.state, 10_000)).items).toMatchObject([
      { address: join(folder, 'a.txt'), isChange: true },
    ]);
  });

  it('that is not there fails in plain words, and one file is a source as well', async () => {
    const folder = makeFolder();
    expect(await look(join(folder, 'none'), NO_STATE)).toMatchObject({
      outcome: 'failed',
      problems: [{ message: expect.stringContaining('there is no such file') }],
    });
    put(join(folder, 'a.jsonl'), '{"text": "x"}', 60);
    const file = sourceAt('file', join(folder, 'a.jsonl'));
    expect((await readSource(file, NO_STATE, webOf({}).tools)).items).toHaveLength(1);
  });

  it('reads no pipe, and follows no link that leads out of it', async () => {
    const [folder, elsewhere] = [makeFolder(), makeFolder()];
    put(join(elsewhere, 'secret.txt'), 'Secret.', 60);
    put(join(folder, 'report.txt'), 'Whole.', 60);
    symlinkSync(join(elsewhere, 'secret.txt'), join(folder, 'wire.txt'));
    symlinkSync(elsewhere, join(folder, 'more'));
    symlinkSync(join(folder, 'report.txt'), join(folder, 'same.txt'));
    execFileSync(PIPE_MAKER, [join(folder, 'pipe.txt')]);
    const { items, problems } = await look(folder, NO_STATE);
    expect(items.map(({ address }) => address)).toEqual([
      join(folder, 'report.txt'),
      join(folder, 'same.txt'),
    ]);
    expect(problems).toMatchObject([
      {
        code: 'source/leads-out',
        message: expect.stringMatching(/more\/secret\.txt: a link .+ synoptic source add \S+secret\.txt$/),
      },
      {
        code: 'source/leads-out',
        message: expect.stringMatching(/wire\.txt: a link that leads out of the folder/),
      },
    ]);
  });
});

describe('an address that a user gives', () => {
  const discover = (document: string) => {
    const address = 'http://gazette.example/';
    return discoverSource(address, webOf({ [address]: document }).tools);
  };

  it('of a site leads to the feed that it names, not to that of comments', async () => {
    const { origin, tools } = await openFaultSite();
    const found = await discoverSource(`${origin}/site`, tools);
    expect(found).toMatchObject({
      kind: 'found',
      source: 'feed',
      address: `${origin}/feed`,
      feeds: [{ title: 'News' }, { title: 'Comments' }],
    });
  });

  it.each([
    [rssOf(1), 'feed'],
    ['{"version": "https://jsonfeed.org/version/1", "items": []}', 'feed'],
    ['<sitemapindex></sitemapindex>', 'sitemap'],
    ['https://gazette.example/1\nhttps://gazette.example/2', 'list'],
    ['{"articles": []}', 'gdelt'],
    ['<html><body><p>Hello.</p></body></html>', 'page'],
    ['Hello.', 'page'],
  ])('%j is told by its content', async (document, kind) => {
    expect(await discover(document)).toMatchObject({ kind: 'found', source: kind });
  });

  it('or a path is told by what lies there', async () => {
    const { tools } = webOf({});
    expect(await discoverSource(tmpdir(), tools)).toMatchObject({ source: 'folder' });
    expect(await discoverSource(import.meta.filename, tools)).toMatchObject({ source: 'file' });
    expect(await discoverSource('/no/such/path', tools)).toMatchObject({ kind: 'missing' });
    expect(await discoverSource('http://gazette.example/none', tools)).toMatchObject({
      kind: 'missing',
      problems: [{ code: 'fetch/gone' }],
    });
  });
});
