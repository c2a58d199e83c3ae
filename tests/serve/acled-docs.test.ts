// The requests in docs/acled-api.md, sent to a server as they stand there.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ACLED_COLUMNS, ACLED_LISTS } from '../../src/6-record/acled/index.ts';
import { addUser } from '../../src/6-record/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import { makeEvents, writeMadeEvents } from '../support/acled-events.ts';
import { testContext } from '../support/serving.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

const PAGE = readFileSync('docs/acled-api.md', 'utf8');
const COMMANDS = PAGE.split('\n').filter(line => line.startsWith('curl '));

/** What curl would send: its address, form fields and headers. */
const readCommand = (command: string) => {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const after = (flag: string): string[] => words.filter((_, i) => words[i - 1] === flag);
  return {
    url: words.find(word => word.startsWith('http://127.0.0.1:4510/')) as string,
    form: after('-d').map(field => field.split('=') as [string, string]),
    headers: after('-H').map(header => header.split(': ') as [string, string]),
  };
};

describe('docs/acled-api.md', () => {
  const { store } = storeForTests(pgliteStores);
  beforeAll(async () => {
    await writeMadeEvents(store, makeEvents(30));
  }, 60_000);

  test('every command is answered, first without users, then with', async () => {
    const app = buildApp(testContext(store).context);
    let token = '';
    const run = async (command: string): Promise<Response> => {
      const { url, form, headers } = readCommand(command);
      const filled = headers.map(([name, value]): [string, string] => [name, value.replace('$TOKEN', token)]);
      return app.request(url, {
        headers: filled,
        ...(form.length > 0 && { method: 'POST', body: new URLSearchParams(form) }),
      });
    };
    expect(COMMANDS.length).toBeGreaterThanOrEqual(6);
    for (const command of COMMANDS) expect((await run(command)).status).toBe(200);
    await addUser(store, { name: 'bo', role: 'admin', password: 'nine white herons' });
    await addUser(store, { name: 'ana', role: 'reader', password: 'seven grey herons' });
    expect((await run(COMMANDS[0] as string)).status).toBe(401);
    const login = await run(COMMANDS.find(command => command.includes('oauth')) as string);
    token = ((await login.json()) as { access_token: string }).access_token;
    const answer = await run(COMMANDS.find(command => command.includes('Bearer')) as string);
    expect(await answer.json()).toMatchObject({ success: true, count: 1 });
  }, 30_000);

  test('it names every table and the number of columns', () => {
    for (const list of ['acled', 'deleted', ...Object.keys(ACLED_LISTS)])
      expect(PAGE).toContain(`/api/${list}/read`);
    expect(PAGE).toContain(`${ACLED_COLUMNS.length} columns`);
  });
});
