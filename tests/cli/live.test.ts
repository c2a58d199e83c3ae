// The commands of the live part as a user meets them: sources that are good, faulty and mistyped, at 80 columns.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { makeStoreFolder } from '../support/stores.ts';
import { linesOf, makeFolder, type Ran, run } from './run-cli.ts';

describe('sources, gathering and the queue', () => {
  let server: FaultServer;
  let store: string;
  const folder = makeFolder();
  const cli = (...args: string[]): Promise<Ran> => run([...args, '--store', store], folder);
  const FETCHING = ['--allow', '127.0.0.1', '--pause', '0'];

  beforeAll(async () => {
    server = await startFaultServer();
    store = await makeStoreFolder(folder);
  });
  afterAll(() => server.close());

  test('an address that cannot be read is refused with what is allowed, and nothing is added', async () => {
    const add = (address: string, ...more: string[]) => cli('source', 'add', address, ...FETCHING, ...more);
    expect(await add('ftp://gazette.example/')).toMatchObject({
      code: 2,
      err: 'synoptic: ftp://gazette.example/: ftp is not read. Allowed: http://HOST/PATH, https://HOST/PATH, or the path of a folder or file\n',
    });
    // also where it is not looked at first
    expect(await add('http://[::1', '--kind', 'feed')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^synoptic: http:\/\/\[::1 is no address\. Allowed: /),
    });
    expect((await add('no-such-folder')).err).toMatch(/there is no such file.+\. Nothing was added\n$/);
    expect((await add(`${server.origin}/fault`)).err).toMatch(
      /answered 500.+ Nothing was added; to add it without looking, say what it is: --kind feed\n$/,
    );
    expect((await cli('source', 'list')).err).toMatch(/^the store has no sources\. Add one: /);
  });

  test('what is gathered, what failed and what is set aside is told, and fits 80 columns', async () => {
    await cli('source', 'add', `${server.origin}/site`, '--name', 'gazette', ...FETCHING);
    await cli('source', 'add', `${server.origin}/gone`, '--name', 'gone', '--kind', 'page');
    writeFileSync(join(folder, 'links.txt'), `${server.origin}/gone-too\n`);
    await cli('source', 'add', 'links.txt', '--name', 'links', '--kind', 'list');
    const gathered = await cli('gather', ...FETCHING);
    expect(gathered.code).toBe(1);
    expect(linesOf(gathered.out).filter(line => line.startsWith('added '))).toHaveLength(3);
    expect(gathered.err).toMatch(
      /^gone: could not be read: .+answered 410, it was taken away.+; read again at \d\d:\d\d$/m,
    );
    expect(gathered.err).toMatch(
      /^3 reports added, 0 known already, 1 set aside: synoptic queue list --state failed; 1 reading failed: synoptic source health\n$/m,
    );
    const health = (await cli('source', 'health')).out;
    expect(health).toMatch(/^gazette · next reading .+\n {2}last success .+; 3 reports a day, 3 in all/m);
    expect(health).toMatch(/^gone · next reading .+\n {2}last success never; .+\n {2}failed once: /m);
    const sources = (await cli('source', 'list')).out;
    expect(linesOf(health + sources).filter(line => line.length > 80)).toEqual([]);
  }, 60_000);

  test('the queue lists what is left to do; what is done where it is asked for', async () => {
    const left = await cli('queue', 'list');
    expect(linesOf(left.out)[0]).toMatch(/^\d+ · to fetch · set aside · links$/);
    expect(left.out).not.toContain('gazette');
    expect(left.err).toBe(
      'in all: 0 waiting, 0 at work, 1 set aside; 6 done in the last seven days (--state done)\n',
    );
    const done = await cli('queue', 'list', '--state', 'done', '--limit', '2');
    expect(done.out.match(/ · done · gazette$/gm)).toHaveLength(2);
    expect(done.err).toMatch(/^these are the first 2; all of them: --limit 0$/m);
    expect(await cli('queue', 'retry', '9999')).toMatchObject({
      code: 1,
      out: '',
      err: '9999: not among those that were set aside. See: synoptic queue list\n',
    });
    expect(await cli('queue', 'retry', '--all')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^waits \d+\n$/),
      err: 'the next synoptic gather tries it again\n',
    });
    expect((await cli('queue', 'retry', '--all')).err).toBe('nothing is set aside\n');
  }, 60_000);
});
