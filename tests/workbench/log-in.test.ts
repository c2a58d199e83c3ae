// A store that is shared with users: who gets in, what each may do, and that pages live on after log-in.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, hasBrowser, openBrowser, openDesk, openPage } from '../support/workbench.ts';

const PASSWORD = 'nine herons by the weir';

describe.skipIf(!hasBrowser)('log-in', () => {
  let desk: Desk;
  let browser: Browser;
  const send = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${desk.address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  /** What a program sends along that has logged in. */
  const sessionOf = async (name: string): Promise<Record<string, string>> => {
    const door = await send('/session', { name, password: PASSWORD });
    const { csrf } = (await door.json()) as { csrf: string };
    return { cookie: door.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-csrf-token': csrf };
  };
  beforeAll(async () => {
    [desk, browser] = await Promise.all([openDesk(), openBrowser()]);
    const add = async (name: string, role: string, headers = {}): Promise<void> =>
      expect((await send('/users', { name, role, password: PASSWORD }, headers)).status).toBe(201);
    // from the first user on the server asks who one is
    await add('ana', 'admin');
    const ana = await sessionOf('ana');
    await add('rosa', 'reader', ana);
    await add('cyril', 'coder', ana);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  const logIn = async (page: Page, name: string, password = PASSWORD): Promise<void> => {
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await page.getByLabel('User', { exact: true }).fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
  };
  const enter = async (path: string, name: string): Promise<Page> => {
    const { page } = await openPage(browser, desk);
    await page.goto(path);
    await logIn(page, name);
    return page;
  };

  test('a wrong password is told, the right one opens the page that was asked for', async () => {
    const { page } = await openPage(browser, desk);
    await page.goto('/stories/s1?rows=disputed');
    await logIn(page, 'rosa', 'ten herons by the weir');
    await page.getByRole('alert').getByText('the name or the password is wrong').waitFor();
    expect(await page.locator('.synopsis').count()).toBe(0);
    await logIn(page, 'rosa');
    await page.locator('.synopsis tbody tr').first().waitFor();
    expect(new URL(page.url()).search).toBe('?rows=disputed');
    await page.locator('.reader').getByText('reader').waitFor();
    await page.reload();
    await page.locator('.synopsis tbody tr').first().waitFor();
    await page.context().close();
  });

  test('reports that arrive after log-in are seen without a reload, and nothing is said of a connection', async () => {
    const { page } = await openPage(browser, desk);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    // longer than a broken stream is borne with
    await page.waitForTimeout(6500);
    expect(await page.getByText('No connection').count()).toBe(0);
    await logIn(page, 'rosa');
    await page.locator('.story-line').first().waitFor();
    const report = {
      id: 'after-log-in',
      title: 'Norvian troops shell Tarsk',
      outlet: 'Dune Post',
      publishedAt: '2024-06-03',
      text: 'TARSK - The Norvian army shelled a market in Tarsk on 3 June 2024, killing 12 people, medics said.',
    };
    expect((await send('/reports', report, await sessionOf('cyril'))).status).toBe(202);
    await page.locator('.story-line').getByText('Norvian troops shell Tarsk').waitFor({ timeout: 30_000 });
    expect(await page.getByText('No connection').count()).toBe(0);
    await page.context().close();
  });

  test('a reader looks and is told what needs another role; a coder decides', async () => {
    const reader = await enter('/review', 'rosa');
    await reader.locator('.field-table tbody tr').first().waitFor();
    await reader.getByText('decisions need the role coder').waitFor();
    expect(await reader.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
    await reader.goto('/add');
    await reader.getByText('needs the role coder').waitFor();
    expect(await reader.locator('.add form').count()).toBe(0);
    await reader.context().close();

    const coder = await enter('/review', 'cyril');
    await coder.getByRole('button', { name: /^Accept/ }).waitFor();
    const before = coder.url();
    await coder.locator('.field-table tbody tr').first().waitFor();
    await coder.keyboard.press('a');
    await coder.waitForURL(url => url.href !== before);
    await coder.goto('/add');
    await coder.locator('.add form').first().waitFor();
    await coder.context().close();
  });

  test('log-out shows the door at once, and the next reader sees nothing of the one before', async () => {
    const page = await enter('/', 'cyril');
    await page.locator('.story-line').first().waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await page.locator('.story-line, .reader').count()).toBe(0);
    expect((await page.request.get('/api/v1/stories')).status()).toBe(401);
    await logIn(page, 'rosa');
    await page.locator('.story-line').first().waitFor();
    await page.locator('.reader').getByText('rosa').waitFor();
    await page.context().close();
  });

  test('a session that ended elsewhere leads to the door; a decision waits there for its own coder', async () => {
    const page = await enter('/review', 'cyril');
    await page.locator('.field-table tbody tr').first().waitFor();
    await page.context().clearCookies();
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await logIn(page, 'rosa');
    await page.getByText('decisions need the role coder').waitFor();
    expect(await page.getByText('waits for the server').count()).toBe(0);
    await page.getByRole('button', { name: 'Log out' }).click();
    const sent = page.waitForResponse(
      answer => answer.request().method() === 'POST' && answer.url().endsWith('/decisions'),
    );
    await logIn(page, 'cyril');
    expect((await sent).status()).toBe(201);
    await page.context().close();
  });
});
