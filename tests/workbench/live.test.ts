/// <reference lib="dom" />
// Stories live: what arrives is seen without a reload, and the reader's place on the page stays.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, hasBrowser, openBrowser, openDesk, openPage } from '../support/workbench.ts';

/** Twelve happenings that have nothing in common, so that each is a story. */
const PLACES = [
  'Odrin',
  'Vell',
  'Sarn',
  'Ketter',
  'Moss Bay',
  'Tarn',
  'Ulm Point',
  'Drava',
  'Hest',
  'Ivel',
  'Jarrow Cross',
  'Lume',
];
const DEEDS = [
  'Police arrested nine dockers after a strike over wages.',
  'Rebels shelled a fuel depot beside the river.',
  'Farmers blocked the northern road with tractors.',
  'The mayor signed an agreement with the water board.',
];
const early = PLACES.map((place, at) => ({
  id: `early-${at}`,
  title: `${place}: report ${at}`,
  outlet: 'Dune Post',
  publishedAt: `2024-0${1 + (at % 9)}-1${at % 9}`,
  text: `${place.toUpperCase()} - ${DEEDS[at % DEEDS.length]} It happened in ${place} on 1${at % 9} ${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'][at % 9]} 2024, residents of ${place} said.`,
}));

describe.skipIf(!hasBrowser)('live', () => {
  let desk: Desk;
  let browser: Browser;
  const handIn = async (reports: readonly object[]): Promise<void> => {
    const answer = await fetch(`${desk.address}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/jsonl' },
      body: reports.map(report => JSON.stringify(report)).join('\n'),
    });
    expect(answer.status).toBe(202);
  };
  beforeAll(async () => {
    [desk, browser] = await Promise.all([openDesk({ empty: true }), openBrowser()]);
    await handIn(early);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });
  const topOf = async (line: Locator): Promise<number> => (await line.boundingBox())?.y ?? Number.NaN;
  const lineOf = (page: Page, title: string): Locator =>
    page.locator('.story-line').filter({ hasText: title });

  test('a new story comes, a changed one changes; the row that is read stays where it is, with the focus', async () => {
    const { page, faults } = await openPage(browser, desk, { viewport: { width: 1440, height: 420 } });
    await page.goto('/');
    await page.waitForFunction(() => document.querySelectorAll('.story-line').length >= 8);
    const count = await page.locator('.story-line').count();
    const read = page.locator('.story-line').nth(6);
    const title = await read.locator('.story-title').innerText();
    await read.locator('.story-title').focus();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
    await page.waitForTimeout(200);
    const before = await topOf(lineOf(page, title));
    await handIn([
      {
        id: 'late-1',
        title: 'Bridge at Kherson falls',
        outlet: 'Harbour Wire',
        publishedAt: '2024-12-01',
        text: 'Russian jets destroyed the bridge over the Dnipro at Kherson on 1 December 2024, killing four truck drivers, medics in Kherson said. The Ukrainian army said the bridge was hit by two guided bombs.',
      },
    ]);
    await lineOf(page, 'Bridge at Kherson falls').waitFor({ timeout: 25_000 });
    expect(await page.locator('.story-line').count()).toBe(count + 1);
    expect(await page.locator('.story-line').first().innerText()).toContain('Bridge at Kherson falls');
    expect(Math.abs((await topOf(lineOf(page, title))) - before)).toBeLessThan(4);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
    await handIn([
      {
        id: 'late-2',
        title: 'Four drivers die as jets hit Kherson bridge',
        outlet: 'Llano Herald',
        publishedAt: '2024-12-02',
        text: 'Four truck drivers were killed when Russian jets destroyed the bridge over the Dnipro at Kherson on 1 December 2024, a hospital in Kherson said. The Ukrainian army spoke of two guided bombs.',
      },
    ]);
    await lineOf(page, 'Bridge at Kherson falls')
      .getByText('2 reports, 2 independent outlets')
      .waitFor({ timeout: 25_000 });
    expect(Math.abs((await topOf(lineOf(page, title))) - before)).toBeLessThan(4);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('an open synopsis takes in a new outlet', async () => {
    const { page } = await openPage(browser, desk);
    await page.goto('/');
    await lineOf(page, 'Bridge at Kherson falls').locator('.story-title').click();
    await page.locator('.synopsis').waitFor();
    expect(await page.locator('.synopsis').getByText('The Pacific Ledger').count()).toBe(0);
    await handIn([
      {
        id: 'late-3',
        title: 'Russia denies strike on Kherson bridge',
        outlet: 'The Pacific Ledger',
        publishedAt: '2024-12-02',
        text: 'Russian jets destroyed the Dnipro bridge at Kherson on Sunday and killed four drivers, the mayor of Kherson said. The Russian defence ministry denied the strike.',
      },
    ]);
    await page.getByText('The Pacific Ledger').first().waitFor({ timeout: 25_000 });
    await page.context().close();
  });
});
