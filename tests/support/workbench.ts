// The workbench as its users have it: the built program serves a store, Debian's Chromium opens it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '..', '..');
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
  const program = process.env.SYNOPTIC_CLI ?? join(ROOT, 'dist', 'cli.js');
  const server = spawn(
    process.execPath,
    [program, 'serve', '--port', '0', '--store', store, ...(empty ? ['--empty'] : []), ...more],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /^(http:\/\/\S+)$/m.exec(said);
      if (found?.[1]) resolve(found[1].replace(/\/$/, ''));
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(`serve ended before it served:\n${said}`)));
  });
  return {
    address,
    close: async () => {
      server.kill('SIGTERM');
      await ended;
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
