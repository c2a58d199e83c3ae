// Review on both stores: decisions are added, never changed; events stand as they say, also after coding anew.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  beginRun,
  bringTogether,
  coderAgreement,
  decide,
  listDecisions,
  listEvents,
  type Proposal,
  readCorrection,
  readEvent,
  recordReport,
  reviewQueue,
  verifyStore,
} from '../../src/6-record/index.ts';
import { krippendorffAlpha } from '../../src/6-record/review/agreement.ts';
import type { EventRecord } from '../../src/schema/recorded-event.ts';
import { STRIKES } from '../reconcile/fixtures.ts';
import { making } from '../support/making.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

describe.each(STORE_KINDS)('review on %s', (_, make) => {
  const { store } = storeForTests(make);

  const together = () => bringTogether(store, making);
  const event = async (id: string): Promise<EventRecord> => (await readEvent(store, id)) as EventRecord;
  const alive = async (): Promise<string[]> =>
    (await listEvents(store, {}, { limit: 50 })).items.map(record => record.event.id).sort();
  const by = { by: 'ana' };
  const correct = async (target: string, cells: readonly (readonly [string, string])[], who = by) =>
    decide(store, {
      ...who,
      action: 'correct',
      target,
      correction: readCorrection((await event(target)).event, cells),
    });

  beforeEach(async () => {
    await emptyStore(store);
    const run = await beginRun(store, SETUP);
    for (const text of STRIKES) await recordReport(store, text, run);
    await together();
  });

  test('a correction holds, is told with what it replaced, and survives the next bringing together', async () => {
    const decision = await correct('e1', [
      ['mode', 'drone'],
      ['actors', 'Norvia [NRV]; Norvian army [NRVMIL]'],
      ['killed_best', '11'],
    ]);
    expect(decision).toMatchObject({
      id: 'd1',
      by: 'ana',
      before: { mode: 'aerial', killed: { low: 10 } },
      after: { mode: 'drone', killed: { best: 11 } },
    });
    await together();
    const record = await event('e1');
    expect(record).toMatchObject({ reviewed: 'correct', event: { mode: 'drone', killed: { best: 11 } } });
    expect(record.event.actors.map(({ name, code }) => [name, code])).toEqual([
      ['Norvia', 'NRV'],
      ['Norvian army', 'NRVMIL'],
    ]);
    expect((await listEvents(store, { name: 'norvian army' }, { limit: 5 })).items).toHaveLength(1);
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  test('what is rejected goes, and comes back when the rejection is rejected', async () => {
    await decide(store, { ...by, action: 'reject', target: 'e2', reason: 'an echo of e1' });
    expect(await alive()).toEqual(['e1', 'e3']);
    await together();
    expect(await alive()).toEqual(['e1', 'e3']);
    await decide(store, { by: 'bo', action: 'reject', target: 'd1' });
    expect(await alive()).toEqual(['e1', 'e2', 'e3']);
    expect((await event('e2')).reviewed).toBeNull();
    await decide(store, { by: 'ana', action: 'reject', target: 'd2' });
    expect(await alive()).toEqual(['e1', 'e3']);
    expect((await listDecisions(store)).map(({ id, target }) => [id, target])).toEqual([
      ['d1', 'e2'],
      ['d2', 'd1'],
      ['d3', 'd2'],
    ]);
  });

  test('two events become one, and one becomes two again', async () => {
    await decide(store, { ...by, action: 'merge', target: 'e2', into: 'e1' });
    expect(await event('e2')).toMatchObject({ mergedInto: 'e1', deletedAt: expect.any(String) });
    const merged = (await event('e1')).event.mentions;
    expect(merged).toHaveLength(5);
    await expect(decide(store, { ...by, action: 'merge', target: 'e2', into: 'e3' })).rejects.toThrow(
      /now in e1/,
    );
    const apart = merged.filter(({ report }) => report === 'strike-4');
    const { after } = await decide(store, { ...by, action: 'split', target: 'e1', mentions: apart });
    expect(after).toMatchObject({ event: 'e4' });
    await together();
    expect(await alive()).toEqual(['e1', 'e3', 'e4']);
    expect((await event('e4')).event).toMatchObject({ outlets: ['Vell Radio'], standing: 'singleSource' });
    await decide(store, { ...by, action: 'reject', target: 'd2' });
    expect(await alive()).toEqual(['e1', 'e3']);
    await decide(store, { ...by, action: 'reject', target: 'd1' });
    expect(await alive()).toEqual(['e1', 'e2', 'e3']);
  });

  test('the queue has what nobody looked at, disputed first', async () => {
    const ids = async () => (await reviewQueue(store, {}, 10)).map(record => record.event.id);
    await store.database.query("update events set standing = 'disputed' where id = 'e3'");
    expect((await ids())[0]).toBe('e3');
    await decide(store, { ...by, action: 'accept', target: 'e3' });
    expect((await ids()).sort()).toEqual(['e1', 'e2']);
    await decide(store, { ...by, action: 'note', target: 'e1', reason: 'ask the desk' });
    expect((await ids()).sort()).toEqual(['e1', 'e2']);
  });

  test.each<[Partial<Proposal>, RegExp]>([
    [{ action: 'accept', target: 'e77' }, /no event "e77" to decide on/],
    [{ action: 'merge', target: 'e1', into: 'e1' }, /they are one event/],
    [{ action: 'split', target: 'e1', mentions: [] }, /name at least one and not all/],
    [{ action: 'accept', target: 'e1', by: ' ' }, /needs a name/],
    [{ action: 'note', target: 'nowhere' }, /no event, report or story "nowhere"/],
    [{ action: 'accept', target: 'd9' }, /no event "d9"/],
  ])('%j is refused and leaves no trace', async (proposal, message) => {
    await expect(decide(store, { ...by, ...proposal } as Proposal)).rejects.toThrow(message);
    expect(await listDecisions(store)).toEqual([]);
  });

  test.each([
    ['type', 'WAR', /Allowed: AGREE/],
    ['mode', 'gossip', /mode of ASSAULT: "gossip".*aerial/],
    ['country', 'Syria', /three letters/],
    ['latitude', '91', /from -90 to 90/],
    ['date_from', '2024-02-30', /a day such as/],
    ['actors', 'Somebody [N0]', /a name, then its code/],
    ['id', 'e2', /no column "id" to correct/],
  ])('a correction of %s to "%s" is refused', async (column, written, message) => {
    const { event: now } = await event('e1');
    expect(() => readCorrection(now, [[column, written]])).toThrow(message);
  });

  test('two coders are compared on what both judged', async () => {
    for (const who of [by, { by: 'bo' }]) {
      await decide(store, { ...who, action: 'accept', target: 'e1' });
      await decide(store, { ...who, action: 'accept', target: 'e2' });
    }
    await correct('e2', [['status', 'rumoured']], { by: 'bo' });
    const agreement = await coderAgreement(store, ['ana', 'bo']);
    expect(agreement.find(({ field }) => field === 'verdict')).toMatchObject({
      units: 2,
      agreed: 1,
      alpha: null,
    });
    expect(agreement.find(({ field }) => field === 'status')).toMatchObject({ units: 2, agreed: 0.5 });
  });
});

test("Krippendorff's alpha of his own example with two observers and nominal data", () => {
  const meg = [...'0100000010'];
  const owen = [...'1110010000'];
  expect(krippendorffAlpha(meg.map((value, i) => [value, owen[i] as string]))).toBeCloseTo(0.095, 3);
  expect(krippendorffAlpha([['a', 'a'], ['b', 'b'], ['c']])).toBe(1);
  expect(krippendorffAlpha([['a', 'a']])).toBeNull();
});
