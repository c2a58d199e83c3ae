// A page read again, on both stores: the same words are known, other words are its next version; reports by language.
import { beforeEach, describe, expect, test } from 'vitest';
import { codeUnread } from '../../src/4-code/index.ts';
import { beginRun, findReport, listReports, recordReport, versionChanges } from '../../src/6-record/index.ts';
import { bareReport, type Report } from '../../src/schema/report.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

const PAGE = 'https://www.gazette.example/world/odrin-bridges';
const FIRST = 'Two bridges were closed on Tuesday.\n\nFour people were killed in Odrin, officials said.';
const LATER = 'Two bridges were closed on Tuesday.\n\nSix people were killed in Odrin, officials said.';

const report = (id: string, text: string, fields: Partial<Report> = {}): Report =>
  bareReport(id, text, {
    outlet: 'Gazette',
    url: PAGE,
    contentHash: `hash of ${text}`,
    language: 'fr',
    ...fields,
  });

describe.each(STORE_KINDS)('versions of a page on %s', (_, make) => {
  const { store } = storeForTests(make);
  let run: number;

  beforeEach(async () => {
    await emptyStore(store);
    run = await beginRun(store, SETUP);
  });

  const add = async (one: Report) => {
    const coded = codeUnread({ ...one, language: 'fr' });
    if (coded === null) throw new Error('a report that is read has a coding of its own');
    return recordReport(store, { report: one, coded }, run);
  };

  test('the same words at another address of the page are known', async () => {
    await add(report('a', FIRST));
    for (const url of [
      `${PAGE}?utm_source=rss`,
      'http://gazette.example/world/odrin-bridges/#top',
      'https://gazette.example/world/odrin-bridges/amp',
    ]) {
      expect(await findReport(store.database, report('b', FIRST, { url }))).toBe('a');
      expect(await add(report('b', FIRST, { url }))).toEqual({ outcome: 'known', id: 'a' });
    }
  });

  test('other words are a version, and what changed is told by paragraphs', async () => {
    await add(report('a', FIRST, { title: 'Four killed' }));
    expect(await add(report('b', LATER, { url: `${PAGE}?fbclid=1`, title: 'Six killed' }))).toEqual({
      outcome: 'version',
      id: 'b',
      supersedes: 'a',
    });
    await add(report('c', FIRST, { title: 'Six killed', publishedAt: '2024-05-15' }));
    const versions = await versionChanges(store, 'b');
    expect(versions.map(({ number, id, isCurrent }) => [number, id, isCurrent])).toEqual([
      [1, 'a', false],
      [2, 'b', false],
      [3, 'c', true],
    ]);
    expect(versions[1]?.titleBefore).toBe('Four killed');
    expect(versions[1]?.changes).toEqual([
      {
        kind: 'changed',
        before: 'Four people were killed in Odrin, officials said.',
        after: 'Six people were killed in Odrin, officials said.',
      },
    ]);
    for (const id of ['a', 'c']) expect(await versionChanges(store, id)).toEqual(versions);
  });

  test('another page, or the same in another outlet, is none', async () => {
    await add(report('a', FIRST));
    expect((await add(report('b', LATER, { url: `${PAGE}-2` }))).outcome).toBe('added');
    expect((await add(report('c', LATER, { outlet: 'Courier' }))).outcome).toBe('added');
  });

  test('what is not read is listed with its language', async () => {
    await add(report('a', FIRST));
    await add(report('b', LATER, { url: null, language: 'en-GB' }));
    await add(report('c', 'Drei.', { url: null, language: 'de-AT' }));
    const listed = async (filter: Parameters<typeof listReports>[1]) =>
      (await listReports(store, filter, { limit: 10 })).items.map(({ id }) => id).sort();
    expect(await listed({ unsupported: true })).toEqual(['a', 'c']);
    expect(await listed({ languages: ['de', 'EN'] })).toEqual(['b', 'c']);
  });
});
