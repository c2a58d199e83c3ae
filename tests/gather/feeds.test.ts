// Feeds as a monitor meets them: what a reading gives, what the next one gives, and what is said of what is broken.
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/1-gather/sources/index.ts';
import { NO_STATE } from '../../src/schema/source.ts';
import { rssOf } from '../support/fault-server.ts';
import { openFaultSite, readOnce, sourceAt, webOf } from '../support/source-web.ts';

describe('a feed', () => {
  it('gives its items once, oldest first, and says so when nothing changed', async () => {
    const { origin, tools } = await openFaultSite();
    const source = sourceAt('feed', `${origin}/feed`);
    const first = await readSource(source, NO_STATE, tools);
    expect(first).toMatchObject({
      outcome: 'read',
      about: { form: 'RSS 2.0', title: 'The Tarsk Gazette', language: 'en', items: 3 },
      problems: [],
    });
    expect(first.items.map(({ key }) => key)).toEqual(['r1', 'r2', 'r3']);
    expect(first.items[0]).toMatchObject({
      address: `${origin}/articles/1`,
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
    const { origin, tools } = await openFaultSite();
    expect(await readSource(sourceAt('feed', `${origin}/too-often`), NO_STATE, tools)).toMatchObject({
      outcome: 'failed',
      state: NO_STATE,
      notBefore: expect.stringMatching(/^2025-03-04T08:02/),
      problems: [{ severity: 'error', code: 'fetch/status' }],
    });
    // another of the same host: not asked at all, which is no failure of its own
    expect(await readSource(sourceAt('feed', `${origin}/feed`), NO_STATE, tools)).toMatchObject({
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
