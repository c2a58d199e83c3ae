// Commands that change a whole store, killed at a random moment: the store opens, is whole, and nothing is half done.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/6-record/database/migrate.ts';
import { openPglite } from '../../src/6-record/database/pglite.ts';
import {
  beginRun,
  bringTogether,
  listReleases,
  openStore,
  recordReport,
  type Store,
  verifyStore,
} from '../../src/6-record/index.ts';
import { MIGRATIONS } from '../../src/6-record/migrations/index.ts';
import { makeFolder, run } from '../cli/run-cli.ts';
import { STRIKES, WIRE } from '../reconcile/fixtures.ts';
import { making } from '../support/making.ts';
import { start } from '../support/program.ts';
import { makeStoreFolder, SETUP } from '../support/stores.ts';

/** Kills of each command; `SYNOPTIC_CUTS=40` for a long run. */
const CUTS = Number(process.env.SYNOPTIC_CUTS ?? 1);
const OLD_SCHEMA = 8;

const folder = makeFolder();
const whole = join(folder, 'whole');
const old = join(folder, 'old');
const backup = join(folder, 'whole.backup');
const TEXTS = [...STRIKES, ...WIRE];

const open = (location: string): Promise<Store> => openStore(location, { software: '0.0.0-test' });

beforeAll(async () => {
  cpSync(await makeStoreFolder(folder), whole, { recursive: true });
  const store = await open(whole);
  const first = await beginRun(store, SETUP);
  for (const text of TEXTS) await recordReport(store, text, first);
  await bringTogether(store, making);
  await store.close();
  const database = await openPglite(old);
  const then = MIGRATIONS.filter(({ version }) => version <= OLD_SCHEMA);
  await migrate(database, then, '0.0.0-old', new Date());
  await database.close();
  expect((await run(['backup', '--store', whole, '--out', backup], folder)).code).toBe(0);
}, 240_000);

const killAt = (args: readonly string[], cwd: string, delay: number): Promise<void> =>
  new Promise(resolve => {
    const child = start(args, cwd);
    const timer = setTimeout(() => child.kill('SIGKILL'), delay);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });

interface Cut {
  readonly from: string | null;
  readonly args: readonly string[];
  /** What must hold besides `verify`. */
  readonly check: (store: Store, cwd: string) => Promise<void>;
}

const countOf = async (store: Store, table: string): Promise<number> =>
  (await store.database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n as number;

const COMMANDS: Readonly<Record<string, Cut>> = {
  'the bringing up to date of an old schema': {
    from: old,
    args: ['list'],
    check: async store => expect(store.migrated.to).toBe(MIGRATIONS.at(-1)?.version),
  },
  backup: {
    from: whole,
    args: ['backup', '--out', 'cut.backup'],
    check: async (_, cwd) => {
      const file = join(cwd, 'cut.backup');
      if (existsSync(file)) expect(readFileSync(file)).toEqual(readFileSync(backup));
    },
  },
  restore: {
    from: null,
    args: ['restore', backup],
    check: async store => expect([0, TEXTS.length]).toContain(await countOf(store, 'reports')),
  },
  'release create': {
    from: whole,
    args: ['release', 'create', 'cut'],
    check: async store => {
      const releases = await listReleases(store);
      expect(releases.map(({ reports }) => reports)).toEqual(releases.length === 0 ? [] : [TEXTS.length]);
      if (releases.length === 0) expect(await countOf(store, 'release_documents')).toBe(0);
    },
  },
  recode: {
    from: whole,
    args: ['recode', '--all'],
    check: async store => expect(await countOf(store, 'reports')).toBe(TEXTS.length),
  },
};

describe.each(Object.entries(COMMANDS))('%s', (_, { from, args, check }) => {
  test(
    `cut off ${CUTS} times, leaves a store that opens and is whole`,
    async () => {
      const timed = makeFolder();
      const make = async (cwd: string): Promise<string> => {
        const store = join(cwd, 'store');
        cpSync(from ?? (await makeStoreFolder(folder)), store, { recursive: true });
        return store;
      };
      const began = performance.now();
      const ran = await run([...args, '--store', await make(timed)], timed);
      expect([ran.code, ran.code === 0 ? '' : ran.err]).toEqual([0, '']);
      const usual = performance.now() - began;
      for (let cut = 0; cut < CUTS; cut++) {
        const cwd = makeFolder();
        const store = await make(cwd);
        await killAt([...args, '--store', store], cwd, usual * (0.2 + 0.8 * Math.random()));
        const opened = await open(store);
        expect((await verifyStore(opened)).faults).toEqual([]);
        await check(opened, cwd);
        await opened.close();
        // what was cut off is done by asking again
        const again = await run([...args, '--store', store], cwd);
        expect(again.err).not.toMatch(/synoptic: (?!there is a release "cut"|the store holds)/);
      }
    },
    120_000 + CUTS * 60_000,
  );
});
