// A PostgreSQL server that cuts its connections, goes away and comes back, under a program that gathers and one that
// serves: both go on, no report is lost and none coded twice.
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store, verifyStore } from '../../src/6-record/index.ts';
import { addSource } from '../../src/6-record/sources/index.ts';
import { SOURCE_DEFAULTS } from '../../src/schema/source.ts';
import { type GrowingOutlets, openGrowingOutlets } from '../support/growing-outlets.ts';
import { postgresPrograms, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { start, startServing } from '../support/program.ts';

/** Seconds for which the server is away; `SYNOPTIC_OUTAGE=20` for the figures in docs/live.md. */
const AWAY = Number(process.env.SYNOPTIC_OUTAGE ?? 3);
const OUTLETS = 4;
const SOFTWARE = '0.0.0-test';

const seconds = (count: number): Promise<void> => new Promise(resolve => setTimeout(resolve, count * 1000));

const until = async (isSo: () => boolean | Promise<boolean>, what: () => string): Promise<void> => {
  const end = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within a minute: ${what()}`);
    await seconds(0.1);
  }
};

const marksIn = async (store: Store): Promise<string[]> => {
  const rows = await store.database.query<{ text: string; codings: number }>(
    'select text, (select count(*)::int from coded_reports where report = reports.id) as codings from reports',
  );
  expect(rows.filter(({ codings }) => codings !== 1)).toEqual([]);
  return rows.flatMap(({ text }) => /checkpoint \d+-\d+z/.exec(text)?.[0] ?? []);
};

describe.skipIf(postgresPrograms() === null)('a store on a server that goes away', () => {
  let server: TestPostgres;
  let outlets: GrowingOutlets;
  let location: string;

  const withStore = async <Result>(use: (store: Store) => Promise<Result>): Promise<Result> => {
    const store = await openStore(location, { software: SOFTWARE });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const kept = (): Promise<string[]> => withStore(marksIn);

  beforeAll(async () => {
    server = await startPostgres(postgresPrograms() as string);
    location = await server.makeDatabase();
    outlets = await openGrowingOutlets(OUTLETS);
    await withStore(async store => {
      for (const [i, address] of outlets.feeds.entries())
        await addSource(store, {
          id: `outlet-${i}`,
          kind: 'feed',
          address,
          outlet: `Outlet ${i}`,
          options: { ...SOURCE_DEFAULTS, every: 1 },
        });
    });
  }, 60_000);
  afterAll(async () => {
    await outlets?.close();
    await server?.stop();
  });

  const gather = () => {
    const options = '--allow 127.0.0.0/8 --pause 0.02 --workers 1'.split(' ');
    const child = start(['gather', '--watch', ...options, '--store', location], tmpdir());
    const program = {
      said: '',
      code: undefined as number | null | undefined,
      stop: () => child.kill('SIGINT'),
    };
    const take = (chunk: Buffer): void => {
      program.said += String(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', code => {
      program.code = code;
    });
    return program;
  };

  test('gather --watch goes on where it was', async () => {
    const program = gather();
    const said = (): string => program.said;
    const added = (): number => said().match(/^added /gm)?.length ?? 0;
    const more = async (): Promise<void> => {
      const before = added();
      outlets.publish();
      await until(() => program.code !== undefined || added() > before, said);
      expect([program.code, said()]).toEqual([undefined, said()]);
    };
    await more();
    for (let cut = 0; cut < 5; cut++) {
      outlets.publish();
      await seconds(0.3);
      await server.cutConnections();
    }
    await more();
    outlets.publish();
    await seconds(0.5);
    await server.goDown();
    outlets.publish();
    await seconds(AWAY);
    await server.comeUp();
    await more();
    await until(async () => (await kept()).length >= outlets.offered().size, said);
    program.stop();
    await until(() => program.code !== undefined, said);
    if (process.env.SYNOPTIC_OUTAGE) process.stderr.write(said());
    expect([program.code, said()]).toEqual([0, said()]);
    const marks = await kept();
    expect([...outlets.offered()].filter(mark => !marks.includes(mark))).toEqual([]);
    expect(new Set(marks).size).toBe(marks.length);
    expect(await withStore(async store => (await verifyStore(store)).faults)).toEqual([]);
    expect(said().match(/does not answer/g)?.length).toBe(1);
    expect(said().match(/answers again after \d+ s/g)?.length).toBe(1);
  }, 180_000);

  test('gather --watch that is told to end while it is away ends', async () => {
    const program = gather();
    const said = (): string => program.said;
    await until(() => said().includes('gathering from'), said);
    await server.goDown();
    await until(() => said().includes('does not answer'), said);
    program.stop();
    await until(() => program.code !== undefined, said);
    expect(program.code).toBe(1);
    expect(said()).toMatch(
      /^synoptic: the store \S+ does not answer any more: .+ What was acknowledged is kept/m,
    );
    await server.comeUp();
  }, 90_000);

  test('serve answers 503 while it is away, and goes on when it is back', async () => {
    const serving = await startServing(['--store', location, '--workers', '1', '--quiet'], tmpdir());
    const status = async (): Promise<number> => (await fetch(`${serving.address}/api/v1/stories`)).status;
    expect(await status()).toBe(200);
    await server.cutConnections();
    expect(await status()).toBe(200);
    await server.goDown();
    const refused = await fetch(`${serving.address}/api/v1/stories`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    await server.comeUp();
    await until(async () => (await status()) === 200, serving.said);
    expect(await serving.stop()).toBe(0);
    expect(serving.said()).not.toMatch(/fault at/);
  }, 120_000);
});
