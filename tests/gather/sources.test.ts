// Sources as a monitor meets them: what a reading gives, what the next one gives, and what is said of what is broken.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fetched, Fetcher, FetchRequest } from '../../src/1-gather/fetch/index.ts';
import { discoverSource, readSource } from '../../src/1-gather/sources/index.ts';
import {
  NO_STATE,
  SOURCE_DEFAULTS,
  type Source,
  type SourceKind,
  type SourceOptions,
  type SourceReading,
  type SourceState,
} from '../../src/schema/source.ts';
import { type FaultServer, rssOf, startFaultServer } from '../support/fault-server.ts';
import { testFetcher } from '../support/fetching.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const NOW = Date.parse('2025-03-04T08:00:00Z');

const sourceAt = (kind: SourceKind, address: string, options: Partial<SourceOptions> = {}): Source => ({
  id: 's',
  kind,
  address,
  outlet: null,
  options: { ...SOURCE_DEFAULTS, ...options },
});

/** A web of documents held in memory; what is not there is a 404. */
const webOf = (documents: Readonly<Record<string, string | Buffer>>) => {
  const asked: FetchRequest[] = [];
  const fetcher: Fetcher = {
    fetch: async request => {
      asked.push(request);
      const { url } = request;
      const document = documents[url];
      if (document === undefined)
        return {
          kind: 'failed',
          url,
          code: 'fetch/gone',
          message: `${url}: answered 404. Check the address`,
          status: 404,
          isGone: true,
          notBefore: null,
        };
      const body = Buffer.from(document);
      const digest = createHash('sha256').update(body).digest('base64url');
      const common = { url, finalUrl: url, movedTo: null, retrievedAt: new Date(NOW).toISOString() };
      const validators = { etag: null, lastModified: null, digest };
      if (request.validators?.digest === digest) return { kind: 'not-modified', ...common, validators };
      const fetched: Fetched = {
        kind: 'fetched',
        ...common,
        status: 200,
        mediaType: '',
        charset: null,
        body,
        validators,
      };
      return fetched;
    },
    close: async () => {},
  };
  return { asked, tools: { fetcher, now: () => NOW } };
};

const readOnce = (
  kind: SourceKind,
  document: string | Buffer,
  options: Partial<SourceOptions> = {},
): Promise<SourceReading> => {
  const address = 'http://gazette.example/news/list';
  return readSource(sourceAt(kind, address, options), NO_STATE, webOf({ [address]: document }).tools);
};

const serve = async (): Promise<FaultServer> => {
  const server = await startFaultServer();
  open.push(server.close);
  return server;
};

describe('a feed', () => {
  it('gives its items once, oldest first, and says so when nothing changed', async () => {
    const server = await serve();
    const fetcher = testFetcher([server.port]);
    open.push(fetcher.close);
    const tools = { fetcher, now: () => NOW };
    const source = sourceAt('feed', `${server.origin}/feed`);
    const first = await readSource(source, NO_STATE, tools);
    expect(first).toMatchObject({
      outcome: 'read',
      about: { form: 'RSS 2.0', title: 'The Tarsk Gazette', language: 'en', items: 3 },
      problems: [],
    });
    expect(first.items.map(({ key }) => key)).toEqual(['r1', 'r2', 'r3']);
    expect(first.items[0]).toMatchObject({
      address: `${server.origin}/articles/1`,
      title: 'Report 1',
      publishedAt: '2025-03-04T08:00:00Z',
      language: 'en',
      content: null,
      isChange: false,
    });
    const second = await readSource(source, first.state, tools);
    expect(second).toMatchObject({ outcome: 'unchanged', items: [] });
    expect(JSON.parse(JSON.stringify(second.state))).toEqual(first.state);
  });

  it('with one more item gives that one, with a changed one the change', async () => {
    const address = 'http://gazette.example/feed';
    const source = sourceAt('feed', address);
    const first = await readSource(source, NO_STATE, webOf({ [address]: rssOf(3) }).tools);
    const more = await readSource(source, first.state, webOf({ [address]: rssOf(4) }).tools);
    expect(more.items.map(({ key, isChange }) => [key, isChange])).toEqual([['r4', false]]);
    const mended = rssOf(4).replace('Report 2<', 'Report 2, corrected<');
    const changed = await readSource(source, more.state, webOf({ [address]: mended }).tools);
    expect(changed.items).toMatchObject([{ key: 'r2', title: 'Report 2, corrected', isChange: true }]);
  });

  it('of 50,000 items gives them all', async () => {
    const reading = await readOnce('feed', rssOf(50_000));
    expect(reading).toMatchObject({ outcome: 'read', problems: [], about: { items: 50_000 } });
    expect(new Set(reading.items.map(({ key }) => key)).size).toBe(50_000);
  });

  it('that is cut off gives what stands before the break, and says how much is lost', async () => {
    const reading = await readOnce('feed', rssOf(5).slice(0, -100));
    expect(reading.outcome).toBe('read');
    expect(reading.items.length).toBe(4);
    expect(reading.problems).toMatchObject([
      {
        code: 'source/broken-feed',
        message: expect.stringContaining('1 of its items could not be read, 4 were'),
      },
    ]);
  });

  it('without items is no failure', async () => {
    const reading = await readOnce(
      'feed',
      '<rss version="2.0"><channel><title>Quiet</title></channel></rss>',
    );
    expect(reading).toMatchObject({
      outcome: 'read',
      items: [],
      about: { title: 'Quiet', items: 0 },
      problems: [{ code: 'source/empty' }],
    });
  });

  it.each([
    ['<!doctype html><html><body>Hello</body></html>', 'a web page, no feed. It names no feed'],
    [
      '<html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head></html>',
      'It names its feed: http://gazette.example/atom',
    ],
    ['', 'empty'],
    ['{"error": "no such feed"}', 'JSON, but no JSON Feed'],
    ['Service is being mended.', 'begins "Service is being mended.", which is no feed'],
    ['<urlset></urlset>', 'a sitemap, no feed'],
    ['<?xml version="1.0"', 'which is no feed'],
  ])('in whose place stands %j fails in plain words', async (document, words) => {
    const reading = await readOnce('feed', document);
    expect(reading).toMatchObject({ outcome: 'failed', items: [], state: NO_STATE });
    expect(reading.problems[0]?.message).toContain(words);
  });

  it('may be Atom: relative links, markup in titles, its own language', async () => {
    const { items, about } = await readOnce(
      'feed',
      `<?xml version="1.0"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://gazette.example/deep/" xml:lang="en-GB">
      <title>Gazette</title><entry xml:base="er/"><id>tag:1</id><title type="html">&lt;b&gt;Shells&lt;/b&gt; &amp;amp; fire</title>
      <link rel="self" href="self.xml"/><link href="a.html"/><published>2025-03-04T08:00:00+02:00</published><updated>2025-03-04T09:00:00Z</updated>
      <author><name>Ana Verre</name></author><category term="war" label="War"/></entry></feed>`,
    );
    expect(about).toMatchObject({ form: 'Atom', title: 'Gazette', language: 'en-GB' });
    expect(items).toMatchObject([
      {
        key: 'tag:1',
        version: '2025-03-04T09:00:00Z',
        address: 'http://gazette.example/deep/er/a.html',
        title: 'Shells & fire',
        publishedAt: '2025-03-04T08:00:00+02:00',
        metadata: { byline: 'Ana Verre', section: 'War' },
      },
    ]);
  });

  it('may be RDF or JSON Feed', async () => {
    const rdf = await readOnce(
      'feed',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="http://gazette.example/"><title>Gazette</title><link>http://gazette.example/</link></channel>
      <item rdf:about="http://gazette.example/1"><title>One</title><link>http://gazette.example/1</link><dc:date>2025-03-04</dc:date></item></rdf:RDF>`,
    );
    expect(rdf).toMatchObject({
      about: { form: 'RDF (RSS 1.0)', title: 'Gazette' },
      items: [{ address: 'http://gazette.example/1', publishedAt: '2025-03-04' }],
    });
    const json = await readOnce(
      'feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Gazette',
        items: [{ id: '1', url: '../1', title: 'One & two', content_text: 'Words.' }],
      }),
    );
    expect(json).toMatchObject({
      about: { form: 'JSON Feed' },
      items: [{ key: '1', address: 'http://gazette.example/1', title: 'One & two' }],
    });
  });

  it('gives its own words where they are asked for, or are all there is', async () => {
    const feed = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <item><guid>1</guid><link>http://gazette.example/1</link><content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded></item>
      <item><guid isPermaLink="false">2</guid><description>Only here.</description></item>
      <item><title>Neither</title></item></channel></rss>`;
    const fromFeed = await readOnce('feed', feed, { words: 'feed' });
    expect(fromFeed.items.map(({ content }) => content?.value)).toEqual(['Only here.', '<p>All of it.</p>']);
    const fromPages = await readOnce('feed', feed);
    expect(fromPages.items.map(({ address, content }) => [address, content?.value])).toEqual([
      [null, 'Only here.'],
      ['http://gazette.example/1', undefined],
    ]);
    expect(fromPages.problems).toMatchObject([
      { code: 'source/no-address', message: expect.stringContaining('1 of 3') },
    ]);
  });

  it('whose items share one id tells them apart by their addresses', async () => {
    const feed = `<rss version="2.0"><channel>${[1, 2]
      .map(n => `<item><guid>same</guid><link>http://gazette.example/${n}</link></item>`)
      .join('')}</channel></rss>`;
    expect((await readOnce('feed', feed)).items).toHaveLength(2);
  });

  it('leads nowhere but to the web', async () => {
    const links = ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'http://ok.example/'];
    const feed = `<rss version="2.0"><channel>${links.map(link => `<item><title>t</title><link>${link}</link></item>`).join('')}</channel></rss>`;
    expect((await readOnce('feed', feed)).items.map(({ address }) => address)).toEqual([
      'http://ok.example/',
    ]);
  });

  it('is decoded by what its server, its declaration or its bytes say', async () => {
    const cyrillic = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>'),
      Buffer.from([0xcd, 0xee, 0xe2, 0xee, 0xf1, 0xf2, 0xe8]),
      Buffer.from('</title><item><link>http://gazette.example/1</link></item></channel></rss>'),
    ]);
    expect((await readOnce('feed', cyrillic)).about?.title).toBe('Новости');
  });

  it('keeps to what is wanted of it', async () => {
    const feed = `<rss version="2.0"><channel>
      <item><link>http://gazette.example/world/1</link><pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate></item>
      <item><link>http://gazette.example/world/2</link><pubDate>Tue, 04 Feb 2025 08:00:00 GMT</pubDate></item>
      <item><link>http://gazette.example/sport/3</link><pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate></item></channel></rss>`;
    const reading = await readOnce('feed', feed, { only: ['/world/'], since: '2025-03-01' });
    expect(reading.items.map(({ address }) => address)).toEqual(['http://gazette.example/world/1']);
  });

  it('that cannot be fetched ends with the reason, and with the time to come back', async () => {
    const server = await serve();
    const fetcher = testFetcher([server.port]);
    open.push(fetcher.close);
    const tools = { fetcher, now: () => NOW };
    expect(await readSource(sourceAt('feed', `${server.origin}/too-often`), NO_STATE, tools)).toMatchObject({
      outcome: 'failed',
      state: NO_STATE,
      notBefore: expect.stringMatching(/^2025-03-04T08:02/),
      problems: [{ severity: 'error', code: 'fetch/status' }],
    });
    // another of the same host: not asked at all, which is no failure of its own
    expect(await readSource(sourceAt('feed', `${server.origin}/feed`), NO_STATE, tools)).toMatchObject({
      outcome: 'postponed',
      notBefore: expect.stringMatching(/^2025-03-04T08:02/),
      problems: [{ severity: 'warning', code: 'fetch/wait' }],
    });
    expect(await readSource(sourceAt('feed', 'http://10.0.0.1/feed'), NO_STATE, tools)).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'fetch/private-address' }],
    });
  });
});

describe('a sitemap', () => {
  const page = (name: string, day: string): string =>
    `<url><loc>http://gazette.example/${name}</loc><lastmod>${day}</lastmod></url>`;

  it('gives its pages, packed or not, with what the news extension says', async () => {
    const sitemap = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>http://gazette.example/a?x=1&amp;y=2</loc><n:news><n:publication><n:name>Gazette</n:name><n:language>en</n:language></n:publication>
      <n:publication_date>2025-03-04T08:00:00Z</n:publication_date><n:title>Shells &amp; fire</n:title></n:news></url>
      <url><loc>mailto:x@example.org</loc></url></urlset>`;
    for (const document of [sitemap, gzipSync(sitemap)]) {
      const reading = await readOnce('sitemap', document);
      expect(reading.items).toMatchObject([
        {
          address: 'http://gazette.example/a?x=1&y=2',
          title: 'Shells & fire',
          outlet: 'Gazette',
          language: 'en',
          publishedAt: '2025-03-04T08:00:00Z',
        },
      ]);
      expect(reading.problems).toMatchObject([{ code: 'source/broken-sitemap' }]);
    }
  });

  it('of sitemaps is followed to those that changed', async () => {
    const at = (name: string): string => `http://gazette.example/${name}.xml`;
    const index = (day: string): string =>
      `<sitemapindex>${['old', 'new'].map(name => `<sitemap><loc>${at(name)}</loc><lastmod>${name === 'new' ? day : '2024-01-01'}</lastmod></sitemap>`).join('')}</sitemapindex>`;
    const source = sourceAt('sitemap', at('index'));
    const first = webOf({
      [at('index')]: index('2025-03-03'),
      [at('old')]: `<urlset>${page('o1', '2024-01-01')}</urlset>`,
      [at('new')]: `<urlset>${page('n1', '2025-03-03')}</urlset>`,
    });
    const reading = await readSource(source, NO_STATE, first.tools);
    expect(reading.items.map(({ address }) => address).sort()).toEqual([
      'http://gazette.example/n1',
      'http://gazette.example/o1',
    ]);
    const second = webOf({
      [at('index')]: index('2025-03-04'),
      [at('new')]: `<urlset>${page('n1', '2025-03-03')}${page('n2', '2025-03-04')}</urlset>`,
    });
    const next = await readSource(source, reading.state, second.tools);
    expect(second.asked.map(({ url }) => url)).toEqual([at('index'), at('new')]);
    expect(next.items.map(({ address }) => address)).toEqual(['http://gazette.example/n2']);
  });

  it('that swells without end, or is another thing, is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(70_000_000, 0x20));
    expect((await readOnce('sitemap', bomb)).problems[0]?.message).toContain(
      'larger than 60 MB once unpacked',
    );
    expect((await readOnce('sitemap', 'hello')).problems[0]?.message).toContain('which is no sitemap');
  });
});

describe('other lists', () => {
  it('addresses, one a line', async () => {
    const reading = await readOnce(
      'list',
      '# ours\nhttps://gazette.example/1\n\nnot an address\r\nhttps://gazette.example/2#top\n',
    );
    expect(reading.items.map(({ address }) => address)).toEqual([
      'https://gazette.example/1',
      'https://gazette.example/2',
    ]);
    expect(reading.problems).toMatchObject([{ message: expect.stringContaining('"not an address"') }]);
    expect(await readOnce('list', 'nothing\nof the kind')).toMatchObject({ outcome: 'failed' });
  });

  it("GDELT's knowledge graph, mentions, and article list", async () => {
    const graph = ['id', '20250304081500', '1', 'gazette.example', 'https://gazette.example/1'];
    const line = [...graph, ...Array<string>(22).fill('')].join('\t');
    expect(await readOnce('gdelt', `${line}\n${line.replace('\t1\t', '\t2\t')}\n`)).toMatchObject({
      about: { form: 'GDELT knowledge graph', items: 1 },
      items: [
        {
          address: 'https://gazette.example/1',
          outlet: 'gazette.example',
          metadata: { seenByGdelt: '2025-03-04T08:15:00Z' },
        },
      ],
      problems: [{ code: 'source/no-address' }],
    });
    const mentions = ['1', '20250304080000', '20250304081500', '1', 'gazette.example', 'https://g.example/2'];
    expect(
      (await readOnce('gdelt', [...mentions, ...Array<string>(10).fill('')].join('\t'))).about?.form,
    ).toBe('GDELT mentions');
    const articles = {
      articles: [
        { url: 'https://g.example/3', title: 'Shells', seendate: '20250304T081500Z', domain: 'g.example' },
      ],
    };
    expect((await readOnce('gdelt', JSON.stringify(articles))).items).toMatchObject([{ title: 'Shells' }]);
    expect(
      (await readOnce('gdelt', 'URL,MobileURL,Date,Title\nhttps://g.example/4,,2025-03-04 08:15:00,Fire\n'))
        .items,
    ).toMatchObject([{ title: 'Fire', metadata: { seenByGdelt: '2025-03-04T08:15:00' } }]);
    expect((await readOnce('gdelt', 'hello')).problems[0]?.message).toContain('no article list of GDELT');
  });

  it("GDELT's newest file, packed as zip, found by lastupdate.txt", async () => {
    const last = 'http://data.example/lastupdate.txt';
    const file = 'http://data.example/20250304081500.gkg.csv.zip';
    const line = [
      'id',
      '20250304081500',
      '1',
      'g.example',
      'https://g.example/1',
      ...Array<string>(22).fill(''),
    ].join('\t');
    const web = webOf({
      [last]: `10 ${'a'.repeat(32)} http://data.example/x.export.CSV.zip\n10 ${'b'.repeat(32)} ${file}\n`,
      [file]: zipOf('x.csv', line),
    });
    const reading = await readSource(sourceAt('gdelt', last), NO_STATE, web.tools);
    expect(reading.items.map(({ address }) => address)).toEqual(['https://g.example/1']);
    expect(Object.keys(reading.state.validators)).toEqual([last]);
  });
});

/** An archive of one document, as PKWARE's APPNOTE has it. */
const zipOf = (name: string, text: string): Buffer => {
  const packed = deflateRawSync(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
};

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
    open.push(() => rmSync(folder, { recursive: true }));
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
});

describe('an address that a user gives', () => {
  const discover = (document: string) => {
    const address = 'http://gazette.example/';
    return discoverSource(address, webOf({ [address]: document }).tools);
  };

  it('of a site leads to the feed that it names, not to that of comments', async () => {
    const server = await serve();
    const fetcher = testFetcher([server.port]);
    open.push(fetcher.close);
    const found = await discoverSource(`${server.origin}/site`, { fetcher, now: () => NOW });
    expect(found).toMatchObject({
      kind: 'found',
      source: 'feed',
      address: `${server.origin}/feed`,
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
