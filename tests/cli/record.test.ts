// The commands on a store, as a person and as a program meet them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeStoreFolder } from '../support/stores.ts';
import { linesOf, makeFolder, type Ran, run } from './run-cli.ts';

const STRIKE =
  'Outlet: Harbour Post\nPublished: 2025-03-03\n\nNorwegian jets struck a depot in Tripoli on Sunday, killing 12 people, officials said.\n';
const DENIAL =
  'Outlet: Vell Radio\nPublished: 2025-03-04\n\nNorway denied on Monday that its jets had struck a depot in Tripoli. “We were not there,” its defence minister said.\n';

const folder = makeFolder({ 'strike.txt': STRIKE, 'denial.txt': DENIAL, 'rules/note.txt': '' });
let store: string;
const cli = (...args: string[]): Promise<Ran> => run(args, folder, { env: { SYNOPTIC_STORE: store } });

beforeAll(async () => {
  store = await makeStoreFolder(folder);
});

describe('a store', () => {
  test('takes reports, says so line by line, and takes none twice', async () => {
    const first = await cli('add', 'strike.txt', 'denial.txt');
    expect(first).toMatchObject({ code: 0, out: 'added strike\nadded denial\n' });
    expect(first.err).toMatch(
      /2 reports added, 0 known already\n.*\nstories: 1 new, 0 changed, 0 gone; events: \d/,
    );
    const second = await cli('add', 'strike.txt', '--to', 'jsonl');
    expect(second).toMatchObject({ code: 0, out: '{"outcome":"known","id":"strike"}\n' });
  });

  test('takes many on threads, in the order in which they come, each once', async () => {
    const other = await makeStoreFolder(folder);
    const lines = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify({ id: `r${i}`, text: `Norvia shelled post ${i === 30 ? 29 : i}.`, outlet: 'Wire' }),
    );
    const { out, code } = await run(
      ['add', '-', '--from', 'jsonl', '--later', '--workers', '2', '--store', other],
      folder,
      { input: `${lines.join('\n')}\n` },
    );
    expect(code).toBe(0);
    expect(linesOf(out)).toEqual(lines.map((_, i) => (i === 30 ? 'known r29' : `added r${i}`)));
  });

  test('lists in 80 columns, and as data', async () => {
    const { out } = await cli('list');
    expect(out).toContain('denial · 2025-03-04 · Vell Radio · s1');
    for (const kind of ['reports', 'events', 'figures']) {
      const text = await cli('list', kind);
      expect(text).toMatchObject({ code: 0, err: '' });
      expect(linesOf(text.out).filter(line => [...line].length > 80)).toEqual([]);
    }
    const data = JSON.parse((await cli('list', 'events', '--type', 'assault', '--to', 'json')).out);
    expect(data[0].event).toMatchObject({ type: 'ASSAULT', story: 's1' });
    expect(data[0].createdAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test('shows what it lists, and finds it by its words', async () => {
    const [event] = JSON.parse((await cli('list', 'events', '--words', 'depot', '--to', 'json')).out);
    expect((await cli('show', event.event.id)).out).toContain('“');
    expect((await cli('show', 's1')).out).toContain('EVENTS');
    expect((await cli('show', 'strike')).out).toContain(
      'a depot in Tripoli on Sunday, killing 12 people, officials\n  said.',
    );
    expect((await cli('search', 'depot', '--in', 'reports')).out).toContain('*depot*');
    expect((await cli('search', 'submarine')).err).toContain('nothing holds the words submarine');
  });

  test.each([
    [['show', 'e999'], 'there is no report, event or story "e999"', 1],
    [['list', 'events', '--type', 'WAR'], 'Allowed: AGREE, CONSULT', 2],
    [['list', '--since', '2025-02-30'], 'a day of the calendar', 2],
    [['list', '--store', 'nowhere'], 'there is no store in nowhere. Make one by adding reports', 1],
    [['list', '--store', 'rules'], 'there is no store in rules', 1],
    [['add', 'strike.txt', '--store', 'rules'], 'is a folder with other files in it (note.txt)', 1],
    [['list', '--store', 'mysql://u:secret@h/d'], '"mysql://..." is no store', 1],
    [['list', '--store', 'postgres://u:secret@localhost:1/d'], 'cannot open the store postgres://u:***@', 1],
    [['remove', 'nothing'], 'there is no report "nothing"', 1],
    [['diff', '1', '9'], 'there is no run 9; there are 1', 1],
    [['restore', 'strike.txt', '--store', 'new'], 'this is no whole backup of a store', 1],
  ])('refuses %j with what to do', async (args, message, code) => {
    const ran = await cli(...args);
    expect(ran.err).toContain(message);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).not.toContain('secret');
  });

  test('is coded anew by other rules as a run of its own', async () => {
    expect((await cli('recode')).out).toBe('run 1: 0 reports coded anew\n');
    const { out } = await cli('recode', '--registry', 'rules');
    expect(out).toBe('run 2: 2 reports coded anew\n');
    const { err, code } = await cli('diff', '1', '2');
    expect({ err, code }).toMatchObject({ code: 0, err: expect.stringContaining('alike') });
  });

  test('is verified, backed up and restored', async () => {
    expect(await cli('verify')).toMatchObject({ code: 0, out: expect.stringContaining('no faults') });
    await cli('backup', '--out', 'desk.backup');
    const other = await makeStoreFolder(folder);
    expect((await cli('restore', 'desk.backup', '--store', other)).out).toMatch(/^restored \d+ rows/);
    await cli('backup', '--out', 'again.backup', '--store', other);
    expect(readFileSync(join(folder, 'again.backup'))).toEqual(readFileSync(join(folder, 'desk.backup')));
    const { err } = await cli('restore', 'desk.backup', '--store', other);
    expect(err).toContain('holds 2 reports already');
  });

  test('is reviewed, released and exported', async () => {
    const [first] = JSON.parse((await cli('review', 'queue', '--limit', '1', '--to', 'json')).out);
    const { id } = first.event as { id: string };
    await cli('release', 'create', 'before');
    const table = await cli('export', 'events');
    expect(table.out).toMatch(/^id,story,type,/);
    const corrected = `id,status,status_note\n${id},rumoured,x\ne999,denied,y\n`;
    writeFileSync(join(folder, 'corrected.csv'), corrected);
    const imported = await cli('review', 'import', 'corrected.csv', '--by', 'ana');
    expect(imported).toMatchObject({ code: 1, out: `d1 correct ${id}\n` });
    expect(imported.err).toContain('corrected.csv:3: there is no event "e999"');
    expect(imported.err).toContain('1 corrected, 0 unchanged, 1 refused');
    const log = await cli('review', 'log', id);
    expect(log.out).toMatch(/ana · correct e\d+\n {2}status: \w+ -> rumoured\n/);
    await cli('release', 'create', 'after');
    const changes = JSON.parse((await cli('release', 'diff', 'before', 'after', '--to', 'json')).out);
    expect(changes).toMatchObject([
      { kind: 'changed', event: { id }, fields: [{ field: 'status', after: 'rumoured' }] },
    ]);
    expect((await cli('review', 'undo', 'd1', '--by', 'bo')).out).toBe('d2 reject d1\n');
    expect((await cli('export', 'events', '--to', 'acled')).out).toMatch(/^event_id_cnty,event_date,year,/);
    expect((await cli('export', 'stories', '--to', 'gdelt')).err).toContain('Allowed: csv, jsonl');
  });

  test('gives what was decided as gold, and is scored against it', async () => {
    const events = JSON.parse((await cli('list', 'events', '--to', 'json')).out) as {
      event: { id: string };
    }[];
    await cli('review', 'accept', ...events.map(({ event }) => event.id), '--by', 'ana');
    const { err } = await cli('review', 'gold', '--out', 'decided.jsonl');
    expect(err).toMatch(/^2 reports: \d+ mentions of events accepted or corrected, 0 of events rejected\n$/);
    const scored = await cli('evaluate', '--gold', 'decided.jsonl', '--json');
    const { rows } = JSON.parse(scored.out) as { rows: { what: string; percent: number }[] };
    expect(rows.find(({ what }) => what === 'events, recall')?.percent).toBe(100);
    writeFileSync(join(folder, 'latin.csv'), Buffer.from('id,place\ne1,M\xe9rida\n', 'latin1'));
    expect((await cli('review', 'import', 'latin.csv', '--by', 'ana')).err).toContain(
      'latin.csv is not in UTF-8',
    );
  });

  test('lets a report go, with what rested on it alone', async () => {
    const removed = await cli('remove', 'denial', '--why', 'withdrawn');
    expect(removed).toMatchObject({ code: 0, out: 'removed denial\n' });
    expect(removed.err).toMatch(/events: 0 new, \d+ changed, [1-9]\d* gone/);
    expect((await cli('list')).out).not.toContain('denial');
    expect(existsSync(join(folder, 'denial.txt'))).toBe(true);
  });
});
