// The connection to a PostgreSQL server breaks in the middle of a transaction, and just when it is committed: what the
// work did is kept once, whether the commit had come through or not.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/6-record/database/database.ts';
import { openPostgres } from '../../src/6-record/database/postgres.ts';
import { postgresPrograms, startPostgres, type TestPostgres } from '../support/postgres.ts';

const SOCKET = '.s.PGSQL.5432';

/** What becomes of the next message with these words: handed on and its answer kept back, or lost on the way. */
interface Fault {
  readonly words: string;
  readonly isHandedOn: boolean;
}

interface Wire {
  readonly folder: string;
  fail: Fault | null;
  readonly close: () => void;
}

const openWire = async (socket: string): Promise<Wire> => {
  const folder = mkdtempSync(join(tmpdir(), 'synoptic-wire-'));
  const open = new Set<Socket>();
  const wire: Wire = {
    folder,
    fail: null,
    close: () => {
      server.close();
      for (const each of open) each.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const server: Server = createServer(near => {
    const far = dial(socket);
    open.add(near).add(far);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => other.end());
    }
    far.on('data', bytes => near.write(bytes));
    near.on('data', bytes => {
      if (wire.fail === null || !bytes.includes(wire.fail.words)) {
        far.write(bytes);
        return;
      }
      const { isHandedOn } = wire.fail;
      wire.fail = null;
      near.destroy();
      if (isHandedOn) far.write(bytes);
      else far.destroy();
    });
  });
  await new Promise<void>(resolve => server.listen(join(folder, SOCKET), resolve));
  return wire;
};

describe.skipIf(postgresPrograms() === null)('a connection that breaks', () => {
  let server: TestPostgres;
  let wire: Wire;
  let database: Database;
  const said: string[] = [];

  beforeAll(async () => {
    server = await startPostgres(postgresPrograms() as string);
    const address = await server.makeDatabase();
    const [, folder = '', name] = /@([^/]+)\/(.+)$/.exec(address) ?? [];
    wire = await openWire(join(decodeURIComponent(folder), SOCKET));
    database = await openPostgres(
      `postgres://synoptic@${encodeURIComponent(wire.folder)}/${name}`,
      line => void said.push(line),
    );
    await database.execute('create table marks (mark text)');
  }, 60_000);
  afterAll(async () => {
    await database?.close();
    wire?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await database.query('delete from marks');
    said.length = 0;
  });

  /** How often the work was run, and what is left of it. */
  const write = async (on: Database): Promise<[runs: number, marks: string[]]> => {
    let runs = 0;
    await on.transaction(async queries => {
      runs++;
      await queries.query('insert into marks values ($1)', ['first']);
      await queries.query('insert into marks values ($1)', ['second']);
    });
    return [runs, await marks()];
  };
  const marks = async (): Promise<string[]> =>
    (await database.query<{ mark: string }>('select mark from marks')).map(({ mark }) => mark);

  const patient = (): Database => database.patient(() => 20);
  const BOTH = ['first', 'second'];

  test('in the middle: patient work is begun anew, other work is refused and nothing of it is kept', async () => {
    wire.fail = { words: 'second', isHandedOn: true };
    expect(await write(patient())).toEqual([2, BOTH]);
    expect(said).toEqual([
      expect.stringMatching(/^the connection to the store .* was cut \(.+\) and made anew$/),
    ]);
    await database.query('delete from marks');
    wire.fail = { words: 'second', isHandedOn: true };
    await expect(write(database)).rejects.toMatchObject({ code: 'record/lost' });
    expect(await marks()).toEqual([]);
    // of several cuts in a minute one line is enough
    expect(said).toHaveLength(1);
  });

  test('at a commit that came through: it is not done twice', async () => {
    wire.fail = { words: 'commit', isHandedOn: true };
    expect(await write(patient())).toEqual([1, BOTH]);
    await database.query('delete from marks');
    wire.fail = { words: 'commit', isHandedOn: true };
    expect(await write(database)).toEqual([1, BOTH]);
  });

  test('at a commit that did not come through: patient work is done again', async () => {
    wire.fail = { words: 'commit', isHandedOn: false };
    expect(await write(patient())).toEqual([2, BOTH]);
    await database.query('delete from marks');
    wire.fail = { words: 'commit', isHandedOn: false };
    await expect(write(database)).rejects.toMatchObject({ code: 'record/lost' });
    expect(await marks()).toEqual([]);
  });

  test('before the work has begun, and in a query of its own: any work goes on', async () => {
    wire.fail = { words: 'begin', isHandedOn: false };
    expect(await write(database)).toEqual([1, BOTH]);
    wire.fail = { words: 'select mark', isHandedOn: true };
    expect(await marks()).toEqual(BOTH);
  });

  test('an error of the work is thrown as it is, also one that reads like a lost connection', async () => {
    const broken = Object.assign(new Error('the file is gone'), { code: 'ENOENT' });
    const work = patient().transaction(async queries => {
      await queries.query("insert into marks values ('kept?')");
      throw broken;
    });
    await expect(work).rejects.toBe(broken);
    await expect(patient().query('select nothing')).rejects.toMatchObject({ code: '42703' });
    expect(await marks()).toEqual([]);
  });

  test('a query that ends its connection each time is given up', async () => {
    await expect(patient().query('select pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject({
      code: 'record/lost',
    });
  }, 60_000);
});
