// What needs the models, and what must be as the commands give it: explanations, the codebook, exports.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../src/7-serve/api/index.ts';
import { makeFolder, run } from '../cli/run-cli.ts';
import { type Client, makeClient } from '../support/api.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');

const EXPORTS: readonly (readonly [path: string, args: readonly string[]])[] = [
  ['/export/events', ['events']],
  [
    '/export/events?to=jsonl&country=SDN&standing=disputed',
    ['events', '--to', 'jsonl', '--country', 'SDN', '--standing', 'disputed'],
  ],
  [
    '/export/events?to=geojson&type=ASSAULT&type=COERCE',
    ['events', '--to', 'geojson', '--type', 'ASSAULT', '--type', 'COERCE'],
  ],
  ['/export/events?to=acled', ['events', '--to', 'acled']],
  ['/export/statements?name=and', ['statements', '--name', 'and']],
  ['/export/evidence?story=s1', ['evidence', '--story', 's1']],
];

describe('beside the commands', () => {
  const written = new Map<string, string>();
  const { store } = storeForTests(pgliteStores, {
    prepare: async location => {
      const cwd = makeFolder();
      expect((await run(['add', EXAMPLES, '--store', location], cwd)).code).toBe(0);
      for (const [path, args] of EXPORTS) {
        const { code, out, err } = await run(['export', ...args, '--store', location], cwd);
        expect([code, code === 0 ? '' : err]).toEqual([0, '']);
        written.set(path, out);
      }
    },
  });
  let client: Client;
  beforeAll(() => {
    client = makeClient(store);
  });

  const answerOf = (id: string) => ENDPOINTS.find(own => own.id === id)!.answer!;

  test.each(EXPORTS.map(([path]) => path))('%s is byte for byte what the command writes', async path => {
    const { status, text, headers } = await client.get(path);
    expect(status).toBe(200);
    expect(text).toBe(written.get(path));
    expect(text.length).toBeGreaterThan(100);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="\w+/);
  });

  test('a form that a kind does not have is refused', async () => {
    const { status, json } = await client.get('/export/stories?to=geojson');
    expect([status, json.detail]).toEqual([400, expect.stringMatching(/Allowed: csv, jsonl/)]);
    expect((await client.get('/export/nothing')).status).toBe(400);
  });

  test('why a report and an event were coded so', async () => {
    const { json } = await client.get('/reports/strike-nile-wire/explain?asked=bombed');
    expect(answerOf('explainReport').parse(json)).toEqual(json);
    expect(json.items[0]).toMatchObject({ report: 'strike-nile-wire', words: { text: 'bombed' } });
    expect((await client.get('/reports/nope/explain?asked=e1')).status).toBe(404);
    expect((await client.get('/reports/strike-nile-wire/explain')).status).toBe(400);
    const event = await client.get('/events/e1/explain');
    expect(answerOf('explainEvent').parse(event.json)).toEqual(event.json);
    expect(event.json.items.length).toBeGreaterThan(0);
    expect((await client.get('/events/e9999/explain')).status).toBe(404);
  });

  test('the codebook by type', async () => {
    const { json } = await client.get('/codebook');
    expect(answerOf('getCodebook').parse(json)).toEqual(json);
    expect(json.items).toHaveLength(16);
    const type = await client.get('/codebook/ASSAULT');
    expect(answerOf('getCodebookType').parse(type.json)).toEqual(type.json);
    expect(type.json.frames.length).toBe(
      json.items.find((each: { type: string }) => each.type === 'ASSAULT').frames,
    );
    expect(
      existsSync(join(EXAMPLES, '..', 'codebook', 'types', type.json.frames[0].source.split(':')[0])),
    ).toBe(true);
    expect((await client.get('/codebook/PARTY')).status).toBe(400);
  });
});
