// The workbench as its users have it: the built program serves a store, Debian's Chromium opens it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startServing } from './program.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** `.ci/run` installs Chromium and sets SYNOPTIC_REQUIRE_BROWSER; elsewhere the tests run where there is one. */
export const hasBrowser = CHROMIUM !== undefined || process.env.SYNOPTIC_REQUIRE_BROWSER === '1';

export interface Desk {
  readonly address: string;
  readonly close: () => Promise<void>;
}

interface DeskOptions {
  /** It does not open on the examples. */
  readonly empty?: boolean;
  /** Further words of the command. */
  readonly with?: readonly string[];
}

/** `synoptic serve` on a store of its own. */
export const openDesk = async ({ empty = false, with: more = [] }: DeskOptions = {}): Promise<Desk> => {
  const folder = mkdtempSync(join(tmpdir(), 'synoptic-desk-'));
  const store = join(folder, 'store');
  const { address, stop } = await startServing(
    ['--store', store, ...(empty ? ['--empty'] : []), ...more],
    folder,
  );
  return {
    address,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface OpenPage {
  readonly page: Page;
  /** Errors that the page threw or wrote to its console, requests that went elsewhere. */
  readonly faults: readonly string[];
}

export const openPage = async (
  browser: Browser,
  { address }: Desk,
  options: BrowserContextOptions = {},
): Promise<OpenPage> => {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(?:blob|data):/.test(url)) faults.push(`asked elsewhere: ${url}`);
  });
  return { page, faults };
};
