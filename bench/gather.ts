// Pages a second out of a WARC archive: writes one of invented pages, gathers it, prints rate and memory.
//   npm run bench:gather -- 10000
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { gather } from '../src/1-gather/index.ts';

const count = Number(process.argv[2] ?? 1000);

const NAMES = [
  'Odrin',
  'Herm',
  'Pell',
  'Grell',
  'Calvero',
  'Bela Mir',
  'Upper Kessar',
  'Port Velin',
  'Drava',
  'Sarn',
];
const WHO = [
  'The governor',
  'A spokesman of the army',
  'Residents',
  'The union',
  'Monitors',
  'Prosecutors',
  'The mayor',
];
const WHAT = [
  'said that two bridges over the river had been closed after a night of shelling',
  'denied that troops had entered the town and called the reports an invention',
  'put the number of wounded at nineteen, three of them in a critical condition',
  'asked both sides to let inspectors into the district before the end of the week',
  'said that more than four thousand people had left their homes since the morning',
];

/** Numbers that look like chance and are the same every time. */
const sequence = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
};

const page = (number: number): string => {
  const pick = sequence(number + 1);
  const one = (list: readonly string[]): string => list[pick(list.length)] as string;
  const sentence = (): string => `${one(WHO)} in ${one(NAMES)} ${one(WHAT)}.`;
  const paragraphs = Array.from(
    { length: 6 + pick(14) },
    () => `<p class="text">${sentence()} ${sentence()}</p>`,
  );
  const title = `${one(NAMES)}: ${one(WHAT)} (${number})`;
  const card = (at: number): string =>
    `<div class="card card--${at}"><a href="/n/${pick(9999)}"><img src="/i/${at}.jpg" alt=""><h3>${one(NAMES)} ${one(WHAT)}</h3></a><span class="meta">${1 + pick(23)} hours ago</span></div>`;
  const cards = (length: number): string => Array.from({ length }, (_, at) => card(at)).join('');
  const menu = Array.from(
    { length: 40 },
    (_, at) => `<li class="menu__item"><a href="/s/${at}">Section ${at}</a></li>`,
  ).join('');
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    datePublished: `2024-05-${String(1 + pick(28)).padStart(2, '0')}T10:00:00Z`,
    author: { '@type': 'Person', name: 'Ana Lind' },
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Bench Gazette</title><meta property="og:site_name" content="Bench Gazette"><link rel="canonical" href="https://bench.example/n/${number}"><script type="application/ld+json">${JSON.stringify(data)}</script><style>${'.a{margin:0}'.repeat(400)}</style><script>${'window.x=1;'.repeat(900)}</script></head><body><header class="site-header"><nav><ul class="menu">${menu}</ul></nav></header><main><article class="story"><h1>${title}</h1><div class="byline">By Ana Lind</div><div class="story__body">${paragraphs.slice(0, 3).join('\n')}<aside class="newsletter"><p>Get our newsletter in your inbox every morning.</p></aside>${paragraphs.slice(3).join('\n')}</div></article><section class="related">${cards(18)}</section></main><aside class="sidebar">${cards(12)}</aside><footer><ul>${menu}</ul></footer></body></html>`;
};

const write = async (path: string): Promise<void> => {
  const out = createWriteStream(path);
  for (let number = 0; number < count; number++) {
    const body = Buffer.from(page(number));
    const http = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'),
      body,
    ]);
    const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/n/${number}\r\nWARC-Date: 2024-05-14T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: ${http.length}\r\n\r\n`;
    const record = gzipSync(Buffer.concat([Buffer.from(head), http, Buffer.from('\r\n\r\n')]), { level: 1 });
    if (!out.write(record)) await new Promise<void>(resolve => out.once('drain', () => resolve()));
  }
  out.end();
  await finished(out);
};

const folder = mkdtempSync(join(tmpdir(), 'synoptic-bench-'));
try {
  const path = join(folder, 'bench.warc.gz');
  await write(path);
  const [started, before] = [performance.now(), process.cpuUsage()];
  let [reports, problems, characters, peak] = [0, 0, 0, 0];
  for await (const item of gather([path])) {
    if (item.kind === 'report') {
      reports++;
      characters += item.report.text.length;
    } else problems++;
    const { rss } = process.memoryUsage();
    if (rss > peak) peak = rss;
    if (reports % 1000 === 0 && item.kind === 'report')
      process.stdout.write(`${reports} reports  ${(rss / 2 ** 20).toFixed(0)} MiB\n`);
  }
  const { user, system } = process.cpuUsage(before);
  const [clock, work] = [(performance.now() - started) / 1000, (user + system) / 1e6];
  process.stdout.write(
    `${reports} of ${count} pages (${(Buffer.byteLength(page(1)) / 1000).toFixed(0)} kB each, ${(statSync(path).size / 1e6).toFixed(1)} MB packed), ${problems} problems, ${Math.round(characters / reports)} characters a report\n` +
      `processor ${work.toFixed(1)} s, ${(count / work).toFixed(0)} pages/s; clock ${clock.toFixed(1)} s, ${(count / clock).toFixed(0)} pages/s; peak ${(peak / 2 ** 20).toFixed(0)} MiB\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
