// The whole review cycle by keyboard alone; nothing is lost on reload or when the connection drops.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Decision } from '../../src/schema/decision.ts';
import type { EventRecord } from '../../src/schema/recorded-event.ts';
import { type Desk, hasBrowser, openBrowser, openDesk, openPage } from '../support/workbench.ts';

describe.skipIf(!hasBrowser)('review', () => {
  let desk: Desk;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [desk, browser] = await Promise.all([openDesk(), openBrowser()]);
    ({ page } = await openPage(browser, desk));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${desk.address}/api/v1${path}`)).json()) as T;
  const decisions = async (): Promise<readonly Decision[]> =>
    (await get<{ items: Decision[] }>('/decisions?limit=1000')).items;
  const eventOf = async (id: string): Promise<EventRecord> =>
    (await get<{ record: EventRecord }>(`/events/${id}`)).record;

  /** Opens an event under review and gives its id. */
  const take = async (which: (event: EventRecord) => boolean): Promise<string> => {
    const { items } = await get<{ items: EventRecord[] }>('/review/queue?limit=200');
    const id = items.find(which)?.event.id ?? '';
    await page.goto(`/review/${id}`);
    await page.locator('.field-table tbody tr').first().waitFor();
    return id;
  };
  const until = async (check: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!(await check())) {
      if (Date.now() > end) throw new Error('it did not come to pass in 20 s');
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  };
  const latest = async (action: string, target: string): Promise<Decision> => {
    let found: Decision | undefined;
    await until(async () => {
      found = (await decisions()).findLast(one => one.action === action && one.target === target);
      return found !== undefined;
    });
    return found as Decision;
  };
  const any = (): boolean => true;

  test('accept, and the next event comes by itself', async () => {
    const id = await take(any);
    await page.keyboard.press('a');
    expect((await latest('accept', id)).reason).toBeNull();
    await page.waitForURL(address => !address.pathname.endsWith(`/${id}`));
  });

  test('correct a field with a reason; undo brings the old value back', async () => {
    const id = await take(({ event }) => event.status === 'happened');
    await page.keyboard.press('c');
    await page.getByLabel('status', { exact: true }).selectOption('denied');
    await page.getByLabel(/^Why/).fill('the army says it flew no mission');
    await page.getByRole('button', { name: 'Keep' }).press('Enter');
    const made = await latest('correct', id);
    expect([made.before, made.after, made.reason]).toEqual([
      { status: 'happened' },
      { status: 'denied' },
      'the army says it flew no mission',
    ]);
    expect((await eventOf(id)).event.status).toBe('denied');
    await page.goto(`/review/${id}`);
    await page.getByText('the army says it flew no mission').waitFor();
    await page.keyboard.press('u');
    await until(async () => (await eventOf(id)).event.status === 'happened');
  });

  test('reject, note, merge, split', async () => {
    const rejected = await take(any);
    await page.keyboard.press('x');
    await latest('reject', rejected);
    expect((await eventOf(rejected)).deletedAt).not.toBeNull();

    const noted = await take(any);
    await page.keyboard.press('n');
    await page.keyboard.type('ask the desk in Tunis');
    await page.getByRole('button', { name: 'Keep' }).press('Enter');
    expect((await latest('note', noted)).reason).toBe('ask the desk in Tunis');

    const merged = await take(({ event }) => event.mentions.length === 1 && event.story === 's1');
    const { items } = await get<{ items: EventRecord[] }>('/events?story=s1&type=ACCUSE');
    const into = items.find(({ event }) => event.id !== merged)?.event.id ?? '';
    await page.keyboard.press('m');
    await page.keyboard.type(into);
    await page.getByRole('button', { name: 'Keep' }).press('Enter');
    await latest('merge', merged);
    expect((await eventOf(merged)).mergedInto).toBe(into);

    const split = await take(({ event }) => event.mentions.length > 1);
    await page.keyboard.press('s');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Keep' }).press('Enter');
    const made = await latest('split', split);
    expect(made.after !== null && 'event' in made.after && made.after.mentions.length).toBe(1);
  });

  test('what was written is there after a reload', async () => {
    await take(any);
    await page.keyboard.press('c');
    await page.getByLabel('actors', { exact: true }).fill('Norvian army [NRVMIL]');
    await page.getByLabel(/^Why/).fill('half a thought');
    await page.reload();
    await page.locator('.field-table tbody tr').first().waitFor();
    expect(await page.getByLabel(/^Why/).inputValue()).toBe('half a thought');
    await page.locator('body').press('c');
    expect(await page.getByLabel('actors', { exact: true }).inputValue()).toBe('Norvian army [NRVMIL]');
  });

  test('what the server refuses is told, with what is allowed', async () => {
    await take(any);
    await page.keyboard.press('c');
    await page.getByLabel('country', { exact: true }).fill('Norvia');
    await page.getByRole('button', { name: 'Keep' }).press('Enter');
    await page.getByRole('alert').getByText('three letters').waitFor();
  });

  test('a decision made without a connection waits, outlives a reload and is made once', async () => {
    const id = await take(any);
    const before = (await decisions()).length;
    await page.route('**/api/v1/decisions', route => route.abort());
    await page.locator('body').press('a');
    await page.getByText('1 decision waits for the server').waitFor();
    page.once('dialog', dialog => void dialog.accept());
    await page.reload();
    await page.getByText('1 decision waits for the server').waitFor();
    await page.unroute('**/api/v1/decisions');
    await latest('accept', id);
    await until(async () => (await page.getByText('waits for the server').count()) === 0);
    expect((await decisions()).length).toBe(before + 1);
  });

  test('a decision whose answer was lost is not made twice', async () => {
    const id = await take(any);
    const before = (await decisions()).length;
    let lost = 0;
    await page.route('**/api/v1/decisions', async route => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost++;
      await route.fetch();
      await route.abort();
    });
    await page.locator('body').press('a');
    await latest('accept', id);
    await until(async () => lost === 1 && (await page.getByText('waits for the server').count()) === 0);
    await page.unroute('**/api/v1/decisions');
    expect((await decisions()).length).toBe(before + 1);
  });
});
