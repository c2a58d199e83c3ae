import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from './html.ts';
import { measureMarkup, textOfMarkup } from './markup.ts';
import { parsePage } from './page.ts';
import { blocksOfPage, joinBlocks } from './page-text.ts';

const FIRST =
  'Dockworkers in the southern port walked out on Tuesday after talks over pay broke down, the union said.';
const SECOND =
  '“We were offered nothing new,” said Lena Okafor, who leads the union. She called on the ministry to step in.';
const THIRD =
  'The port’s operator denied that it had left the talks and put the number of strikers at about 400.';

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">${head}</head><body>
  <header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
  ${body}
  <aside><h3>Most read</h3><ul><li><a href="/1">Ferry prices rise again</a></li><li><a href="/2">Storm warning lifted</a></li></ul></aside>
  <footer><p>© The Harbour Post. All rights reserved.</p></footer></body></html>`;

const textOf = async (html: string) => joinBlocks(blocksOfPage((await parsePage(html)).body));

describe('the text of a page', () => {
  const ARTICLE = [FIRST, SECOND, THIRD].join('\n\n');

  it.each([
    [
      'article',
      `<main><article><h1>Port strike</h1><p>${FIRST}</p><p>${SECOND}</p><p>${THIRD}</p></article></main>`,
    ],
    [
      'divs',
      `<div class="c-main"><h1>Port strike</h1><div class="c-body"><div>${FIRST}</div><div>${SECOND}</div><div>${THIRD}</div></div></div>`,
    ],
    [
      'line breaks',
      `<div id="content"><h1>Port strike</h1>${FIRST}<br><br>${SECOND}<br />\n<br />${THIRD}</div>`,
    ],
    [
      'links and emphasis within sentences',
      `<article><h1>Port strike</h1><p>${FIRST.replace('southern port', '<a href="/port"><b>southern</b> port</a>')}</p><p>${SECOND}</p><p>${THIRD}</p></article>`,
    ],
  ])('keeps paragraphs: %s', async (_, body) => {
    const { text, complaints } = await readPage(page('<title>Port strike</title>', body));
    expect(text).toBe(ARTICLE);
    expect(complaints).toEqual([]);
  });

  it('of a fragment is all of it', async () => {
    expect((await readPage(`<p>${FIRST}</p><p>${SECOND}</p>`)).text).toBe(`${FIRST}\n\n${SECOND}`);
  });

  it('may be one sentence', async () => {
    const { text } = await readPage(
      page('<title>Port strike</title>', `<article><h1>Port strike</h1><p>${FIRST}</p></article>`),
    );
    expect(text).toContain(FIRST);
    expect(text).not.toContain('All rights reserved');
  });

  it('is read from JSON-LD where the page shows none', async () => {
    const data = JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'Port strike',
      articleBody: `${FIRST} ${SECOND}`,
    });
    const html = `<html><head><script type="application/ld+json">${data}</script></head><body><div id="root"></div></body></html>`;
    expect((await readPage(html)).text).toContain(FIRST);
  });

  it('is missed where there is none', async () => {
    const { text, complaints } = await readPage(
      '<html><body><div id="root"></div><script>start()</script></body></html>',
    );
    expect(text).toBeNull();
    expect(complaints).toMatchObject([{ severity: 'error', code: 'gather/no-article' }]);
  });
});

describe('the text of a page', () => {
  it.each([
    ['<p>a\n  b&nbsp;c &amp; d</p><p> e</p>', 'a b\u00a0c & d\n\ne'],
    ['<p>one<br>two<br><br>three</p>', 'one\ntwo\n\nthree'],
    ['<ul><li>one</li><li><b>two</b></li></ul>', 'one\n\ntwo'],
    [
      '<table><tr><th>Day</th><th>Dead</th></tr><tr><td>Monday</td><td>4</td></tr></table>',
      'Day\tDead\n\nMonday\t4',
    ],
    [
      'x<script>y</script><style>y</style><!-- y --><p hidden>y</p><p style="display: none">y</p><figure><figcaption>y</figcaption></figure>z',
      'x\n\nz',
    ],
    ['<pre>one\n  two</pre>', 'one\ntwo'],
    ['<div>minis\u00adter<span> said</span> <i>so</i></div>tail', 'minister said so\n\ntail'],
  ])('%s', async (html, text) => {
    expect(await textOf(html)).toBe(text);
  });

  it('walks any depth', async () => {
    const deep = `${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}`;
    expect(await textOf(deep)).toBe('deep');
  });
});

describe('the metadata of a page', () => {
  const body = `<article><h1>Port strike</h1><p>${FIRST}</p><p>${SECOND}</p></article>`;

  it('is read from JSON-LD', async () => {
    const data = {
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'not this' },
        {
          '@type': ['NewsArticle', 'Article'],
          headline: 'Dockers &amp; ministry at odds',
          datePublished: '2024-06-11T17:20:00+02:00',
          dateModified: '2024-06-12T08:00:00Z',
          author: [{ '@type': 'Person', name: 'Mara Lind' }, { name: 'Joel Amadi' }],
          publisher: { '@type': 'Organization', name: 'The Harbour Post' },
        },
      ],
    };
    const head = `<title>x</title><link rel="canonical" href="https://post.example/port"><script type="application/ld+json">{ not json</script><script type="application/ld+json">${JSON.stringify(data)}</script>`;
    expect((await readPage(page(head, body))).fields).toEqual({
      title: 'Dockers & ministry at odds',
      outlet: 'The Harbour Post',
      url: 'https://post.example/port',
      publishedAt: '2024-06-11T17:20:00+02:00',
      dateBasis: 'page',
      language: 'en-GB',
      metadata: {
        author: 'Mara Lind, Joel Amadi',
        updatedAt: '2024-06-12T08:00:00Z',
        dateFrom: 'json-ld',
      },
    });
  });

  it('is read from Open Graph and meta elements', async () => {
    const head = `<title>x</title><meta property="og:title" content="Port strike | The Harbour Post"><meta property="og:site_name" content="The Harbour Post">
      <meta property="og:url" content="https://post.example/port"><meta property="article:published_time" content="2024-06-11"><meta name="author" content="Mara Lind"><meta name="description" content="Dockers walk out.">`;
    expect((await readPage(page(head, body))).fields).toMatchObject({
      title: 'Port strike',
      outlet: 'The Harbour Post',
      url: 'https://post.example/port',
      publishedAt: '2024-06-11',
      metadata: { author: 'Mara Lind', description: 'Dockers walk out.' },
    });
  });

  it('is read from the page itself', async () => {
    const html = page(
      '<title>Port strike - The Harbour Post</title>',
      body.replace('<p>', '<time datetime="2024-06-11T17:20Z">Tuesday</time><p>'),
    );
    expect((await readPage(html)).fields).toMatchObject({
      title: 'Port strike',
      publishedAt: '2024-06-11T17:20:00Z',
      outlet: null,
    });
  });

  it('says which date it could not read', async () => {
    const { fields, complaints } = await readPage(page('<meta name="date" content="last Tuesday">', body));
    expect(fields).toMatchObject({ publishedAt: null, dateBasis: 'none' });
    expect(complaints).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('"last Tuesday"') },
    ]);
  });
});

describe('hostile pages', () => {
  it.each([
    ['deep', `${'<div>'.repeat(20_000)}${FIRST}`],
    ['never closed', `<p><b><i>${FIRST} `.repeat(3000)],
    ['many', `<div><span>${FIRST}</span></div>`.repeat(10_000)],
  ])('are read as they stand, and that is said: %s', async (_, html) => {
    const { text, complaints } = await readPage(`<html><body>${html}</body></html>`);
    expect(text).toContain(FIRST);
    expect(complaints).toMatchObject([{ severity: 'warning', code: 'gather/whole-page' }]);
  });

  it('never throw', async () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '</div',
      '<table><td>',
      '<!--',
      '-->',
      '<script>',
      '&#0;',
      '&bad;',
      '\ud800',
      '<a href=',
      '>',
      ' word',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async parts => {
        const { text, complaints } = await readPage(parts.join(''));
        expect(text === null).toBe(complaints.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['one line of 20 MB', `<p>${FIRST.repeat(190_000)}</p>`],
    ['100,000 nested tags', `${'<div>'.repeat(100_000)}${FIRST}`],
    ['entities', `<p>${FIRST} ${'&amp;'.repeat(1_000_000)}</p>`],
    ['brackets that open nothing', `<p>${FIRST} ${'<'.repeat(3_000_000)}</p>`],
    ['a script without end', `<p>${FIRST}</p>${'<script>'.repeat(100_000)}`],
  ])('are read in bounded time: %s', async (_, html) => {
    const { text, complaints } = await readPage(
      `<html><head><title>Port strike</title></head><body>${html}</body></html>`,
    );
    expect(text).toContain(FIRST);
    expect(complaints.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it.each([
    ['white space in the title', `<title>a${' '.repeat(300_000)}b</title>`, ''],
    [
      'white space behind JSON-LD',
      `<script type="application/ld+json">{}--> ${' '.repeat(300_000)}x</script>`,
      '',
    ],
    ['as many metas as a page may have', '<meta name="a" content="b">'.repeat(11_900), ''],
    ['entities in less than 2 MB', '', `<p>${'&amp;&lt;&#x41;'.repeat(120_000)}</p>`],
  ])('made to take for ever do not: %s', async (_, head, body) => {
    const { text } = await readPage(`<html><head>${head}</head><body><p>${FIRST}</p>${body}</body></html>`);
    expect(text).toContain(FIRST);
  });

  it.each([
    ['<p>a &amp; b<br>c</p><script>x</script><div>d < e</div><!-- y -->f', 'a & b c\n\nd < e\n\nf'],
    ['<b>a</b> b<p', 'a b<p'],
  ])('without a tree are the same words: %s', (html, text) => {
    expect(textOfMarkup(html)).toBe(text);
  });

  it('counts tags as they stand', () => {
    expect(measureMarkup('<div><p>a<p>b<br><b>c</b></div><div>d')).toEqual({
      elements: 6,
      depth: 2,
      pieces: 0,
    });
    expect(measureMarkup('<p>a &amp; b < c && d</p>')).toEqual({ elements: 1, depth: 0, pieces: 4 });
  });
});
