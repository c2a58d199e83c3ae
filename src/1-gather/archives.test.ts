// Archives, packed files, PDFs and tables with columns of their own names, as `gather` reads them.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { all, problemsOf, reportsOf, TEXT, write } from '../../tests/support/gathering.ts';

const MORE = 'Both had left the harbour of Velin without papers, it added. Nobody was hurt.';
const page = (title: string): string =>
  `<html><head><title>${title}</title></head><body><article><h1>${title}</h1><p>${TEXT}</p><p>${MORE}</p></article></body></html>`;
const WORDS = `${TEXT.trim()}\n\n${MORE}`;

const record = (type: string, headers: Record<string, string>, body: Buffer | string): Buffer => {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ 'WARC-Type': type, ...headers, 'Content-Length': String(bytes.length) });
  return Buffer.concat([
    Buffer.from(`WARC/1.0\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
    bytes,
    Buffer.from('\r\n\r\n'),
  ]);
};
const answer = (
  body: Buffer | string,
  headers = '',
  status = '200 OK',
  type = 'text/html; charset=utf-8',
): Buffer =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${headers}\r\n`),
    Buffer.from(body),
  ]);
const response = (path: string, http: Buffer): Buffer =>
  record(
    'response',
    {
      'WARC-Target-URI': `https://gazette.example/${path}`,
      'WARC-Date': '2024-05-14T10:00:00Z',
      'Content-Type': 'application/http; msgtype=response',
    },
    http,
  );
const chunked = (body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${(10).toString(16)}\r\n`),
    body.subarray(0, 10),
    Buffer.from(`\r\n${(body.length - 10).toString(16)};x=y\r\n`),
    body.subarray(10),
    Buffer.from('\r\n0\r\n\r\n'),
  ]);

const RECORDS = [
  record('warcinfo', { 'Content-Type': 'application/warc-fields' }, 'software: test\r\n'),
  response('plain', answer(page('Plain'))),
  response('gzip', answer(gzipSync(page('Packed')), 'Content-Encoding: gzip\r\n')),
  response(
    'chunked',
    answer(
      chunked(brotliCompressSync(page('Chunked'))),
      'Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n',
    ),
  ),
  response('joined', answer(page('Joined'), 'Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n')),
  response(
    'latin',
    answer(Buffer.from(page('Café'), 'latin1'), '', '200 OK', 'text/html; charset=iso-8859-1'),
  ),
  record(
    'resource',
    { 'WARC-Target-URI': 'https://gazette.example/note.txt', 'Content-Type': 'text/plain' },
    WORDS,
  ),
  record(
    'revisit',
    { 'WARC-Target-URI': 'https://gazette.example/plain', 'Content-Type': 'application/http' },
    'HTTP/1.1 200 OK\r\n\r\n',
  ),
  response('moved', answer('', 'Location: /plain\r\n', '301 Moved')),
  response('picture', answer('x', '', '200 OK', 'image/png')),
  response('broken', answer(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'Content-Encoding: gzip\r\n')),
];

describe('a WARC archive', () => {
  it.each([
    ['plain', Buffer.concat(RECORDS), 'crawl.warc'],
    ['packed record by record', Buffer.concat(RECORDS.map(each => gzipSync(each))), 'crawl.warc.gz'],
  ])('gives its pages, however they were sent: %s', async (_, bytes, name) => {
    const found = await all([write(name, bytes)]);
    expect(reportsOf(found).map(({ id, title, url }) => [id, title, url])).toEqual([
      ['crawl-2', 'Plain', 'https://gazette.example/plain'],
      ['crawl-3', 'Packed', 'https://gazette.example/gzip'],
      ['crawl-4', 'Chunked', 'https://gazette.example/chunked'],
      ['crawl-5', 'Joined', 'https://gazette.example/joined'],
      ['crawl-6', 'Café', 'https://gazette.example/latin'],
      ['crawl-7', null, 'https://gazette.example/note.txt'],
    ]);
    expect(reportsOf(found).every(({ text }) => text === WORDS)).toBe(true);
    expect(reportsOf(found)[0]?.retrievedAt).toBe('2024-05-14T10:00:00Z');
    const lost = found.find(item => item.kind === 'problem' && item.code === 'gather/lost-records');
    expect(lost).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining(
        '11 records: 6 pages, 1 unchanged since an earlier crawl, 2 that are no page, 1 of other kinds, 1 lost',
      ),
    });
  });

  it.each([
    ['within a record', Buffer.concat(RECORDS).subarray(0, 3000)],
    ['within a packed record', Buffer.concat(RECORDS.map(each => gzipSync(each))).subarray(0, 1100)],
  ])('that breaks off %s says so and gives what came before', async (_, bytes) => {
    const found = await all([write('crawl.warc', bytes)]);
    expect(reportsOf(found).length).toBeGreaterThan(0);
    expect(problemsOf(found).at(-1)).toBe('error gather/cut-archive');
  });

  it('keeps a page without an article from stopping the others', async () => {
    const found = await all([
      write(
        'crawl.warc',
        Buffer.concat([response('front', answer('<html><body></body></html>')), RECORDS[1] as Buffer]),
      ),
    ]);
    expect(reportsOf(found)).toHaveLength(1);
    expect(problemsOf(found)).toEqual(['warning gather/empty:1'.replace('empty', 'no-article')]);
  });

  it('is told by its first bytes', async () => {
    expect(reportsOf(await all([write('crawl.bin', Buffer.concat(RECORDS))]))).toHaveLength(6);
  });
});

describe('packed files', () => {
  it('are read as what is in them', async () => {
    const found = await all([
      write('wire.jsonl.gz', gzipSync(`${JSON.stringify({ id: 'a', text: TEXT })}\n`)),
      write('a.txt.gz', gzipSync(TEXT)),
    ]);
    expect(reportsOf(found).map(({ id, text }) => [id, text])).toEqual([
      ['a', TEXT],
      ['a-2', TEXT],
    ]);
  });

  it('are unpacked once', async () => {
    expect(problemsOf(await all([write('a.txt.gz', gzipSync(gzipSync(TEXT)))]))).toEqual([
      'error gather/binary',
    ]);
  });
});

/** A PDF of pages of lines, written by hand (ISO 32000-1, 7.5). */
const pdf = (pages: readonly (readonly string[])[], info = ''): Buffer => {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', `<< ${info} >>`);
  const kids: string[] = [];
  for (const lines of pages) {
    const stream = `BT /F1 11 Tf 14 TL 60 780 Td ${lines.map(line => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`).join(' ')} ET`;
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length} 0 R >>`,
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(
    `${body}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  );
};

describe('a PDF', () => {
  const PAGES = [
    [
      'Monitoring Mission - Daily report 14',
      'Monitors counted 61 explosions along the Odra on Tues-',
      'day night, most of them near the town of Odrin.',
      '',
      'The mission has asked both sides to let it inspect',
      '1',
    ],
    [
      'Monitoring Mission - Daily report 14',
      'the craters, but had received no reply by the evening.',
      '',
      'Hospitals were treating 19 wounded people.',
      '2',
    ],
    ['Monitoring Mission - Daily report 14', 'Talks are to begin in Sarn next week.', '3'],
  ];

  it('gives paragraphs without what every page repeats; lines and hyphens are mended', async () => {
    const info = "/Title (Daily report 14) /CreationDate (D:20240514211500+02'00')";
    const found = await all([write('report.pdf', pdf(PAGES, info))]);
    expect(reportsOf(found)).toMatchObject([
      {
        text: [
          'Monitors counted 61 explosions along the Odra on Tuesday night, most of them near the town of Odrin.',
          'The mission has asked both sides to let it inspect the craters, but had received no reply by the evening.',
          'Hospitals were treating 19 wounded people.',
          'Talks are to begin in Sarn next week.',
        ].join('\n\n'),
        title: 'Daily report 14',
        publishedAt: '2024-05-14T21:15:00+02:00',
        dateBasis: 'page',
        language: 'en',
      },
    ]);
  });

  it.each([
    ['broken', Buffer.from('%PDF-1.7\nthis is not a document at all'), 'error gather/broken-pdf'],
    ['without text', pdf([[]]), 'error gather/no-text'],
  ])('that is %s is refused with the reason', async (_, bytes, problem) => {
    expect(problemsOf(await all([write('a.pdf', bytes)]))).toEqual([problem]);
  });
});

describe('a table', () => {
  const TABLE = `Nr,Headline line,Body,text,When\n1,Boats stopped,"${TEXT.trim()}",wire,2024-05-03\n`;

  it('has its columns named', async () => {
    const columns = { text: 'body', title: 'Headline line', publishedAt: 'When' };
    expect(reportsOf(await all([write('a.csv', TABLE)], { columns }))).toMatchObject([
      {
        text: TEXT.trim(),
        title: 'Boats stopped',
        publishedAt: '2024-05-03',
        metadata: { 'text (column)': 'wire' },
      },
    ]);
  });

  it('says which column it lacks', async () => {
    expect(problemsOf(await all([write('a.csv', TABLE)], { columns: { text: 'Words' } }))).toEqual([
      'error gather/no-column:1',
    ]);
  });
});
