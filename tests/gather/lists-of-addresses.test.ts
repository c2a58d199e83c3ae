// Sitemaps, lists of addresses and GDELT's lists: what a reading gives, and what is said of what is broken.
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/1-gather/sources/index.ts';
import { NO_STATE } from '../../src/schema/source.ts';
import { readOnce, sourceAt, webOf } from '../support/source-web.ts';

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
