// What questions cost a store: by the clock, and in processor time, which on a shared machine says more.
import { readFileSync } from 'node:fs';
import type { Store } from '../src/6-record/index.ts';

/** Processes of the server that answer this store. */
const backends = async ({ database }: Store): Promise<number[]> =>
  database.kind === 'pglite'
    ? []
    : (
        await database.query<{ pid: number }>(
          'select pid from pg_stat_activity where datname = current_database()',
        )
      ).map(({ pid }) => pid);

const nanosecondsOf = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
};

/** Milliseconds of processor time of this process and of the server's: what a quiet machine takes. */
const worked = (pids: readonly number[]): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + pids.reduce((sum, pid) => sum + nanosecondsOf(pid), 0) / 1e6;
};

/** The value that this share of all lies below. */
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** `p50    12 p95    48 max    90`. */
export const spread = (values: readonly number[]): string =>
  [0.5, 0.95, 1]
    .map((share, i) => `${['p50', 'p95', 'max'][i]}${quantile(values, share).toFixed(0).padStart(6)}`)
    .join(' ');

/** Asks `rounds` times, after once without counting; prints a line, and with SLOWEST in the environment the worst. */
export const measure = async (
  store: Store,
  name: string,
  rounds: number,
  ask: () => Promise<unknown>,
): Promise<void> => {
  await ask();
  const pids = await backends(store);
  const times: { took: number; work: number; what: unknown }[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const before = worked(pids);
    const what = await ask();
    times.push({ took: performance.now() - start, work: worked(pids) - before, what });
  }
  const [work, took] = [times.map(each => each.work), times.map(each => each.took)];
  process.stdout.write(`${name.padEnd(36)} processor ms ${spread(work)}   by the clock ${spread(took)}\n`);
  if (process.env.SLOWEST)
    for (const each of times.toSorted((a, b) => a.work - b.work).slice(-5))
      process.stdout.write(`    ${each.work.toFixed(0)} ms ${JSON.stringify(each.what)}\n`);
};
