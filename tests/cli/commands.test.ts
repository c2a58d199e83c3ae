// The command line as a person and as a program meet it: help, forms, files, pipes.
import { createReadStream, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { start } from '../support/program.ts';
import { linesOf, makeFolder, run } from './run-cli.ts';

const TEXT = 'The defence ministry of Estonia accused Russia on Monday of jamming aircraft signals.\n';
const OTHER = 'Moscow denied on Monday that it had jammed any aircraft over the Baltic Sea.\n';
const record = (id: string | number, text = TEXT) =>
  `${JSON.stringify({ id, text, publishedAt: '2025-03-10', outlet: `Wire ${id}` })}\n`;
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

describe('help', () => {
  it('is what a call without arguments gives', async () => {
    const { code, out, err } = await run([], makeFolder());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('synoptic read examples');
  });

  it.each([
    ['read'],
    ['code'],
    ['reconcile'],
    ['analyse'],
    ['codebook', 'check'],
    ['evaluate'],
    ['train', 'analyse'],
    ['train', 'names'],
    ['doctor'],
  ])('has an example: %s %s', async (...command) => {
    const { code, out } = await run([...command.filter(word => word !== undefined), '--help'], makeFolder());
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}# .+\n {2}.*synoptic /);
  });

  it('gives the version', async () => {
    expect(await run(['--version'], makeFolder())).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    [['code', '--from', 'docx'], 'text, html, jsonl, csv'],
    [['read', '--width', 'wide', 'x.txt'], '40 to 400'],
    [['cod'], 'Did you mean code?'],
    [['train', 'analyse'], '--treebank'],
  ])('says what is allowed: %j', async (args, allowed) => {
    const { code, out, err } = await run(args, makeFolder());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(allowed);
  });
});

describe('code', () => {
  it('explains what was coded in at most the columns asked for', async () => {
    const folder = makeFolder({ 'wire.jsonl': record('a') + record('b', OTHER) });
    const { code, out } = await run(
      ['code', 'wire.jsonl', '--explain', 'a:accused', '--width', '60'],
      folder,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/ACCUSE.*frame +accuse\..*actor +.*Estonia.*confidence/s);
    expect(Math.max(...linesOf(out).map(line => line.length))).toBeLessThanOrEqual(60);
    expect(out).not.toContain('report b');
  });

  it('explains as JSON, and says what may be asked where there is nothing', async () => {
    const folder = makeFolder({ 'wire.jsonl': record('a') });
    const json = await run(['code', 'wire.jsonl', '--explain', 'e1', '--to', 'json'], folder);
    expect(JSON.parse(json.out)).toMatchObject([{ report: 'a', kind: 'event', id: 'e1' }]);
    const none = await run(['code', 'wire.jsonl', '--explain', 'e99'], folder);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toContain('an id of the coded report');
  });

  it('gives one line a report, in order, the same bytes each time', async () => {
    const input = [1, 2, 3].map(id => record(id)).join('');
    const folder = makeFolder();
    const first = await run(['code', '--from', 'jsonl', '--to', 'jsonl'], folder, { input });
    expect(linesOf(first.out).map(line => (JSON.parse(line) as { id: string }).id)).toEqual(['1', '2', '3']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(await run(['code', '--from', 'jsonl', '--to', 'jsonl'], folder, { input })).toEqual(first);
  });

  it('gives a list as JSON and a table as CSV', async () => {
    const folder = makeFolder({ 'a.txt': TEXT, 'b.txt': OTHER });
    expect(
      (JSON.parse((await run(['code', 'a.txt', 'b.txt', '--to', 'json'], folder)).out) as unknown[]).length,
    ).toBe(2);
    const { out } = await run(['code', '.', '--to', 'csv'], folder);
    expect(out).toMatch(/^report,event,outlet,published,type,/);
  });

  it('writes each report as soon as it is done', async () => {
    const child = start(['code', '--from', 'jsonl'], makeFolder());
    const answered = new Promise<string>(resolve =>
      child.stdout.once('data', chunk => resolve(String(chunk))),
    );
    // the input stays open
    child.stdin.write(record('first'));
    expect((JSON.parse((await answered).split('\n')[0] as string) as { id: string }).id).toBe('first');
    child.stdin.end();
    await new Promise(resolve => child.on('close', resolve));
  });

  it('ends without a word when the reader goes away', async () => {
    const child = start(['code', '--from', 'jsonl'], makeFolder());
    let err = '';
    child.stderr.on('data', chunk => {
      err += chunk;
    });
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(Array.from({ length: 3000 }, (_, id) => record(id)).join(''));
    const code = await new Promise(resolve => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('--out', () => {
  it('tells the form by the name and leaves nothing else behind', async () => {
    const folder = makeFolder({ 'a.txt': TEXT });
    expect(await run(['code', 'a.txt', '--out', 'events.csv'], folder)).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    expect(readFileSync(join(folder, 'events.csv'), 'utf8')).toMatch(/^report,/);
    await run(['read', 'a.txt', '--out', 'page.html'], folder);
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'events.csv', 'page.html']);
  });

  it('keeps the file that was there until the new one is whole', async () => {
    const folder = makeFolder({ 'old.jsonl': 'old\n' });
    const child = start(['code', '--from', 'jsonl', '--out', 'old.jsonl'], folder);
    child.stdin.write(record('a', TEXT.repeat(1000)));
    while (!readdirSync(folder).some(name => name.endsWith('.tmp')))
      await new Promise(resolve => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const code = await new Promise(resolve => child.on('close', resolve));
    expect(code).toBe(130);
    expect(readdirSync(folder)).toEqual(['old.jsonl']);
    expect(readFileSync(join(folder, 'old.jsonl'), 'utf8')).toBe('old\n');
  });

  it('writes through a link and to what is no file', async () => {
    const folder = makeFolder({ 'a.txt': TEXT, 'real.jsonl': 'old\n' });
    symlinkSync('real.jsonl', join(folder, 'link.jsonl'));
    await run(['code', 'a.txt', '--out', 'link.jsonl'], folder);
    expect(readFileSync(join(folder, 'real.jsonl'), 'utf8')).toContain('"id":"a"');
    expect(await run(['code', 'a.txt', '--out', '/dev/null'], folder)).toEqual({ code: 0, out: '', err: '' });
  });

  it('says before the work that there is no such folder', async () => {
    const folder = makeFolder({ 'a.txt': TEXT });
    const { code, err } = await run(['read', 'a.txt', '--out', 'none/page.html'], folder);
    expect(code).toBe(1);
    expect(err).toBe(
      'synoptic: cannot write none/page.html: there is no folder none. Make it first: mkdir -p none\n',
    );
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

describe('reconcile', () => {
  it('gives stories as one object or a line each', async () => {
    const input = record('a') + record('b', OTHER);
    const { stories } = JSON.parse(
      (await run(['reconcile', '--from', 'jsonl', '--to', 'json'], makeFolder(), { input })).out,
    ) as {
      stories: { reports: string[] }[];
    };
    expect(stories.flatMap(({ reports }) => reports).sort()).toEqual(['a', 'b']);
    const { out } = await run(['reconcile', '--from', 'jsonl', '--to', 'jsonl'], makeFolder(), { input });
    expect(linesOf(out).map(line => JSON.parse(line))).toEqual(stories);
  });
});

describe('analyse', () => {
  it('takes what is piped in for plain text', async () => {
    const { code, out, err } = await run(['analyse', '--to', 'conllu'], makeFolder(), { input: TEXT });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const rows = out.split('\n').filter(line => /^\d+\t/.test(line));
    expect(rows.map(row => row.split('\t')[1]).join('')).toBe(TEXT.replace(/\s+/g, ''));
    for (const row of rows) expect(row.split('\t')).toHaveLength(10);
    expect(rows.filter(row => row.split('\t')[7] === 'root')).toHaveLength(1);
    expect(out.endsWith('\n\n')).toBe(true);
  });

  it('gives JSON', async () => {
    const [analysis] = JSON.parse(
      (await run(['analyse', '--to', 'json'], makeFolder(), { input: TEXT })).out,
    ) as {
      id: string;
      sentences: unknown[];
    }[];
    expect(analysis).toMatchObject({ id: 'stdin' });
    expect(analysis?.sentences).toHaveLength(1);
  });
});

describe('read', () => {
  it('prints without colour where no one looks, and fits the width', async () => {
    const folder = makeFolder({ 'a.txt': TEXT, 'b.txt': OTHER });
    const { code, out, err } = await run(['read', '.', '--width', '60'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('\u001b');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('reads a file given as standard input', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.jsonl'), record('a'));
    const child = start(['read', '-', '--to', 'markdown'], folder);
    createReadStream(join(folder, 'a.jsonl')).pipe(child.stdin);
    const chunks: string[] = [];
    child.stdout.on('data', chunk => chunks.push(String(chunk)));
    await new Promise(resolve => child.on('close', resolve));
    expect(chunks.join('')).toMatch(/^# Synopsis/);
  });
});

describe('doctor', () => {
  it('answers a program in JSON', async () => {
    const { out } = await run(['doctor', '--json'], makeFolder());
    const { checks } = JSON.parse(out) as { checks: { name: string; ok: boolean; found: string }[] };
    expect(checks.find(({ name }) => name === 'node')).toMatchObject({ ok: true, found: process.version });
    for (const check of checks) expect(typeof check.ok).toBe('boolean');
  });
});

describe('codebook compile', () => {
  it('gives the rules as one JSON text', async () => {
    const { code, out, err } = await run(['codebook', 'compile'], makeFolder());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((JSON.parse(out) as { hash: string }).hash).toMatch(/^[0-9a-f]+$/);
  });
});

describe('evaluate', () => {
  const gold = (type: string) =>
    makeFolder({
      'wire.jsonl': record('a'),
      'wire.expected.json': JSON.stringify({
        reports: [{ id: 'a', publishedAt: '2025-03-10' }],
        events: [{ near: 'accused', type: [type], actors: ['EST'], recipients: ['RUS'] }],
        statements: [],
        figures: [],
      }),
    });

  it('scores a folder of gold, with counts', async () => {
    const folder = gold('ACCUSE');
    const table = await run(['evaluate', '--gold', folder, '--at-least', '90'], folder);
    expect(table).toMatchObject({ code: 0, err: '' });
    expect(table.out).toMatch(/events +\| 100\.0 \| 1 of 1 \|/);
    const { out } = await run(['evaluate', '--gold', folder, '--json'], folder);
    expect(JSON.parse(out).rows).toContainEqual(expect.objectContaining({ what: 'events', right: 1, of: 1 }));
  });

  it('fails where a figure is below what was asked, and says which', async () => {
    const folder = gold('AID');
    const { code, err } = await run(['evaluate', '--gold', folder, '--at-least', '90'], folder);
    expect(code).toBe(1);
    expect(err).toContain('events (0.0)');
    expect(await run(['evaluate', '--gold', 'nowhere'], folder)).toMatchObject({ code: 2, out: '' });
  });
});
