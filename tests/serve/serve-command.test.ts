// The command `serve` as a user runs it: its address, the examples, reports handed in, users, Ctrl-C.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { linesOf, makeFolder, run } from '../cli/run-cli.ts';
import { type Serving, startServing } from '../support/program.ts';
import { makeStoreFolder } from '../support/stores.ts';

const PASSWORD = 'nine herons by the weir';
const running: Serving[] = [];
afterEach(async () => {
  for (const serving of running.splice(0)) await serving.stop('SIGKILL');
});

/** A folder with an empty store of the name that commands take by default: making one anew takes long. */
const makeDesk = async (): Promise<string> => {
  const folder = makeFolder();
  renameSync(await makeStoreFolder(folder), join(folder, 'synoptic.store'));
  return folder;
};

const serve = async (args: readonly string[], folder: string): Promise<Serving> => {
  const serving = await startServing(['--workers', '1', ...args], folder);
  running.push(serving);
  return serving;
};

const json = async <Body>(url: string, init?: RequestInit): Promise<Body> => {
  const answer = await fetch(url, init);
  expect(answer.status, url).toBeLessThan(300);
  return (await answer.json()) as Body;
};

describe('synoptic serve', () => {
  test('opens on the examples, takes reports, and leaves the store whole on Ctrl-C', {
    timeout: 240_000,
  }, async () => {
    const folder = await makeDesk();
    const { address, said, stop } = await serve([], folder);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(said()).toContain('synoptic.store has no reports: it opens on the examples');
    const stories = await json<{ items: { id: string }[] }>(`${address}/api/v1/stories`);
    expect(stories.items.length).toBe(3);
    const body =
      '{"id":"dam","outlet":"Vell Radio","publishedAt":"2025-06-02","text":"The army shelled the town of Odrin on Monday."}\nno report\n';
    const job = await json<{ id: string; received: number; problems: unknown[] }>(
      `${address}/api/v1/reports`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-ndjson' },
        body,
      },
    );
    expect(job).toMatchObject({ received: 2, problems: [{ line: 2 }] });
    for (let state = ''; state !== 'done'; ) {
      ({ state } = await json<{ state: string }>(`${address}/api/v1/jobs/${job.id}`));
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(await json(`${address}/api/v1/jobs/${job.id}`)).toMatchObject({
      added: 1,
      by: 'local',
      state: 'done',
    });
    expect(await json(`${address}/api/v1/reports/dam`)).toMatchObject({ report: { outlet: 'Vell Radio' } });
    expect(await stop()).toBe(0);
    expect(said()).toMatch(/local GET \/api\/v1\/stories 200 \d+ ms/);
    const verified = await run(['verify'], folder);
    expect([verified.code, verified.err]).toEqual([0, '']);
    const again = await serve(['--quiet'], folder);
    expect(again.said()).not.toContain('examples');
    expect(await json(`${again.address}/api/v1/jobs/${job.id}`)).toMatchObject({ added: 1, state: 'done' });
    expect(await again.stop()).toBe(0);
  });

  test('past this machine it wants users, and says so; their passwords come by standard input', {
    timeout: 240_000,
  }, async () => {
    const folder = await makeDesk();
    const refused = await run(['serve', '--port', '0', '--host', '0.0.0.0'], folder);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /0\.0\.0\.0 can be reached from other machines.*synoptic user add NAME --role admin/,
    );
    const added = await run(['user', 'add', 'ana', '--role', 'admin'], folder, { input: `${PASSWORD}\n` });
    expect([added.code, added.out]).toEqual([0, 'added ana as admin\n']);
    const made = await run(['token', 'create', 'ana', '--role', 'reader', '--label', 'wire'], folder);
    const [token = ''] = linesOf(made.out);
    expect(token).toMatch(/^syn_[\w-]{43}$/);
    expect(made.err).toMatch(/token t1 of ana, reader, until/);
    const listed = await run(['token', 'list'], folder);
    expect(listed.out).toMatch(/t1 · ana · reader/);
    expect(listed.out).not.toContain(token);
    const { address, said, stop } = await serve(['--host', '0.0.0.0'], folder);
    expect(said()).toContain('warning: passwords and tokens travel unencrypted');
    const here = address.replace('0.0.0.0', '127.0.0.1');
    expect((await fetch(`${here}/api/v1/stories`)).status).toBe(401);
    const stories = await json<{ items: unknown[] }>(`${here}/api/v1/stories`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(stories.items).toEqual([]);
    expect(said()).not.toContain(token);
    expect(await stop()).toBe(0);
    expect((await run(['token', 'revoke', 't1'], folder)).out).toBe('revoked t1\n');
    expect((await run(['user', 'remove', 'ana'], folder)).code).toBe(0);
    expect((await run(['user', 'list'], folder)).err).toContain('there is no user');
  });

  test('says what is wrong with how it is called', { timeout: 120_000 }, async () => {
    const folder = makeFolder();
    const errors: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['serve', '--port', '70000'], 2, /from 0 \(any free port\) to 65535/],
      [['serve', '--public-url', 'desk.example'], 2, /no address of a server.*https:\/\/desk\.example/],
      [['serve', '--tls-cert', 'a.pem'], 2, /belong together/],
      [['serve', '--tls-cert', 'a.pem', '--tls-key', 'b.pem'], 1, /cannot read a\.pem/],
      [['user', 'add', 'ana'], 1, /no password was given/],
      [['user', 'role', 'ana', 'king'], 1, /"king" is no role.*reader, coder, editor, admin/],
    ];
    for (const [args, code, message] of errors) {
      const ran = await run(args, folder);
      expect([ran.code, ran.err], args.join(' ')).toEqual([code, expect.stringMatching(message)]);
    }
  });
});
