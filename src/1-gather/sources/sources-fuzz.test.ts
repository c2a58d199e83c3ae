import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeedText } from './feed-forms.ts';
import { takeFresh } from './seen.ts';
import { readSitemapText } from './sitemap-text.ts';
import { piecesOf, rootOf } from './xml-pieces.ts';

const item = (number: number): string =>
  `<item><title>Report ${number}</title><link>http://gazette.example/${number}</link><guid>${number}</guid></item>`;
const rss = (items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Gazette</title>${items.join('\n')}</channel></rss>`;

/** Bits of markup in any order. */
const scraps = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<item>',
        '</item>',
        '<item/>',
        '<entry>',
        '</entry>',
        '<title>',
        '</title>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<!DOCTYPE x [',
        ']>',
        '&amp;',
        '&x;',
        '<link>',
        '<a',
        '>',
        '<?xml?>',
        '</channel>',
      ),
    ),
    { maxLength: 40 },
  )
  .map(parts => parts.join(''));

describe('reading a feed', () => {
  it('never throws, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        scraps,
        fc.constantFrom('<rss version="2.0"><channel>', '<feed>', '<rdf:RDF>', ''),
        async (text, head) => {
          await readFeedText(head + text);
          await readSitemapText(`<urlset>${text}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('cut anywhere keeps every item that is whole', async () => {
    const whole = rss([1, 2, 3, 4, 5].map(item));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async at => {
        const feed = await readFeedText(whole.slice(0, at));
        const expected = [1, 2, 3, 4, 5].filter(number => whole.slice(0, at).includes(item(number)));
        const found = feed.kind === 'feed' ? feed.entries.map(({ id }) => Number(id)) : [];
        expect(found).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('a broken item spoils no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4), scraps, async (at, scrap) => {
        // what would hide the rest from any reader of XML is left out
        const bad = `<item><title>${scrap.replaceAll(/<!|<\/?item|--|\]\]/g, '')}</title></item>`;
        const feed = await readFeedText(
          rss([1, 2, 3, 4, 5].map((n, index) => (index === at ? bad : item(n)))),
        );
        const found = feed.kind === 'feed' ? feed.entries.flatMap(({ id }) => id ?? []) : [];
        const others = ['1', '2', '3', '4', '5'].filter((_, index) => index !== at);
        expect(found.filter(id => others.includes(id))).toEqual(others);
      }),
      { numRuns: 200 },
    );
  });

  it('a declared entity is not expanded', async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${'bcdefghi'
      .split('')
      .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
      .join('')}]>${rss(['<item><title>&i;</title><link>http://gazette.example/</link></item>'])}`;
    const feed = await readFeedText(bomb);
    expect(feed).toMatchObject({ kind: 'feed', entries: [{ title: '&i;' }] });
  });

  it('takes time in proportion to a million tags that are never closed', async () => {
    const open = `<rss version="2.0"><channel>${'<item>'.repeat(200_000)}`;
    expect(await readFeedText(open)).toMatchObject({ kind: 'feed', entries: [], broken: 200_000 });
    expect(rootOf(`<!DOCTYPE ${'['.repeat(500_000)}`)).toBeNull();
    const cdata = `<rss><channel>${'<item><![CDATA['.repeat(100_000)}`;
    expect(piecesOf(cdata, rootOf(cdata)!, 'item').pieces).toEqual([]);
  });
});

const draft = (key: string, version: string) => ({
  key,
  version,
  address: `http://gazette.example/${key}`,
  content: null,
  title: null,
  outlet: null,
  publishedAt: null,
  language: null,
  metadata: {},
});

describe('what was seen', () => {
  const drafts = fc.array(fc.record({ key: fc.string(), version: fc.string() }), { maxLength: 30 });

  it('is given once in each version, whatever is read in between', () => {
    fc.assert(
      fc.property(fc.array(drafts, { maxLength: 6 }), readings => {
        let seen: readonly string[] = [];
        const last = new Map<string, string>();
        for (const reading of readings) {
          const fresh = takeFresh(
            reading.map(({ key, version }) => draft(key, version)),
            seen,
          );
          const expected = reading.filter(({ key, version }, index) => {
            if (reading.slice(index + 1).some(later => later.key === key)) return false;
            const isNew = last.get(key) !== version;
            last.set(key, version);
            return isNew;
          });
          expect(fresh.items.map(({ key, version }) => ({ key, version }))).toEqual(expected);
          seen = fresh.seen;
        }
      }),
    );
  });

  it('says of a new version that it is a change', () => {
    const first = takeFresh([draft('a', '1')], []);
    expect(first.items[0]?.isChange).toBe(false);
    expect(takeFresh([draft('a', '2')], first.seen).items[0]?.isChange).toBe(true);
  });
});
