import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { all, folder, problemsOf, reportsOf, stream, TEXT, write } from '../../tests/support/gathering.ts';
import { gather } from './index.ts';

describe('one text file', () => {
  it('becomes one report with its words unchanged', async () => {
    const text = ` date 2024-05-03 ${TEXT}\r\n\tMore.  \n\n`;
    const [report] = reportsOf(await all([write('boats.txt', text)]));
    expect(report).toEqual({
      id: 'boats',
      outlet: null,
      title: null,
      url: null,
      publishedAt: '2024-05-03',
      dateBasis: 'inText',
      language: 'en',
      text,
      retrievedAt: null,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      nonProse: [{ start: 1, end: 16 }],
      metadata: {},
    });
  });

  it('gives back any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async extra => {
        fc.pre(!extra.includes('\0'));
        const [report] = reportsOf(await all(['-'], { from: 'text', stdin: stream(TEXT + extra) }));
        expect(report?.text).toBe(TEXT + extra);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['utf-16le', 'utf-16be'])('is read in %s', async encoding => {
    const found = await all([write('wide.txt', iconv.encode(TEXT, encoding, { addBOM: true }))]);
    expect(reportsOf(found)).toMatchObject([{ text: TEXT, metadata: { encoding } }]);
    expect(problemsOf(found)).toEqual([]);
  });

  it('is read in windows-1252, and that is said', async () => {
    const text = 'The navy’s chief said “no one” was hurt – so far.\n';
    const found = await all([write('old.txt', iconv.encode(text, 'windows-1252'))]);
    expect(reportsOf(found)).toMatchObject([{ text }]);
    expect(problemsOf(found)).toEqual(['warning gather/encoding-guessed']);
  });

  it('of 20 MB goes through', async () => {
    const text = TEXT.repeat(Math.ceil(20_000_000 / TEXT.length));
    const [report] = reportsOf(await all([write('large.txt', text)]));
    expect(report?.text.length).toBe(text.length);
  });
});

describe('bad input', () => {
  it('does not stop the good', async () => {
    const good = write('good.txt', TEXT);
    const other = write('other.txt', TEXT);
    const missing = join(folder, 'missing.txt');
    const found = await all([good, missing, write('empty.txt', ''), write('blank.txt', ' \n\t\n'), other]);
    expect(reportsOf(found).map(({ id }) => id)).toEqual(['good', 'other']);
    expect(problemsOf(found)).toEqual(['error gather/missing', 'error gather/empty', 'error gather/empty']);
    expect(found[1]).toMatchObject({ file: missing, message: expect.stringContaining('no such file') });
  });

  it.each([
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])],
    ['a zip', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')],
    ['unknown kind', Buffer.from('words\0and\x01more words', 'latin1')],
  ])('names %s', async (kind, bytes) => {
    for (const [name, from] of [
      ['x.txt', null],
      ['x', null],
      ['x.jsonl', null],
      ['x', 'csv'],
    ] as const) {
      const [problem, ...others] = await all([write(name, bytes)], { from });
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        severity: 'error',
        code: 'gather/binary',
        message: expect.stringContaining(kind),
      });
    }
  });

  it('takes letters for letters', async () => {
    expect(reportsOf(await all([write('riff.txt', `RIFF raff. ${TEXT}`)]))).toHaveLength(1);
  });

  it('refuses a text past the limit and says the limit', async () => {
    const found = await all([write('huge.txt', Buffer.alloc(50_000_001, 'a '))]);
    expect(found).toMatchObject([{ code: 'gather/too-large', message: expect.stringMatching(/50 MB/) }]);
  });

  it('refuses a page past the limit', async () => {
    const found = await all([write('huge.html', Buffer.alloc(20_000_001, 'a '))]);
    expect(found).toMatchObject([
      { code: 'gather/too-large', message: expect.stringMatching(/at most 20 MB as html/) },
    ]);
  });

  it('names a file that may not be read', async () => {
    const file = write('secret.txt', TEXT);
    chmodSync(file, 0);
    const found = await all([file]);
    // root reads it all the same
    if (process.getuid?.() !== 0) expect(problemsOf(found)).toEqual(['error gather/unreadable']);
  });

  it('says what a feed or a JSON document is', async () => {
    const feed = write('feed', '<?xml version="1.0"?>\n<!-- a feed -->\n<rss version="2.0"><channel/></rss>');
    const json = write('list.json', '[\n  {"id": "a", "text": "b"}\n]');
    expect(problemsOf(await all([feed, json]))).toEqual(['error gather/format', 'error gather/format']);
  });
});

describe('jsonl', () => {
  it('keeps what is good and names the line of what is not', async () => {
    const file = write(
      'wire.jsonl',
      [
        JSON.stringify({
          id: 'a',
          text: TEXT,
          publishedAt: '2024-05-03',
          outlet: 'Coast Wire',
          desk: 7,
          tags: ['sea'],
        }),
        '',
        '{"id": "broken", "text": ',
        '["a list"]',
        JSON.stringify({ id: 'b', title: 'no words' }),
        JSON.stringify({ id: 'c', text: ' \n ' }),
        JSON.stringify({ id: 'd', text: ['list'] }),
        JSON.stringify({ id: 'a', text: `${TEXT}Again.` }),
        JSON.stringify({ text: 'No id, no date known.', publishedAt: 'last week' }),
        JSON.stringify({ id: 12, body: 'Boats.', date: 'Fri, 03 May 2024 08:00:00 +0200' }),
      ].join('\n'),
    );
    const found = await all([file]);
    expect(problemsOf(found)).toEqual([
      'error gather/not-json:3',
      'error gather/not-a-record:4',
      'error gather/no-text:5',
      'error gather/empty:6',
      'error gather/no-text:7',
      'warning gather/duplicate-id:8',
      'warning gather/date:9',
    ]);
    expect(reportsOf(found)).toMatchObject([
      {
        id: 'a',
        publishedAt: '2024-05-03',
        dateBasis: 'given',
        outlet: 'Coast Wire',
        metadata: { desk: '7', tags: '["sea"]' },
      },
      { id: 'a-2' },
      { id: 'wire-9', publishedAt: null, dateBasis: 'none' },
      { id: '12', text: 'Boats.', publishedAt: '2024-05-03T08:00:00+02:00', dateBasis: 'given' },
    ]);
  });

  it('extracts a record that is a page', async () => {
    const MORE = 'Both had left the harbour of Velin without papers, it added.';
    const html = `<html lang="en-GB"><head><meta property="og:site_name" content="Coast Wire"></head><body><article><h1>Boats stopped</h1><p>${TEXT}</p><p>${MORE}</p></article></body></html>`;
    const found = await all(['-'], {
      from: 'jsonl',
      stdin: stream(JSON.stringify({ id: 'p', html, publishedAt: '2024-05-03' })),
    });
    expect(reportsOf(found)).toMatchObject([
      {
        text: `${TEXT.trim()}\n\n${MORE}`,
        outlet: 'Coast Wire',
        dateBasis: 'given',
        language: 'en-GB',
      },
    ]);
  });

  it('gives back any text, however the bytes are cut', async () => {
    const record = fc.record({ id: fc.uuid(), text: fc.string({ unit: 'binary', minLength: 1 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(record, { selector: ({ id }) => id }),
        fc.integer({ min: 1, max: 40 }),
        async (records, size) => {
          fc.pre(records.length > 0 && records.every(({ text }) => text.trim() !== ''));
          const bytes = Buffer.from(records.map(one => `${JSON.stringify(one)}\n`).join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const found = await all(['-'], { from: 'jsonl', stdin: stream(...chunks) });
          expect(reportsOf(found).map(({ id, text }) => ({ id, text }))).toEqual(records);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never throws on any lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' }))),
        async lines => {
          for (const item of await all(['-'], { from: 'jsonl', stdin: stream(lines.join('\n')) })) {
            if (item.kind === 'problem') expect(item.code).not.toBe('gather/failed');
          }
        },
      ),
    );
  });

  it('decodes a line that is not UTF-8 by itself', async () => {
    const line = (text: string) => `${JSON.stringify({ id: text.slice(0, 3), text })}\n`;
    const bytes = Buffer.concat([
      Buffer.from(line('one – “two”')),
      iconv.encode(line('old – “quotes” and a café'), 'windows-1252'),
      Buffer.from(line('new – “quotes”')),
    ]);
    const found = await all([write('mixed.jsonl', bytes)]);
    expect(reportsOf(found).map(({ text }) => text)).toEqual([
      'one – “two”',
      'old – “quotes” and a café',
      'new – “quotes”',
    ]);
    expect(problemsOf(found)).toEqual(['warning gather/encoding-guessed:2']);
  });

  it('is read in UTF-16', async () => {
    const bytes = iconv.encode(`${JSON.stringify({ id: 'w', text: 'Wide – words' })}\r\n`, 'utf-16le', {
      addBOM: true,
    });
    expect(reportsOf(await all([write('wide.jsonl', bytes)]))).toMatchObject([
      { id: 'w', text: 'Wide – words' },
    ]);
  });

  it('reads thousands of lines without holding them', async () => {
    let made = 0;
    const lines = async function* (): AsyncGenerator<Uint8Array> {
      for (; made < 5000; made++)
        yield Buffer.from(`${JSON.stringify({ id: made, text: TEXT.repeat(50) })}\n`);
    };
    let taken = 0;
    for await (const item of gather(['-'], { from: 'jsonl', stdin: lines() })) {
      expect(item.kind).toBe('report');
      taken++;
      // the reader is never further ahead than its first look
      expect(made - taken).toBeLessThan(100);
    }
    expect(taken).toBe(5000);
  });
});
