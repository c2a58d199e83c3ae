import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, folder, problemsOf, reportsOf, stream, TEXT, write } from '../../tests/support/gathering.ts';

describe('csv', () => {
  it('reads the columns of other programs', async () => {
    const file = write(
      'export.csv',
      '\ufeffID;Headline;Body;Published_At;Source;desk\r\n1;"Boats; stopped";"First.\r\nSecond ""line""."; 2024-05-03;Coast Wire;sea\r\n\r\n2;;"Other.";;;\r\n',
    );
    const found = await all([file]);
    expect(problemsOf(found)).toEqual([]);
    expect(reportsOf(found)).toMatchObject([
      {
        id: '1',
        title: 'Boats; stopped',
        text: 'First.\r\nSecond "line".',
        publishedAt: '2024-05-03',
        outlet: 'Coast Wire',
        metadata: { desk: 'sea' },
      },
      { id: '2', title: null, text: 'Other.', publishedAt: null, metadata: {} },
    ]);
  });

  it('names the line of a bad row and keeps the rest', async () => {
    const file = write('rows.csv', 'id,text\n1,"a\nb"\n2,c,d\n3,\n4,he said "no" twice\n5,"open\n6,e\n');
    const found = await all([file]);
    expect(problemsOf(found)).toEqual([
      'error gather/too-many-cells:4',
      'error gather/empty:5',
      'error gather/quote-not-closed:7',
    ]);
    expect(reportsOf(found).map(({ text }) => text)).toEqual(['a\nb', 'he said "no" twice']);
  });

  it('wants a column of text, and rows', async () => {
    expect(problemsOf(await all([write('a.csv', 'id,words\n1,x\n')]))).toEqual([
      'error gather/no-text-column:1',
    ]);
    expect(problemsOf(await all([write('b.csv', 'id,text\n')]))).toEqual(['error gather/empty:2']);
    expect(problemsOf(await all([write('c.csv', '')]))).toEqual(['error gather/empty']);
  });

  it('gives back any text', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(texts, async texts => {
        fc.pre(texts.every(text => text.trim() !== '' && !text.includes('\0')));
        const rows = texts.map((text, i) => `${i},"${text.replaceAll('"', '""')}"\n`).join('');
        const found = await all(['-'], { from: 'csv', stdin: stream(`id,text\n${rows}`) });
        expect(reportsOf(found).map(({ text }) => text)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });
});

describe('inputs', () => {
  it('walks a folder in order, passing over what is no report', async () => {
    const root = join(folder, 'tree');
    for (const [name, content] of [
      ['b/two.txt', TEXT],
      ['a.txt', TEXT],
      ['b/one.txt', TEXT],
      ['b/two.json', '{}'],
      ['.hidden/x.txt', TEXT],
      ['README.md', '# Read me'],
      ['c.jsonl', `${JSON.stringify({ id: 'r', text: 'Boats.' })}\n`],
    ] as const) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    symlinkSync(root, join(root, 'b', 'loop'));
    const found = await all([root]);
    expect(reportsOf(found).map(({ id }) => id)).toEqual(['a', 'one', 'two', 'r']);
    expect(problemsOf(found)).toEqual([]);
    expect(reportsOf(await all([join(root, 'b', '*.txt')])).map(({ id }) => id)).toEqual(['one', 'two']);
    expect(reportsOf(await all([join(root, '**', '{one,a}.txt')])).map(({ id }) => id)).toEqual(['a', 'one']);
  });

  it('reads each file once and keeps ids apart', async () => {
    const one = write('same.txt', TEXT);
    const two = write('same.txt', `${TEXT}More.`);
    const found = await all([one, two, one]);
    expect(reportsOf(found).map(({ id }) => id)).toEqual(['same', 'same-2']);
    expect(problemsOf(found)).toEqual(['warning gather/repeated']);
  });

  it('says when nothing is found', async () => {
    mkdirSync(join(folder, 'nothing'));
    expect(problemsOf(await all([join(folder, 'nothing'), join(folder, 'none-*.txt')]))).toEqual([
      'error gather/no-files',
      'error gather/no-match',
    ]);
  });

  it('tells the format of standard input', async () => {
    const first = async (content: string) => (await all(['-'], { stdin: stream(content) }))[0];
    expect(await first(TEXT)).toMatchObject({ file: 'standard input', line: null, report: { id: 'stdin' } });
    expect(await first('{"id":"j","text":"Boats."}\n')).toMatchObject({ line: 1, report: { id: 'j' } });
    expect(await first('id,text\nc,Boats.\n')).toMatchObject({ line: 2, report: { id: 'c' } });
    expect(await first(`<!-- x --><!doctype html><p>${TEXT}`)).toMatchObject({
      report: { text: TEXT.trim() },
    });
  });

  it('tells how far it is', async () => {
    const file = write('progress.txt', TEXT);
    let last: unknown;
    await all([file], { onProgress: progress => (last = progress) });
    expect(last).toEqual({ file, readBytes: Buffer.byteLength(TEXT), totalBytes: Buffer.byteLength(TEXT) });
  });
});
