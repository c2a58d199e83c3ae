/// <reference lib="dom" />
// Every page of the workbench on the examples: it draws, asks nobody else, is accessible, and fits a phone.
// SYNOPTIC_SHOTS=docs/workbench keeps screenshots at 1440 and 390 pixels, light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, hasBrowser, openBrowser, openDesk, openPage } from '../support/workbench.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = process.env.SYNOPTIC_SHOTS;

/** By name: address, and what stands on the page when it is drawn. */
const PAGES: Readonly<Record<string, readonly [path: string, drawn: string]>> = {
  stories: ['/', '.story-line'],
  synopsis: ['/stories/s1', '.synopsis tbody tr.event'],
  report: ['/reports/strike-nile-wire?record=e1', '.report-text .mark-selected'],
  events: ['/events', '.event-table tbody tr:nth-child(5) td'],
  event: ['/events/e1', '.witness-words li'],
  map: ['/map', '.map[data-drawn="true"]'],
  timeline: ['/timeline', '.timeline-chart path'],
  actors: ['/actors', '.matrix td a'],
  actor: ['/actors/Venezuela', '.steps li'],
  figures: ['/figures', '.figure-mark'],
  review: ['/review', '.field-table tbody tr'],
  agreement: ['/agreement', '.review h1'],
  sources: ['/sources', '#queue'],
  add: ['/add', '.add form'],
  search: ['/search?text=market', '.search li'],
};

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** axe-core's findings of the two worst kinds, and contrast whatever its kind. */
const axe = async (page: Page): Promise<string[]> => {
  // the policy of the page forbids scripts that are not its own: this one goes in from outside
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run: (where: Document) => Promise<{ violations: readonly Violation[] }> };
    };
    return (await run.run(document)).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
};

describe.skipIf(!hasBrowser)('pages of the workbench', () => {
  let desk: Desk;
  let browser: Browser;
  beforeAll(async () => {
    [desk, browser] = await Promise.all([openDesk(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  const see = async (page: Page, [path, drawn]: readonly [string, string]): Promise<void> => {
    await page.goto(path);
    await page.locator(drawn).first().waitFor({ state: 'attached' });
  };

  describe.each(['light', 'dark'] as const)('%s', colorScheme => {
    test.each(Object.keys(PAGES))('%s is drawn and accessible', async name => {
      const { page, faults } = await openPage(browser, desk, { colorScheme });
      await see(page, PAGES[name] as [string, string]);
      expect(await axe(page)).toEqual([]);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.title()).not.toBe('Synoptic');
      if (SHOTS) {
        await page.waitForTimeout(500);
        await page.screenshot({ path: join(SHOTS, `${name}-1440-${colorScheme}.png`) });
      }
      await page.context().close();
      expect(faults).toEqual([]);
    });
  });

  test.each(Object.keys(PAGES))('%s fits a phone', async name => {
    for (const colorScheme of SHOTS ? (['light', 'dark'] as const) : (['light'] as const)) {
      const { page } = await openPage(browser, desk, {
        viewport: { width: 390, height: 844 },
        colorScheme,
        hasTouch: true,
      });
      await see(page, PAGES[name] as [string, string]);
      const [inner, scroll] = await page.evaluate(() => [
        document.documentElement.clientWidth,
        document.documentElement.scrollWidth,
      ]);
      expect(scroll).toBeLessThanOrEqual(inner as number);
      if (SHOTS) {
        await page.waitForTimeout(500);
        await page.screenshot({ path: join(SHOTS, `${name}-390-${colorScheme}.png`) });
      }
      await page.context().close();
    }
  });

  test('an open map takes the colours that its reader chooses', async () => {
    const { page, faults } = await openPage(browser, desk, { colorScheme: 'light' });
    await see(page, PAGES.map as [string, string]);
    const sea = async (): Promise<string> =>
      (await page.locator('.map canvas').screenshot()).toString('base64');
    const light = await sea();
    await page.getByLabel('Light or dark').selectOption('dark');
    await expect.poll(sea).not.toBe(light);
    await page.getByLabel('Light or dark').selectOption('light');
    await expect.poll(sea).toBe(light);
    await page.context().close();
    expect(faults).toEqual([]);
  });

  test('every page is reached by the keyboard, and the way to the content is short', async () => {
    const { page } = await openPage(browser, desk);
    await see(page, PAGES.stories as [string, string]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.synopsis').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('market');
    await page.keyboard.press('Enter');
    await page.locator('.search li').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('body').press('?');
    await page.locator('.key-list').waitFor();
    await page.context().close();
  });
});
