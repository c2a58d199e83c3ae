/// <reference lib="dom" />
// How the workbench feels on a large store: first view, map, table. docs/performance.md has the table. Run:
//   npm run build && npm run bench:workbench -- --events 50000
// on a store that is made for it, in a folder that is removed afterwards. Needs Debian's Chromium.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openStore } from '../src/6-record/index.ts';
import { type Serving, startServing } from '../tests/support/program.ts';
import { fillStore } from './made-store.ts';

// not bundled: it looks for its own files
const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core');

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '50000' },
    times: { type: 'string', default: '5' },
    keep: { type: 'string' },
  },
});
const times = Number(options.times);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? 'chromium';

const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'synoptic-bench-'));

/** `synoptic serve` on a store of so many events, which is made where it is not there yet. */
const serveMade = async (events: number): Promise<Serving> => {
  const store = join(folder, `store-${events}`);
  if (!existsSync(store)) {
    const opened = await openStore(store, { software: '0.0.0-bench' });
    await fillStore(opened, events, done => process.stderr.write(`\r${done} events made`));
    process.stderr.write('\n');
    await opened.close();
  }
  return startServing(['--store', store], process.cwd());
};

/** Events of a made store that has a thousand stories. */
const EVENTS_OF_1000_STORIES = 6000;

const countStories = async (address: string): Promise<number> => {
  const answer = await fetch(`${address}/api/v1/about`);
  return ((await answer.json()) as { counts: { stories: number } }).counts.stories;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const SETTLED = 1500;

/** Milliseconds from the navigation to the element, in a browser that has kept nothing, the median and the worst. */
const view = async (browser: Browser, address: string, path: string, drawn: string): Promise<number[]> => {
  const took: number[] = [];
  for (let time = 0; time < times; time++) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    // a new window is work for the browser itself, which is not the page's
    await page.goto('about:blank');
    await page.waitForTimeout(SETTLED);
    const start = performance.now();
    await page.goto(address + path, { waitUntil: 'commit' });
    await page.locator(drawn).first().waitFor({ state: 'attached', timeout: 60_000 });
    took.push(performance.now() - start);
    await page.context().close();
  }
  return took;
};

const scripts = async (browser: Browser, address: string): Promise<number> => {
  const page = await (await browser.newContext()).newPage();
  let bytes = 0;
  page.on('response', async response => {
    if (!/\.m?js$/.test(new URL(response.url()).pathname)) return;
    bytes += (await response.request().sizes()).responseBodySize;
  });
  await page.goto(`${address}/`);
  await page.locator('.story-line').first().waitFor();
  await page.waitForTimeout(500);
  await page.context().close();
  return bytes;
};

/** Frames while the table is scrolled as fast as a wheel goes, and how many showed a row that was not there yet. */
const scroll = async (
  page: Page,
  address: string,
): Promise<{ frames: number; blank: number; worst: number }> => {
  await page.goto(`${address}/events`);
  await page.locator('#event-row-0 td:nth-child(2)').waitFor();
  return page.evaluate(async () => {
    const table = document.querySelector('.event-table');
    if (table === null) throw new Error('no table');
    let [frames, blank, worst, last] = [0, 0, 0, performance.now()];
    return new Promise<{ frames: number; blank: number; worst: number }>(resolve => {
      const step = (): void => {
        const now = performance.now();
        worst = Math.max(worst, now - last);
        last = now;
        frames++;
        const { top, bottom } = table.getBoundingClientRect();
        const rows = [...table.querySelectorAll('tbody tr')].filter(row => {
          const box = row.getBoundingClientRect();
          return box.bottom > top && box.top < bottom;
        });
        if (rows.length < 10 || rows.some(row => row.textContent?.startsWith('…'))) blank++;
        if (frames >= 600) resolve({ frames, blank, worst });
        else {
          table.scrollTop += 120;
          requestAnimationFrame(step);
        }
      };
      requestAnimationFrame(step);
    });
  });
};

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const row = (name: string, took: readonly number[]): void =>
  say(`${name.padEnd(40)} ${median(took).toFixed(0)} ms (worst ${Math.max(...took).toFixed(0)})`);
try {
  say(`${options.events} events, ${times} times each, a fresh browser context each time`);
  const small = await serveMade(EVENTS_OF_1000_STORIES);
  const stories = await countStories(small.address);
  row(`${stories} stories, first view`, await view(browser, small.address, '/', '.story-line'));
  await small.stop();
  const large = await serveMade(Number(options.events));
  const { address } = large;
  row(`${await countStories(address)} stories, first view`, await view(browser, address, '/', '.story-line'));
  row('table of events, first view', await view(browser, address, '/events', '#event-row-0 td:nth-child(2)'));
  row('map, drawn', await view(browser, address, '/map', '.map[data-drawn="true"]'));
  const bytes = await scripts(browser, address);
  say(`${'scripts of the first view'.padEnd(40)} ${(bytes / 1000).toFixed(0)} kB compressed`);
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const { frames, blank, worst } = await scroll(page, address);
  say(
    `${'table scrolled, 120 px a frame'.padEnd(40)} ${blank} of ${frames} frames with a blank row, worst frame ${worst.toFixed(0)} ms`,
  );
  await large.stop();
} finally {
  await browser.close();
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
