// What changes the store over HTTP: decisions, releases, removals, reports handed in. On both stores.
import { beforeEach, describe, expect, test } from 'vitest';
import { addUser, createToken, type Role } from '../../src/6-record/index.ts';
import { ENDPOINTS } from '../../src/7-serve/api/index.ts';
import { type Client, fillWithSpeech, makeClient } from '../support/api.ts';
import { type KeptIngest, keepingIngest } from '../support/ingest.ts';
import { emptyStore, STORE_KINDS, storeForTests } from '../support/stores.ts';

describe.each(STORE_KINDS)('changes over HTTP on %s', (_, make) => {
  const { store } = storeForTests(make);
  let client: Client;
  let ingest: KeptIngest;

  beforeEach(async () => {
    await emptyStore(store);
    await fillWithSpeech(store);
    ingest = keepingIngest();
    client = makeClient(store, { ingest });
  });

  const answerOf = (id: string) => ENDPOINTS.find(own => own.id === id)!.answer!;

  test('a whole review: correct, accept, merge, split, note, reject, undo', async () => {
    const before = (await client.get('/events/e1')).json.record;
    const corrected = await client.send('POST', '/decisions', {
      action: 'correct',
      target: 'e1',
      set: { status: 'denied', actors: 'Norvian army [NRVMIL]' },
      reason: 'read both',
      updatedAt: before.updatedAt,
    });
    expect([corrected.status, corrected.json.decision]).toMatchObject([
      201,
      {
        id: 'd1',
        by: 'local',
        action: 'correct',
        before: { status: 'happened' },
        after: { status: 'denied' },
      },
    ]);
    expect(answerOf('decide').parse(corrected.json)).toEqual(corrected.json);
    expect(corrected.json.event).toMatchObject({ reviewed: 'correct', event: { status: 'denied' } });
    expect((await client.get('/events?status=denied&review=done')).json.items).toHaveLength(1);

    const undone = await client.send('POST', '/decisions/d1/undo');
    expect([undone.status, undone.json.decision.target]).toEqual([201, 'd1']);
    expect((await client.get('/events/e1')).json.record.event).toEqual(before.event);

    const merged = await client.send('POST', '/decisions', { action: 'merge', target: 'e2', into: 'e1' });
    expect(merged.json.event).toMatchObject({ mergedInto: 'e1' });
    const { mentions } = (await client.get('/events/e1')).json.record.event;
    const split = await client.send('POST', '/decisions', {
      action: 'split',
      target: 'e1',
      mentions: [{ report: mentions[0].report, event: mentions[0].event }],
    });
    expect(split.json.decision.after.event).toMatch(/^e\d+$/);
    for (const action of ['accept', 'reject'])
      expect((await client.send('POST', '/decisions', { action, target: 'e3' })).status).toBe(201);
    const note = await client.send('POST', '/decisions', { action: 'note', target: 'spoken', reason: 'see' });
    expect([note.status, note.json.event]).toEqual([201, null]);
    const { json } = await client.get('/decisions?limit=3');
    expect(json.items.map((each: { id: string }) => each.id)).toEqual(['d1', 'd2', 'd3']);
    expect(answerOf('listDecisions').parse(json)).toEqual(json);
    expect((await client.get(`/decisions?limit=30&cursor=${json.next}`)).json.items).toHaveLength(4);
  });

  test('what cannot be decided is refused, and says why', async () => {
    const refusals: readonly (readonly [body: unknown, status: number, detail: RegExp])[] = [
      [{ action: 'accept', target: 'e99' }, 404, /no event "e99"/],
      [{ action: 'accept', target: 'e1', updatedAt: '2020-01-01T00:00:00.000Z' }, 412, /changed at/],
      [{ action: 'correct', target: 'e1', set: { status: 'perhaps' } }, 400, /"perhaps" is not allowed/],
      [{ action: 'correct', target: 'e1', set: { height: '3' } }, 400, /no column "height"/],
      [{ action: 'merge', target: 'e1', into: 'e1' }, 409, /they are one event/],
      [{ action: 'split', target: 'e1', mentions: [{ report: 'x', event: 'e1' }] }, 404, /no mention/],
      [{ action: 'note', target: 'e1' }, 400, /not as described/],
      [{ action: 'burn', target: 'e1' }, 400, /not as described/],
      [{ action: 'accept', target: 'e1', because: 'x' }, 400, /not as described/],
      ['{"action":', 400, /no(t| )/],
    ];
    for (const [body, status, detail] of refusals) {
      const refused = await client.send('POST', '/decisions', body);
      expect([refused.status, refused.json.detail]).toEqual([status, expect.stringMatching(detail)]);
    }
    expect((await client.get('/decisions')).json.items).toEqual([]);
  });

  test('a decision that is sent again is not made twice', async () => {
    const key = { 'idempotency-key': '0b0e7f5c-9d3a-4f6e-8a39-0d0f3b2f7c11' };
    const body = { action: 'accept', target: 'e1' };
    const first = await client.send('POST', '/decisions', body, key);
    const again = await client.send('POST', '/decisions', body, key);
    expect(again.json.decision).toEqual(first.json.decision);
    expect((await client.get('/decisions')).json.items).toHaveLength(1);
    const other = await client.send('POST', '/decisions', { action: 'reject', target: 'e2' }, key);
    expect(other).toMatchObject({ status: 409, json: { type: 'urn:synoptic:problem:serve/other-request' } });
    expect((await client.send('POST', '/decisions/d1/undo', undefined, key)).status).toBe(409);
    expect((await client.get('/decisions')).json.items).toHaveLength(1);
  });

  test('a release is made, compared and verified', async () => {
    const first = await client.send('POST', '/releases', { name: '2025-06', note: 'the first' });
    expect([first.status, answerOf('createRelease').parse(first.json)]).toEqual([201, first.json]);
    await client.send('POST', '/decisions', { action: 'correct', target: 'e1', set: { status: 'denied' } });
    await client.send('POST', '/decisions', { action: 'reject', target: 'e2' });
    await client.send('POST', '/releases', { name: '2025-07' });
    const { json } = await client.get('/releases/2025-07/changes?since=2025-06&limit=1');
    expect(answerOf('listReleaseChanges').parse(json)).toEqual(json);
    expect(json.items).toMatchObject([
      { kind: 'changed', fields: [{ field: 'status', before: 'happened', after: 'denied' }] },
    ]);
    const rest = await client.get(`/releases/2025-07/changes?since=2025-06&cursor=${json.next}`);
    expect(rest.json).toMatchObject({ items: [{ kind: 'deleted', event: { id: 'e2' } }], next: null });
    expect((await client.get('/releases/2025-07/verify')).json).toEqual({ faults: [] });
    expect((await client.send('POST', '/releases', { name: '2025-07' })).status).toBe(409);
    expect((await client.send('POST', '/releases', { name: '../x' })).status).toBe(400);
    expect((await client.get('/export/events?release=2025-06&to=jsonl')).text).toContain('"e2"');
  });

  test('a report is removed, and the stories are made anew', async () => {
    const { status } = await client.send('DELETE', '/reports/spoken?reason=asked%20to');
    expect([status, ingest.asked]).toEqual([204, 1]);
    expect((await client.get('/reports/spoken')).status).toBe(404);
    expect((await client.send('DELETE', '/reports/spoken')).status).toBe(404);
  });

  test('reports are handed in as JSON, as text and as JSON lines, and followed', async () => {
    const one = await client.send('POST', '/reports', {
      text: 'Quell met Norvia.',
      outlet: 'The Sarn Courier',
    });
    expect([one.status, answerOf('addReports').parse(one.json)]).toEqual([202, one.json]);
    const text = await client.send('POST', '/reports?outlet=Vell%20Radio', 'A “text”\nof two lines.', {
      'content-type': 'text/plain; charset=utf-8',
    });
    const lines = '{"text":"a"}\n{"text":"b"}\n';
    await client.send('POST', '/reports', lines, { 'content-type': 'application/jsonl' });
    expect(
      ingest.lines.map(each =>
        each
          .trim()
          .split('\n')
          .map(line => JSON.parse(line)),
      ),
    ).toEqual([
      [{ text: 'Quell met Norvia.', outlet: 'The Sarn Courier' }],
      [{ text: 'A “text”\nof two lines.', outlet: 'Vell Radio' }],
      [{ text: 'a' }, { text: 'b' }],
    ]);
    expect((await client.get(`/jobs/${text.json.id}`)).json).toEqual(text.json);
    expect((await client.get('/jobs')).json.items).toHaveLength(3);
    expect((await client.get('/jobs/none')).status).toBe(404);
    expect((await client.send('POST', '/reports/fetch', { url: 'https://vell.example/a' })).status).toBe(202);
    expect(ingest.lines.at(-1)).toBe('https://vell.example/a');
    expect((await client.send('POST', '/reports/fetch', { url: 'file:///etc/passwd' })).status).toBe(400);
    await client.send('POST', '/reports?name=raid.htm', '<p>Norvia', { 'content-type': 'text/html' });
    expect(ingest.lines.at(-1)).toBe('html raid.htm');
    await client.send('POST', '/reports?name=A%20raid.txt', 'Norvia', { 'content-type': 'text/plain' });
    expect(JSON.parse(ingest.lines.at(-1) ?? '')).toEqual({ id: 'a-raid', text: 'Norvia' });
    for (const [body, type, status] of [
      ['<p>', 'image/png', 415],
      ['  ', 'text/plain', 400],
      ['{"outlet":"x"}', 'application/json', 400],
    ] as const)
      expect((await client.send('POST', '/reports', body, { 'content-type': type })).status).toBe(status);
  });

  test('a source is added, paused, resumed and removed', async () => {
    const added = await client.send('POST', '/sources', {
      address: 'https://vell.example/feed',
      outlet: 'Vell Radio',
    });
    expect([added.status, answerOf('addSource').parse(added.json)]).toEqual([201, added.json]);
    const { id } = added.json;
    expect((await client.send('POST', `/sources/${id}/pause`)).json.pausedAt).toMatch(/^20/);
    expect((await client.send('POST', `/sources/${id}/resume`)).json.pausedAt).toBeNull();
    expect((await client.send('POST', '/sources/look', { address: 'file:///etc' })).status).toBe(400);
    const { json } = await client.get('/sources');
    expect(answerOf('listSources').parse(json)).toEqual(json);
    expect(json.items).toMatchObject([{ id, outlet: 'Vell Radio', reports: 0 }]);
    expect((await client.send('POST', '/sources', { address: 'https://vell.example/feed' })).status).toBe(
      409,
    );
    for (const bad of [{ address: '/etc/passwd' }, { address: 'https://a.example', kind: 'folder' }])
      expect((await client.send('POST', '/sources', bad)).status).toBe(400);
    expect((await client.send('DELETE', `/sources/${id}`)).status).toBe(204);
    expect((await client.send('POST', `/sources/${id}/pause`)).status).toBe(404);
    expect((await client.send('POST', '/queue/7/retry')).status).toBe(404);
    expect((await client.send('DELETE', '/queue/7')).status).toBe(404);
  });

  test('each role does what it may and nothing more', async () => {
    await addUser(store, { name: 'Root', role: 'admin', password: 'a long enough one' });
    const bearer = async (role: Role): Promise<Record<string, string>> => {
      await addUser(store, { name: role, role, password: 'a long enough one' });
      const { secret } = await createToken(store, { owner: role, kind: 'api', lifeSeconds: null });
      return { authorization: `Bearer ${secret}` };
    };
    const reader = await bearer('reader');
    const coder = await bearer('coder');
    const editor = await bearer('editor');
    const ask = async (headers: Record<string, string>): Promise<number[]> => [
      (await client.get('/events?limit=1', headers)).status,
      (await client.send('POST', '/decisions', { action: 'accept', target: 'e1' }, headers)).status,
      (await client.send('DELETE', '/reports/wire-1', undefined, headers)).status,
    ];
    expect(await ask({})).toEqual([401, 401, 401]);
    expect(await ask(reader)).toEqual([200, 403, 403]);
    expect(await ask(coder)).toEqual([200, 201, 403]);
    expect(await ask(editor)).toEqual([200, 201, 204]);
    expect((await client.get('/decisions', coder)).json.items.map((each: { by: string }) => each.by)).toEqual(
      ['coder', 'editor'],
    );
  });
});
