// Decisions as gold: what was accepted, corrected and rejected comes out by report and words, and is scored against.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  beginRun,
  bringTogether,
  decide,
  goldReports,
  type Proposal,
  readCorrection,
  readEvent,
  recordReport,
} from '../../src/6-record/index.ts';
import { scoreDecided } from '../../src/evaluate/decided.ts';
import { readGold } from '../../src/evaluate/read-gold.ts';
import type { EventMention } from '../../src/schema/coded-report.ts';
import type { GoldReport } from '../../src/schema/gold.ts';
import type { EventRecord } from '../../src/schema/recorded-event.ts';
import { makeFolder } from '../cli/run-cli.ts';
import { STRIKES } from '../reconcile/fixtures.ts';
import { making } from '../support/making.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

const codingOf = (id: string) => STRIKES.find(({ report }) => report.id === id)!.coded;

describe.each(STORE_KINDS)('gold from %s', (_, make) => {
  const { store } = storeForTests(make);
  beforeEach(async () => {
    await emptyStore(store);
    const run = await beginRun(store, SETUP);
    for (const text of STRIKES) await recordReport(store, text, run);
    await bringTogether(store, making);
  });

  const decideOn = (action: 'accept' | 'reject', target: string) =>
    decide(store, { action, target, by: 'ana' } as Proposal);
  const correct = async (target: string, cells: readonly (readonly [string, string])[]) => {
    const { event } = (await readEvent(store, target)) as EventRecord;
    await decide(store, { action: 'correct', target, by: 'ana', correction: readCorrection(event, cells) });
  };
  const gold = async (): Promise<GoldReport[]> => {
    const all: GoldReport[] = [];
    for await (const report of goldReports(store)) all.push(report);
    return all;
  };
  const wordsOf = ({ report, mentions }: GoldReport) =>
    mentions.map(({ trigger, isRight }) => `${report.text.slice(trigger.start, trigger.end)} ${isRight}`);

  test('has the mentions of what was decided, with their reports, and of nothing else', async () => {
    expect(await gold()).toEqual([]);
    await decideOn('accept', 'e1');
    await decideOn('reject', 'e3');
    const found = await gold();
    expect(found.map(each => [each.report.id, ...wordsOf(each)])).toEqual([
      ['strike-1', 'struck true'],
      ['strike-2', 'strike true'],
      ['strike-3', 'raid true'],
      ['strike-4', 'blamed false'],
    ]);
    expect(found[0]?.report).toEqual(STRIKES[0]?.report);
    expect(found[0]?.mentions[0]?.known).toMatchObject({
      type: 'ASSAULT',
      mode: 'aerial',
      status: 'happened',
    });
    expect(found[3]?.mentions[0]?.known).toEqual({});
  });

  test('leaves open what a report says otherwise, unless it was corrected', async () => {
    // strike-4 names nobody who struck
    await decideOn('accept', 'e2');
    const inFour = async () => (await gold()).find(({ report }) => report.id === 'strike-4')?.mentions[0];
    expect(await inFour()).toMatchObject({ isRight: true });
    expect((await inFour())?.known.actors).toBeUndefined();
    await correct('e2', [
      ['actors', 'Norvia [NRV]'],
      ['mode', 'drone'],
    ]);
    const four = STRIKES[3]!.report.text;
    const start = four.indexOf('Norvia');
    expect((await inFour())?.known).toMatchObject({ mode: 'drone', actors: [{ code: 'NRV' }] });
    await correct('e2', [['recipients', 'Norvia [NRV]']]);
    expect((await inFour())?.known.recipients).toMatchObject([{ start, end: start + 6 }]);
  });

  test('forgets what was undone, and what was decided last counts', async () => {
    await decideOn('reject', 'e3');
    await decideOn('reject', 'd1');
    expect(await gold()).toEqual([]);
    await decideOn('reject', 'e3');
    await decideOn('accept', 'e3');
    expect((await gold()).flatMap(wordsOf)).toEqual(['blamed true']);
  });

  test('is scored against by field', async () => {
    await decideOn('accept', 'e1');
    await correct('e2', [['mode', 'drone']]);
    await decideOn('reject', 'e3');
    const file = join(makeFolder(), 'decided.jsonl');
    writeFileSync(file, (await gold()).map(each => `${JSON.stringify(each)}\n`).join(''));
    const rows = scoreDecided('decided', readGold(file), ({ id }) => codingOf(id));
    const figure = (what: string) => rows.find(row => row.what === what);
    expect(figure('events, precision')).toMatchObject({ right: 5, of: 6 });
    expect(figure('events, recall')).toMatchObject({ right: 5, of: 5 });
    expect(figure('mode, precision')).toMatchObject({ right: 3, of: 5 });
    expect(figure('type, recall')).toMatchObject({ percent: 100 });
    const none = scoreDecided('decided', readGold(file), ({ id }) => ({
      ...codingOf(id),
      events: [] as EventMention[],
    }));
    expect(none).toMatchObject([{ what: 'events, recall', right: 0, of: 5 }]);
  });
});

test('a file that is no gold is refused with its line', () => {
  const file = join(
    makeFolder({ 'bad.jsonl': '\n{"report":{"text":"a"},"mentions":[{"trigger":{"start":0,"end":9}}]}\n' }),
    'bad.jsonl',
  );
  expect(() => readGold(file)).toThrow(/bad\.jsonl:2: this is no report with decided mentions.*review gold/);
});
