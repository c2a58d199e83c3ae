// A private PostgreSQL for tests: Debian's server on a socket in a temporary folder, nothing listens on a port.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const INSTALLED = '/usr/lib/postgresql';
/** The system's user for those who must not be root. */
const NOBODY = 65534;

/** The folder of the newest server installed, null where there is none. */
export const postgresPrograms = (): string | null => {
  if (!existsSync(INSTALLED)) return null;
  const versions = readdirSync(INSTALLED)
    .map(Number)
    .filter(version => existsSync(join(INSTALLED, String(version), 'bin', 'initdb')))
    .sort((a, b) => b - a);
  return versions[0] === undefined ? null : join(INSTALLED, String(versions[0]), 'bin');
};

export interface TestPostgres {
  /** Address of a new and empty database. */
  readonly makeDatabase: () => Promise<string>;
  /** Ends every connection of programs, as an administrator does; gives how many there were. */
  readonly cutConnections: () => Promise<number>;
  /** Ends the server; its data stay. */
  readonly goDown: () => Promise<void>;
  /** Starts it again; resolves when it answers. */
  readonly comeUp: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The server refuses to run as root. */
const identity = (): { uid: number; gid: number } | Record<string, never> => {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return { uid: NOBODY, gid: NOBODY };
  }
};

export const startPostgres = async (programs: string): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'synoptic-pg-'));
  const who = identity();
  if ('uid' in who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'synoptic', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { stdio: 'pipe', cwd: folder, ...who },
  );
  let server: ChildProcess;
  const begin = (): void => {
    // -F: a test's data need not outlive the machine
    server = spawn(join(programs, 'postgres'), ['-D', data, '-F', '-k', folder, '-h', ''], {
      stdio: 'ignore',
      cwd: folder,
      ...who,
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  const address = (database: string): string =>
    `postgres://synoptic@${encodeURIComponent(folder)}/${database}`;
  const connect = async (): Promise<pg.Client> => {
    for (let attempt = 0; ; attempt++) {
      const client = new pg.Client({ connectionString: address('postgres') });
      // the server is ended with its connections
      client.on('error', () => {});
      try {
        await client.connect();
        return client;
      } catch (error) {
        if (attempt >= 200 || server.exitCode !== null) throw error;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  };
  begin();
  let client = await connect();
  let count = 0;
  return {
    makeDatabase: async () => {
      const name = `test_${++count}`;
      await client.query(`create database ${name}`);
      return address(name);
    },
    cutConnections: async () => {
      const { rows } = await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      return rows.length;
    },
    goDown: () => end('SIGINT'),
    comeUp: async () => {
      begin();
      client = await connect();
    },
    stop: async () => {
      await client.end().catch(() => {});
      if (server.exitCode === null) await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
