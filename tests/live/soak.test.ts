// Twenty sources, nine of them faulty, and a program that is killed again and again while it gathers from them: no report
// is lost, none is coded twice, what fails is listed with its error, and the others go on.
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { openStore, type Store, verifyStore } from '../../src/6-record/index.ts';
import { listJobs } from '../../src/6-record/queue/index.ts';
import { addSource, type SourceHealth, sourceHealth } from '../../src/6-record/sources/index.ts';
import { SOURCE_DEFAULTS } from '../../src/schema/source.ts';
import { makeFolder, run } from '../cli/run-cli.ts';
import { type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { openGrowingOutlets } from '../support/growing-outlets.ts';
import { start } from '../support/program.ts';
import { makeStoreFolder } from '../support/stores.ts';

/** Seconds; `SYNOPTIC_SOAK=300` for the full run, whose figures are in docs/live.md. */
const SECONDS = Number(process.env.SYNOPTIC_SOAK ?? 6);
const KILLS = SECONDS >= 60 ? 5 : 2;
const OUTLETS = 11;
/** Publishing ends with this share of the time, killing a little before. */
const PUBLISHING = 0.8;

const FAULTS = [
  '/no-answer',
  '/drip',
  '/bomb',
  '/circle',
  '/fault',
  '/too-often',
  '/not-http',
  `/to/${encodeURIComponent('http://10.0.0.1/feed')}`,
  '/too-large',
];

const addSources = async (folder: string, good: readonly string[], bad: readonly string[]): Promise<void> => {
  const store = await openStore(folder, { software: '0.0.0-test' });
  const add = (id: string, address: string) =>
    addSource(store, {
      id,
      kind: 'feed',
      address,
      outlet: id,
      options: { ...SOURCE_DEFAULTS, every: id.startsWith('good') ? 2 : 5 },
    });
  // faulty ones first: they have every opportunity to stand in the way
  for (const [i, address] of bad.entries()) await add(`bad-${i}`, address);
  for (const [i, address] of good.entries()) await add(`good-${i}`, address);
  await store.close();
};

const OPTIONS = ['--allow', '127.0.0.0/8', '--pause', '0.02', '--workers', '1'];

/** Starts `gather --watch` and kills it after so many milliseconds at work; returns what it printed. */
const gatherAndKill = (folder: string, ms: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = start(['gather', '--watch', ...OPTIONS, '--store', folder], tmpdir());
    let out = '';
    let isAtWork = false;
    child.stdout.on('data', chunk => {
      out += String(chunk);
    });
    child.stderr.on('data', chunk => {
      out += String(chunk);
      if (!isAtWork) setTimeout(() => child.kill('SIGKILL'), ms);
      isAtWork = true;
    });
    child.on('error', reject);
    child.on('close', () => resolve(out));
  });

interface Kept {
  readonly text: string;
  readonly codings: number;
}

const keptIn = (store: Store): Promise<Kept[]> =>
  store.database.query<Kept>(
    'select text, (select count(*)::int from coded_reports where report = reports.id) as codings from reports',
  );

const marksIn = (kept: readonly Kept[]): string[] =>
  kept.flatMap(({ text }) => /checkpoint \d+-\d+z/.exec(text)?.[0] ?? []);

const inSeconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

test(
  `gathering for ${SECONDS} s from twenty sources, killed ${KILLS} times`,
  async () => {
    const outlets = await openGrowingOutlets(OUTLETS);
    const faulty: FaultServer[] = [];
    for (let i = 0; i < FAULTS.length; i++) faulty.push(await startFaultServer({ host: `127.0.2.${i + 1}` }));
    const folder = await makeStoreFolder(makeFolder());
    outlets.publish();
    await addSources(
      folder,
      outlets.feeds,
      faulty.map(({ origin }, i) => `${origin}${FAULTS[i]}`),
    );

    const began = Date.now();
    const end = began + SECONDS * 1000;
    const publishing = setInterval(
      () => {
        if (Date.now() < began + PUBLISHING * SECONDS * 1000) outlets.publish();
      },
      Math.max(1500, SECONDS * 20),
    );
    const share = (SECONDS * 1000 * PUBLISHING) / (KILLS + 1);
    const said: string[] = [];
    for (let kill = 0; kill < KILLS; kill++)
      said.push(await gatherAndKill(folder, share * (0.5 + Math.random() * 0.5)));
    said.push(await gatherAndKill(folder, Math.max(1000, end - Date.now())));
    clearInterval(publishing);
    // what the last kill left over; the slowest faults need their time to be found
    const good = outlets.feeds.map((_, i) => `good-${i}`);
    const last = await run(
      ['gather', ...(SECONDS >= 60 ? [] : good), ...OPTIONS, '--store', folder],
      tmpdir(),
    );
    const took = Date.now() - began;
    await outlets.close();
    for (const server of faulty) await server.close();

    const store = await openStore(folder, { software: '0.0.0-test' });
    try {
      const kept = await keptIn(store);
      const marks = marksIn(kept);
      const health = await sourceHealth(store);
      const aside = await listJobs(store.database, { states: ['failed'], limit: 1000 });
      const offered = [...outlets.offered()];
      if (process.env.SYNOPTIC_SOAK)
        process.stderr.write(
          `${said.join('')}${last.out}${last.err}\n${offered.length} reports offered, ${marks.length} kept in ${inSeconds(took)}; ${aside.length} items set aside\n${health.map(({ id, reports, failures, error }) => `${id}: ${reports} reports, ${failures} failures in a row, ${error}`).join('\n')}\n`,
        );
      // no report lost, none twice
      expect(offered.length).toBeGreaterThanOrEqual(OUTLETS);
      expect(offered.filter(mark => !marks.includes(mark))).toEqual([]);
      expect(new Set(marks).size).toBe(marks.length);
      expect(kept.filter(({ codings }) => codings !== 1)).toEqual([]);
      expect((await verifyStore(store)).faults).toEqual([]);
      // what fails is listed with its error, and no other source with it
      const of = (id: string): SourceHealth => health.find(each => each.id === id) as SourceHealth;
      // a short run ends before every fault has been tried to its end
      if (SECONDS >= 60)
        for (const [i, fault] of FAULTS.entries())
          expect([fault, of(`bad-${i}`).error]).not.toEqual([fault, null]);
      for (const id of good) expect(of(id)).toMatchObject({ failures: 0, error: null });
      const missing = [...outlets.missing()].sort();
      expect(aside.map(({ url }) => url).sort()).toEqual(missing);
      expect(aside.filter(({ error }) => !error?.includes('404'))).toEqual([]);
    } finally {
      await store.close();
    }
  },
  SECONDS * 3000 + 240_000,
);
