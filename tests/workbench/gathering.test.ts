/// <reference lib="dom" />
// Reports that a reader brings in: links and files, each with what came of it; sources looked at, added, watched over.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, hasBrowser, openBrowser, openDesk, openPage } from '../support/workbench.ts';

const article = (title: string, words: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${words
    .split('\n')
    .map(paragraph => `<p>${paragraph}</p>`)
    .join('')}</article></body></html>`;

const RAID = article(
  'Norvian troops raid Odrin',
  'ODRIN, 4 June 2024 - Norvian troops raided the river port of Odrin on Tuesday and detained nine dockers, officials in Tarsk said.\nThe governor of the port accused Norvia of breaking the truce that both sides signed in May.\nNorvia denied that its soldiers had crossed the river.',
);
const GERMAN = article(
  'Hochwasser am Fluss',
  'Am Dienstag ist der Fluss nach tagelangem Regen über die Ufer getreten, und die Feuerwehr musste mehrere Familien aus ihren Häusern retten.\nDer Bürgermeister sagte, dass die Schäden noch nicht abzusehen seien und dass die Stadt um Hilfe gebeten habe.',
);
const GRAIN = article(
  'Quell opens two crossings',
  'SARN, 6 June 2024 - Quell opened two border crossings for grain on Thursday, its foreign minister Orin Vash said.\nHe promised that a third crossing would follow before the harvest.',
);

/** An outlet of the test: a front page that names its feed, pages, one of them gone. */
const openOutlet = async (): Promise<{ server: Server; at: (path: string) => string }> => {
  const pages: Record<string, readonly [type: string, body: string]> = {
    '/robots.txt': ['text/plain', 'User-agent: *\nDisallow: /kept-back/\n'],
    '/raid.html': ['text/html', RAID],
    '/grain.html': ['text/html', GRAIN],
    '/german.html': ['text/html; charset=utf-8', GERMAN],
    '/kept-back/raid.html': ['text/html', RAID],
    '/photo': ['image/gif', 'GIF89a\u0001\0\u0001\0'],
  };
  const server = createServer((request, response) => {
    const [type, body] = pages[request.url ?? ''] ?? [null, ''];
    if (type === null) return void response.writeHead(404).end('gone');
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const at = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const item = (path: string, title: string): string =>
    `<item><title>${title}</title><link>${at(path)}</link><guid>${at(path)}</guid><pubDate>Thu, 06 Jun 2024 09:00:00 GMT</pubDate></item>`;
  pages['/feed'] = [
    'application/rss+xml',
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Gazette</title><link>${at('/')}</link><description>All</description>${item('/grain.html', 'Quell opens two crossings')}${item('/gone.html', 'A page that is gone')}</channel></rss>`,
  ];
  pages['/'] = [
    'text/html',
    `<!doctype html><title>Harbour Gazette</title><link rel="alternate" type="application/rss+xml" title="All news" href="/feed"><p>News</p>`,
  ];
  return { server, at };
};

describe.skipIf(!hasBrowser)('bringing reports in', () => {
  let desk: Desk;
  let browser: Browser;
  let outlet: Awaited<ReturnType<typeof openOutlet>>;
  beforeAll(async () => {
    [desk, browser, outlet] = await Promise.all([
      openDesk({ empty: true, with: ['--gather', '--allow', '127.0.0.1', '--pause', '0'] }),
      openBrowser(),
      openOutlet(),
    ]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    outlet?.server.close();
  });
  const open = async (path: string): Promise<Page> => {
    const { page } = await openPage(browser, desk);
    await page.goto(path);
    return page;
  };
  const parcel = (page: Page, name: string): Locator => page.locator('.parcels li').filter({ hasText: name });
  const job = (page: Page, name: string): Locator => page.locator('.jobs > li').filter({ hasText: name });

  test('links, several at once: what came of each, or why nothing did', async () => {
    const page = await open('/add');
    const field = page.getByLabel('Addresses');
    await field.fill(
      [outlet.at('/raid.html'), outlet.at('/german.html'), outlet.at('/kept-back/raid.html')].join(' '),
    );
    await field.press('Enter');
    await field.fill(`${outlet.at('/photo')}\nhttp://10.1.2.3/raid.html\nodrin`);
    await page.getByRole('button', { name: 'Fetch these' }).click();
    await page.getByRole('alert').getByText('No address of a page: odrin').waitFor();
    await parcel(page, '10.1.2.3')
      .getByText(/private|not public/)
      .waitFor();
    await parcel(page, '/kept-back/').getByText('robots.txt').waitFor();
    await parcel(page, '/photo')
      .getByText(/image|page/)
      .waitFor();
    await job(page, '/german.html').getByText('written in German').waitFor({ timeout: 60_000 });
    const raid = job(page, '/raid.html');
    await raid.getByText('1 added').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Clear what failed' }).click();
    expect(await page.locator('.parcels').count()).toBe(0);
    await raid.getByRole('link').first().click();
    await page.locator('.report-text').getByText('detained nine dockers').waitFor();
    // the same once more: it leads to the report that the store has
    await page.goto('/add');
    await page.getByLabel('Addresses').fill(outlet.at('/raid.html'));
    await page.getByLabel('Addresses').press('Enter');
    const again = page.locator('.jobs > li').filter({ hasText: '1 known before' });
    await again.getByRole('link').first().click();
    await page.locator('.report-text').getByText('detained nine dockers').waitFor();
    await page.context().close();
  });

  test('files of every kind dropped together; one that cannot be read is named with its reason', async () => {
    const page = await open('/add');
    const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });
    await page
      .locator('input[type=file]')
      .setInputFiles([
        file(
          'market.txt',
          'Title: Market hit in Tarsk\nOutlet: Dune Post\n\nShells hit a market in Tarsk on 7 June 2024, the mayor said.',
        ),
        file('page.html', GRAIN),
        file(
          'table.csv',
          'id,outlet,text\nrow-1,Vell Radio,"Dockers in Vell stopped work on 8 June 2024."\nrow-2,Vell Radio,\n',
        ),
        file('broken.pdf', '%PDF-1.4 and then nothing of the kind'),
        file('photo.jpeg', 'x'),
        file('empty.txt', ''),
      ]);
    await parcel(page, 'photo.jpeg').getByText('.jpeg is not taken here').waitFor();
    await parcel(page, 'empty.txt').getByText('nothing in this file').waitFor();
    await job(page, 'market.txt').getByText('1 added').waitFor({ timeout: 60_000 });
    await job(page, 'page.html').getByText('1 added').waitFor({ timeout: 60_000 });
    await job(page, 'table.csv').getByText('2 received, 1 added').waitFor({ timeout: 60_000 });
    await job(page, 'table.csv').getByText('line 3').waitFor();
    await job(page, 'broken.pdf').getByText(/PDF/).waitFor();
    await page.getByRole('link', { name: 'Market hit in Tarsk' }).first().waitFor();
    await page.context().close();
  });

  test('a source: looked at, added, read, paused, resumed, tested, removed; what it lost is tried again', async () => {
    const page = await open('/sources');
    await page.getByText('No sources yet').waitFor();
    await page.getByLabel('Address of a feed').fill(outlet.at('/'));
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('RSS 2.0, 2 items').waitFor();
    await page.locator('.look').getByText('Quell opens two crossings').first().waitFor();
    await page.getByLabel('Outlet').fill('Harbour Gazette');
    await page.getByRole('button', { name: 'Add this source' }).click();
    const row = page.locator('.sources-table tr').filter({ hasText: '/feed' });
    await row.getByRole('rowheader').getByText('Harbour Gazette').waitFor();
    // read by itself: one report comes, one page is gone
    await row.getByText('fine').waitFor({ timeout: 60_000 });
    await row.getByRole('link', { name: '1', exact: true }).waitFor({ timeout: 60_000 });
    await row.getByRole('link', { name: '1', exact: true }).click();
    expect(new URL(page.url()).searchParams.get('source')).not.toBeNull();
    const lost = page.locator('#queue tbody tr').filter({ hasText: 'A page that is gone' });
    await lost.getByText(/\b404\b/).waitFor();
    await lost.getByRole('button', { name: 'Try again' }).click();
    await lost.getByText(/\b404\b/).waitFor({ timeout: 30_000 });
    await lost.getByRole('button', { name: 'Drop' }).click();
    await page.getByText('Nothing was set aside.').waitFor();
    await row.getByRole('button', { name: 'Pause' }).click();
    await row.getByText('paused').waitFor();
    await row.getByRole('button', { name: 'Resume' }).click();
    await row.getByText('fine').waitFor();
    await row.getByRole('button', { name: 'Test' }).click();
    await row.getByText('RSS 2.0').waitFor();
    await row.getByRole('button', { name: 'Remove' }).click();
    await row.getByRole('button', { name: 'Remove for good' }).click();
    await page.getByText('No sources yet').waitFor();
    await page.context().close();
  });
});
