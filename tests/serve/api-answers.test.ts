// Every endpoint that reads, once asked well and once badly, on both stores: answers are as the document says.
import { beforeAll, describe, expect, test } from 'vitest';
import { createRelease, decide } from '../../src/6-record/index.ts';
import { ENDPOINTS } from '../../src/7-serve/api/index.ts';
import { queryOf } from '../../src/7-serve/api/mount-endpoint.ts';
import { type Client, fillWithSpeech, makeClient } from '../support/api.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

const NAME = encodeURIComponent('Mira Sol');

/** By endpoint: a good request, and the status of one for a thing that is not there (null: all things are there). */
const ASKED: Readonly<Record<string, readonly [good: string, missing: string | null]>> = {
  listStories: ['/stories?outlet=Vell%20Radio&limit=1', null],
  getStory: ['/stories/s1', '/stories/s99'],
  listStoryTexts: ['/stories/s1/texts?limit=2', '/stories/s99/texts'],
  listReports: ['/reports?words=bridge&language=en&unsupported=false', null],
  getReport: ['/reports/spoken', '/reports/nope'],
  listReportVersions: ['/reports/wire-1/versions', '/reports/nope/versions'],
  getReportAnnotations: ['/reports/strike-1/annotations', '/reports/nope/annotations'],
  listEvents: ['/events?country=tsk&status=happened&sort=-confidence', null],
  countEvents: ['/events/facets?type=ASSAULT', null],
  getTimeline: ['/events/timeline?step=month', null],
  mapEvents: ['/events/points?since=2025-01-01', null],
  getEvent: ['/events/e1', '/events/e99'],
  listNeighbours: ['/events/e1/neighbours', '/events/e99/neighbours'],
  listStatements: [`/statements?speaker=${NAME}&act=says`, null],
  listFigures: ['/figures?measure=killed', null],
  listMeasures: ['/figures/measures', null],
  getFigureSeries: ['/figures/series?measure=killed', null],
  listActors: ['/actors?name=norv', null],
  getWhoToWhom: ['/actors/matrix?limit=10', null],
  getActor: [`/actors/${NAME}`, '/actors/Nobody'],
  getActorPositions: [`/actors/${NAME}/positions`, null],
  getActorRelations: [`/actors/${NAME}/relations`, null],
  listPlaces: ['/places', null],
  search: ['/search?words=dam', null],
  listReviewQueue: ['/review/queue?limit=2', null],
  getAgreement: ['/review/agreement?coder=ana&coder=bo', null],
  listDecisions: ['/decisions?by=ana', null],
  listReleases: ['/releases', null],
  getRelease: ['/releases/first', '/releases/none'],
  listReleaseChanges: ['/releases/second/changes?since=first', '/releases/none/changes?since=first'],
  verifyRelease: ['/releases/first/verify', '/releases/none/verify'],
  export: ['/export/statements?to=jsonl', '/export/events?release=none'],
  listJobs: ['/jobs', null],
  listSources: ['/sources', null],
  listQueue: ['/queue?state=failed', null],
  countQueue: ['/queue/counts', null],
  listOutlets: ['/outlets', null],
  listRuns: ['/runs', null],
  getAbout: ['/about', null],
};

/** What loads the models, in api-explain.test.ts; what never ends, in limits.test.ts. */
const ASKED_ELSEWHERE = [
  'streamEvents',
  'explainReport',
  'explainEvent',
  'getCodebook',
  'getCodebookType',
  'getJob',
];

describe.each(STORE_KINDS)('the API on %s', (_, make) => {
  const { store } = storeForTests(make);
  let client: Client;

  beforeAll(async () => {
    await fillWithSpeech(store);
    await createRelease(store, 'first', null);
    await decide(store, { action: 'accept', target: 'e1', by: 'ana' });
    await decide(store, { action: 'reject', target: 'e2', by: 'ana', reason: 'twice' });
    await createRelease(store, 'second', 'after review');
    client = makeClient(store);
  });

  const readers = ENDPOINTS.filter(
    ({ id, method, tag }) =>
      method === 'get' && !ASKED_ELSEWHERE.includes(id) && id in ASKED && tag !== 'access',
  );

  test.each(readers.map(own => [own.id, own] as const))('%s answers as its schema says', async (id, own) => {
    const [good, missing] = ASKED[id]!;
    const { status, json, text, headers } = await client.get(good);
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    if (own.answer) expect(own.answer.parse(json)).toEqual(json);
    if (own.known !== 'never') expect(headers.get('etag')).toMatch(/^W\/"/);
    if (missing !== null) {
      const refused = await client.get(missing);
      expect(refused.status).toBe(404);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test.each(readers.map(own => [own.id, own] as const))(
    '%s refuses what it does not know',
    async (id, own) => {
      const [good] = ASKED[id]!;
      const { status, json } = await client.get(`${good}${good.includes('?') ? '&' : '?'}bogus=1`);
      expect(status).toBe(400);
      expect(json.errors[0].field).toBe('query.bogus');
      for (const name of Object.keys(queryOf(own).shape)) expect(json.errors[0].message).toContain(name);
    },
  );

  test('what was asked wrongly is named, with its value and what is allowed', async () => {
    const { json } = await client.get(
      '/events?limit=0&type=FOO&since=2025-02-30&country=x&sort=up&story=s1&story=s2',
    );
    expect(json).toMatchObject({ status: 400, type: 'urn:synoptic:problem:serve/bad-value' });
    expect(json.errors).toEqual([{ field: 'query.story', message: 'given 2 times; allowed: once' }]);
    const { json: rest } = await client.get(
      '/events?limit=0&type=ASSAULT&type=FOO&since=2025-02-30&country=x',
    );
    expect(rest.errors).toMatchObject([
      { field: 'query.since', message: '"2025-02-30"; allowed: a day of the calendar such as 2024-05-15' },
      { field: 'query.country', message: '"x"; allowed: three letters of ISO 3166-1, such as SYR' },
      { field: 'query.type', message: expect.stringMatching(/^"FOO"; allowed: AGREE, CONSULT/) },
      { field: 'query.limit', message: '"0"; allowed: at least 1' },
    ]);
  });

  test('fields leaves the rest out, and a field that is not there is refused', async () => {
    const { json } = await client.get('/events?fields=event.id,event.place.name&limit=1&story=s2');
    expect(Object.keys(json.items[0].event)).toEqual(['id', 'place']);
    const bad = await client.get('/events?fields=event.nope');
    expect([bad.status, bad.json.errors[0].message]).toEqual([
      400,
      expect.stringMatching(/no field "event.nope"; allowed: id, type/),
    ]);
  });

  test('a story comes with badges, its events as they stand and its texts', async () => {
    const { json } = await client.get('/stories');
    const strikes = json.items.find((card: { reports: number }) => card.reports === 4);
    expect(strikes).toMatchObject({
      outlets: ['The Harbour Post', 'Vell Radio'],
      independentOutlets: 2,
      from: '2025-03-02',
      to: '2025-03-03',
      // e2 was rejected above
      timeline: { daysAStep: 1, counts: [1, 0] },
    });
    const whole = await client.get(`/stories/${strikes.id}`);
    expect(whole.json.reports).toHaveLength(4);
    expect(whole.json.card).toEqual(strikes);
    const texts = await client.get(`/stories/${strikes.id}/texts?fields=report.id`);
    expect(texts.json.items.map((each: { report: { id: string } }) => each.report.id)).toEqual(
      whole.json.story.reports,
    );
  });

  test('a report comes back to the letter, with the events that its mentions stand in', async () => {
    const { json } = await client.get('/reports/spoken');
    expect(json.report.text).toContain('<script>alert(1)</script> the flood of \ud800 May');
    expect(json.links).toMatchObject([{ mention: 'e1', event: expect.stringMatching(/^e\d+$/) }]);
    const event = await client.get(`/events/${json.links[0].event}`);
    expect(event.json.witnesses).toMatchObject([
      { report: 'spoken', speaker: 'Mira Sol', evidence: [{ text: 'said' }] },
    ]);
  });

  test('facets add up to what the list gives', async () => {
    const { json } = await client.get('/events/facets');
    const list = await client.get('/events?limit=1000');
    expect(json.total).toBe(list.json.items.length);
    for (const { value, events } of json.type)
      expect((await client.get(`/events?type=${value}`)).json.items).toHaveLength(events);
    for (const { value, events } of json.actor)
      expect((await client.get(`/events?actor=${encodeURIComponent(value)}`)).json.items).toHaveLength(
        events,
      );
    for (const { value, events } of json.country)
      expect((await client.get(`/events?country=${value}`)).json.items).toHaveLength(events);
    const days = json.dates.values.reduce((sum: number, each: { events: number }) => sum + each.events, 0);
    expect(days + json.undated).toBe(json.total);
  });

  test('map, matrix and positions say what the events say', async () => {
    const points = (await client.get('/events/points')).json;
    expect([points.latitudes, points.longitudes, points.precisions]).toEqual([[12.5], [-3.25], [1]]);
    expect([points.events, points.verbalConflict, points.materialConflict]).toEqual([1, [1], [0]]);
    expect([points.firstDay, points.lastDay]).toEqual(['2025-06-01', '2025-06-01']);
    const here = (await client.get('/events?at=12.5,-3.25')).json.items;
    expect(here.map(({ event }: { event: { type: string } }) => event.type)).toEqual(['THREATEN']);
    expect((await client.get('/events?at=12.5,-3.26')).json.items).toEqual([]);
    expect((await client.get('/events?at=north')).status).toBe(400);
    const { names, cells } = (await client.get('/actors/matrix')).json;
    const cell = cells.find(
      (each: { actor: number; recipient: number }) =>
        names[each.actor] === 'Mira Sol' && names[each.recipient] === 'Norvia',
    );
    expect(cell).toMatchObject({ events: 1, verbalConflict: 1 });
    const { steps } = (await client.get(`/actors/${NAME}/positions`)).json;
    expect(steps.map((step: { kind: string; day: string }) => [step.kind, step.day])).toEqual([
      ['event', '2025-06-01'],
      ['statement', '2025-06-02'],
    ]);
  });

  test('a measure over time says who contradicts whom', async () => {
    const { json } = await client.get('/figures/series?measure=killed');
    expect(json.points.map((each: { value: number; outlet: string }) => [each.value, each.outlet])).toEqual(
      expect.arrayContaining([
        [12, 'The Harbour Post'],
        [10, 'Vell Radio'],
      ]),
    );
    expect(new Set(json.points.map((each: { joined: string }) => each.joined)).size).toBe(1);
  });

  test('search marks what it found by offsets', async () => {
    const { json } = await client.get('/search?words=dam&kind=report');
    const [{ excerpt, marks }] = json.items;
    expect(
      marks.map(({ start, end }: { start: number; end: number }) => excerpt.slice(start, end)),
    ).toContain('dam');
  });
});

test('every endpoint that reads is asked somewhere', () => {
  const reading = ENDPOINTS.filter(
    ({ method, tag }) => method === 'get' && !['access', 'stream'].includes(tag),
  );
  expect(reading.map(({ id }) => id).filter(id => !(id in ASKED) && !ASKED_ELSEWHERE.includes(id))).toEqual(
    [],
  );
});
