/// <reference lib="dom" />
// What readers do with the pages: follow evidence, narrow and share a view, and see what is missing and what to do.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, hasBrowser, openBrowser, openDesk, openPage } from '../support/workbench.ts';

/** Script tags, overrides of the writing direction, a line of 100,000 characters. */
const HOSTILE = `RAHAT, May 3 - Rebels <script>document.title = 'owned'</script> shelled \u202Ethe town\u202C of Rahat on Friday, <img src=x onerror="document.title='owned'"> the army said.\n\n${'word '.repeat(20_000)}\n\nThe army denied that.`;

describe.skipIf(!hasBrowser)('reading', () => {
  let desk: Desk;
  let empty: Desk;
  let browser: Browser;
  beforeAll(async () => {
    [desk, empty, browser] = await Promise.all([openDesk(), openDesk({ empty: true }), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await Promise.all([desk?.close(), empty?.close()]);
  });
  const open = async (path: string, at = desk): Promise<Page> => {
    const { page } = await openPage(browser, at);
    await page.goto(path);
    return page;
  };

  test('a cell of the synopsis opens the report at its words', async () => {
    const page = await open('/stories/s2');
    const words = page.locator('.synopsis .words').first();
    const start = (await words.innerText()).slice(0, 4);
    await words.click();
    await page.locator('#at').waitFor();
    expect(await page.locator('.mark-target').first().innerText()).toContain(start.trim().split(' ')[0]);
    await page.context().close();
  });

  test('filters of rows stand in the address', async () => {
    const page = await open('/stories/s2');
    await page.getByRole('button', { name: /^disputed/ }).click();
    expect(new URL(page.url()).searchParams.get('rows')).toBe('disputed');
    const rows = await page.locator('.synopsis tbody tr:not(.section)').count();
    await page.reload();
    await page.locator('.synopsis tbody tr').first().waitFor();
    expect(await page.locator('.synopsis tbody tr:not(.section)').count()).toBe(rows);
    await page.context().close();
  });

  test('a record lights its words, words light their record', async () => {
    const page = await open('/reports/strike-nile-wire');
    await page.locator('#record-e1').hover();
    await page.locator('.mark-pointed').first().waitFor();
    await page.locator('[data-record="e1"]').first().click();
    expect(await page.locator('#record-e1').getAttribute('aria-pressed')).toBe('true');
    await page.getByText('Why?').click();
    await page.locator('.reasons li').first().waitFor();
    await page.context().close();
  });

  test('a facet narrows the table, the address keeps it, the export follows it', async () => {
    const page = await open('/events');
    await page
      .locator('.facets')
      .getByRole('button', { name: /^ASSAULT/ })
      .click();
    await page.locator('.chosen').first().waitFor();
    expect(new URL(page.url()).searchParams.getAll('type')).toEqual(['ASSAULT']);
    await page.getByText('Export these').click();
    const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const table = await (await fetch(`${desk.address}${href}`)).text();
    const lines = table.trim().split(/\r?\n/).slice(1);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(line => line.includes('ASSAULT'))).toBe(true);
    await page.context().close();
  });

  test('sorted by a column, and back', async () => {
    const page = await open('/events');
    await page.locator('.event-table tbody tr').first().waitFor();
    await page
      .getByRole('button', { name: /^Outlets/ })
      .first()
      .click();
    await page.waitForURL(/sort=-outlets/);
    await page.waitForFunction(
      () => Number(document.querySelector('#event-row-0 td:nth-child(7)')?.textContent) > 1,
    );
    await page.context().close();
  });

  test('days chosen on the timeline are days of the table', async () => {
    const page = await open('/timeline');
    const chart = page.locator('.timeline-chart svg');
    await chart.waitFor();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('no chart');
    await page.mouse.move(box.x + box.width * 0.8, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.99, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/since=\d{4}-\d{2}-\d{2}/);
    await page.getByRole('link', { name: 'These in the table' }).click();
    await page.locator('.event-table tbody tr').first().waitFor();
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toMatch(/^2024-/);
    await page.context().close();
  });

  test('a place of the map tells its events, the table takes the place over', async () => {
    const points = await (await fetch(`${desk.address}/api/v1/events/points`)).json();
    const at = `${points.latitudes[0]},${points.longitudes[0]}`;
    const page = await open(`/map?at=${at}`);
    const listed = page.locator('.map-panel li');
    await listed.first().waitFor();
    const count = await listed.count();
    expect(count).toBeGreaterThan(1);
    await page.getByRole('link', { name: 'These in the table' }).click();
    await page.locator('.event-table tbody tr').first().waitFor();
    expect(await page.locator('.event-table table').getAttribute('aria-rowcount')).toBe(String(count + 1));
    await page.context().close();
  });

  test('days in the address narrow the map, all of them bring it back', async () => {
    const page = await open('/map?since=2024-06-01&until=2024-06-30');
    const shown = page.locator('.map-page [role="status"]').first();
    await page.locator('.map[data-drawn="true"]').waitFor({ state: 'attached' });
    const numbers = async (): Promise<string[]> => (await shown.textContent())?.match(/\d+/g) ?? [];
    const [some = '', all] = await numbers();
    expect(Number(some)).toBeGreaterThan(0);
    expect(Number(some)).toBeLessThan(Number(all));
    await page.getByRole('button', { name: 'All days' }).click();
    await expect.poll(async () => (await numbers())[0]).toBe(all);
    await page.context().close();
  });

  test('a hostile report is text and nothing else', async () => {
    await fetch(`${desk.address}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'hostile',
        title: `<b>Rebels</b> shell a town${'ah'.repeat(200)}`,
        outlet: 'O'.repeat(300),
        text: HOSTILE,
      }),
    });
    const end = Date.now() + 60_000;
    while ((await fetch(`${desk.address}/api/v1/reports/hostile`)).status !== 200) {
      if (Date.now() > end) throw new Error('the report was not coded in a minute');
      await new Promise(resolve => setTimeout(resolve, 300));
    }
    const page = await open('/reports/hostile');
    await page.locator('.report-text p').first().waitFor();
    expect(await page.locator('.report-text').innerText()).toContain(
      "<script>document.title = 'owned'</script>",
    );
    expect(await page.locator('.report-text script, .report-text img').count()).toBe(0);
    expect(await page.title()).toContain('<b>Rebels</b>');
    for (const path of ['/reports/hostile', '/', '/add', '/search?text=Rahat', '/events']) {
      await page.goto(path);
      await page
        .getByText(/shell(?:ed)?\b/)
        .first()
        .waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
    }
    await page.context().close();
  });

  test('a report is pasted, coded and found among the stories without a reload', async () => {
    const page = await open('/add', empty);
    await page.getByLabel('Title').fill('Army shells Rahat');
    await page.getByLabel('Outlet').fill('Dune Post');
    await page
      .getByLabel('The words')
      .fill(
        'RAHAT - The Sudanese army shelled a market in El Obeid on 3 May 2024, killing 12 people, medics said.',
      );
    const stories = await open('/', empty);
    await stories.getByText('No stories yet').waitFor();
    await page.getByRole('button', { name: 'Add this report' }).click();
    await page.getByText('1 added').waitFor({ timeout: 60_000 });
    await stories.locator('.story-line').first().waitFor({ timeout: 60_000 });
    await page.context().close();
    await stories.context().close();
  });

  test.each([
    ['/nowhere', 'Nothing stands at this address'],
    ['/reports/none-such', 'There is no such record'],
    ['/stories/s99', 'There is no such record'],
    ['/events/e999', 'There is no such record'],
    ['/actors/Nobody', 'There is no such record'],
    ['/events?type=PROTEST&country=ISL', 'No event fits these filters'],
    ['/search?text=zzzyx', 'Nothing found'],
    ['/search', 'Type words'],
  ])('%s says what is missing', async (path, said) => {
    const page = await open(path);
    await page.getByText(said).first().waitFor();
    await page.context().close();
  });

  test('loading is said, a failing server too, and both pass', async () => {
    const { page } = await openPage(browser, desk);
    let isBroken = true;
    await page.route('**/api/v1/stories?*', async route => {
      await new Promise(resolve => setTimeout(resolve, 400));
      return isBroken ? route.fulfill({ status: 503, body: '' }) : route.continue();
    });
    await page.goto('/');
    await page.getByText('Reading from the store').waitFor();
    await page.getByText('could not be read').waitFor({ timeout: 30_000 });
    isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.story-line').first().waitFor();
    await page.context().close();
  });

  test('a connection that drops is told, and what was drawn stays', async () => {
    const { page } = await openPage(browser, desk);
    await page.goto('/');
    await page.locator('.story-line').first().waitFor();
    await page.route('**/api/v1/**', route => route.abort());
    await page.evaluate(() => dispatchEvent(new Event('offline')));
    await page.getByText('No connection to the server').waitFor();
    expect(await page.locator('.story-line').count()).toBeGreaterThan(0);
    await page.unroute('**/api/v1/**');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('No connection to the server').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
