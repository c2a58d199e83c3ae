// A private PostgreSQL for tests: Debian's server on a socket in a temporary folder, nothing listens on a port.
import { execFileSync, spawn } from 'node:child_process';
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
  // -F: a test's data need not outlive the machine
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-F', '-k', folder, '-h', ''], {
    stdio: 'ignore',
    cwd: folder,
    ...who,
  });
  const address = (database: string): string =>
    `postgres://synoptic@${encodeURIComponent(folder)}/${database}`;
  const connect = async (): Promise<pg.Client> => {
    for (let attempt = 0; ; attempt++) {
      const client = new pg.Client({ connectionString: address('postgres') });
      try {
        await client.connect();
        return client;
      } catch (error) {
        if (attempt >= 200 || server.exitCode !== null) throw error;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  };
  const client = await connect();
  let count = 0;
  return {
    makeDatabase: async () => {
      const name = `test_${++count}`;
      await client.query(`create database ${name}`);
      return address(name);
    },
    stop: async () => {
      await client.end();
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
