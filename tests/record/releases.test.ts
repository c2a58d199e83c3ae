// Releases on both stores: the same store gives the same hash, and what changed is told field by field.
import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson, hashOf } from '../../src/6-record/hash.ts';
import {
  beginRun,
  bringTogether,
  createRelease,
  diffReleases,
  listReleases,
  readRelease,
  recordCoding,
  recordReport,
  releasedEvents,
  removeReport,
  verifyReleases,
} from '../../src/6-record/index.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { STRIKES } from '../reconcile/fixtures.ts';
import { making } from '../support/making.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

describe.each(STORE_KINDS)('releases on %s', (_, make) => {
  const { store } = storeForTests(make);
  let run: number;

  const together = () => bringTogether(store, making);
  const changes = async (before: string, after: string) => {
    const found = [];
    for await (const change of diffReleases(store, before, after)) found.push(change);
    return found;
  };

  beforeEach(async () => {
    await emptyStore(store);
    run = await beginRun(store, SETUP);
    for (const text of STRIKES) await recordReport(store, text, run);
    await together();
  });

  test('made twice from the same store have the same hash, and nothing between them', async () => {
    const first = await createRelease(store, '2025-03', 'the first');
    const second = await createRelease(store, '2025-03b', null);
    expect(second.hash).toBe(first.hash);
    expect(first).toMatchObject({ events: 3, reports: 4, origin: [{ codebook: 'c1', run }] });
    expect(await changes('2025-03', '2025-03b')).toEqual([]);
    expect((await listReleases(store)).map(({ name }) => name)).toEqual(['2025-03b', '2025-03']);
  });

  test('have the hash of all their lines in the order of UTF-16, whatever the ids of reports are', async () => {
    const [text] = STRIKES as [CodedText];
    const ids = ['b', 'ab', 'a', 'a\tb', 'a\u0001', 'ä', '😀', '\uff0c', 'zz'];
    for (const id of ids) {
      const report = { ...text.report, id, outlet: id };
      await recordReport(store, { report, coded: { ...text.coded, id } }, run);
    }
    await together();
    const { hash, origin, reports } = await createRelease(store, 'a', null);
    expect(reports).toBe(STRIKES.length + ids.length);
    const lines = await store.database.query<{ line: string }>(
      "select kind || e'\\t' || id || e'\\t' || hash as line from release_items",
    );
    const all = [canonicalJson(origin), ...lines.map(({ line }) => line).sort()];
    expect(hash).toBe(hashOf(all.join('\n')));
    expect(await verifyReleases(store)).toEqual([]);
  });

  test('say what was changed, added and deleted', async () => {
    await createRelease(store, 'a', null);
    const last = STRIKES[3] as CodedText;
    const [strike, accusation] = last.coded.events;
    const events = [strike, { ...accusation, mode: 'allege' }] as CodedText['coded']['events'];
    await recordCoding(store, { ...last, coded: { ...last.coded, events } }, run);
    await together();
    await createRelease(store, 'b', null);
    expect(await changes('a', 'b')).toMatchObject([
      {
        kind: 'changed',
        event: { type: 'ACCUSE' },
        fields: [{ field: 'mode', before: null, after: 'allege' }],
      },
    ]);

    await removeReport(store, last.report.id, null);
    await together();
    await createRelease(store, 'c', null);
    expect((await changes('b', 'c')).map(({ kind, event }) => [kind, event.type])).toEqual([
      ['changed', 'ASSAULT'],
      ['deleted', 'ACCUSE'],
    ]);
    expect((await changes('c', 'b')).map(({ kind }) => kind)).toEqual(['changed', 'added']);
  });

  test('keep what they held', async () => {
    const release = await createRelease(store, 'a', null);
    for (const { report } of STRIKES) await removeReport(store, report.id, null);
    await together();
    const held = [];
    for await (const { event } of releasedEvents(store, 'a')) held.push(event.id);
    expect(held).toEqual(['e1', 'e2', 'e3']);
    expect(await readRelease(store, 'a')).toEqual(release);
    expect(await verifyReleases(store)).toEqual([]);
  });

  test('that somebody changed are found', async () => {
    await createRelease(store, 'a', null);
    await store.database.query("delete from release_items where id = 'e2'");
    expect(await verifyReleases(store, 'a')).toMatchObject([
      { what: 'release a', fault: expect.stringContaining('it has the hash') },
      { what: 'release a', fault: 'it has 2 events and 4 reports, recorded are 3 and 4' },
    ]);
    await store.database.query("update release_documents set document = document || ' '");
    expect((await verifyReleases(store)).length).toBeGreaterThan(3);
  });

  test('are refused without a name of their own, and while stories wait', async () => {
    await createRelease(store, 'a', null);
    await expect(createRelease(store, 'a', null)).rejects.toThrow(/never changed. Give another name/);
    await expect(createRelease(store, 'a b', null)).rejects.toThrow(/is no name for a release/);
    await removeReport(store, 'strike-1', null);
    await expect(createRelease(store, 'c', null)).rejects.toThrow(/up to date first/);
    await expect(readRelease(store, 'z')).rejects.toThrow(/no release "z"; there are a\./);
  });
});
