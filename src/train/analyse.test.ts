import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { analyseText } from '../2-analyse/analyse-text.ts';
import { openAnalyseModel } from '../2-analyse/model.ts';
import { readModel } from '../resources/models.ts';
import { trainAnalyse } from './analyse.ts';
import { isFreeForCommercialUse, parseTreebank } from './treebank.ts';

const folder = mkdtempSync(join(tmpdir(), 'synoptic-train-'));
afterAll(() => rmSync(folder, { recursive: true }));

const row = (id: string, form: string, tags: string, head: string, deprel: string, misc = '_'): string =>
  [id, form, form.toLowerCase(), ...tags.split(' '), '_', head, deprel, '_', misc].join('\t');
const treebank = [
  '# newdoc id = pier',
  '# sent_id = 1',
  '# text = Boats sank.',
  row('1', 'Boats', 'NOUN NNS', '2', 'nsubj'),
  row('2', 'sank', 'VERB VBD', '0', 'root', 'SpaceAfter=No'),
  row('3', '.', 'PUNCT .', '2', 'punct'),
  '',
  '# newpar',
  "# text = Crews didn't drown.",
  row('1', 'Crews', 'NOUN NNS', '4', 'nsubj'),
  row('2-3', "didn't", '_ _', '_', '_'),
  row('2', 'did', 'AUX VBD', '4', 'aux'),
  row('3', "n't", 'PART RB', '4', 'advmod'),
  row('4', 'drown', 'VERB VB', '0', 'root', 'SpaceAfter=No'),
  row('5', '.', 'PUNCT .', '4', 'punct'),
  '',
  '',
].join('\n');

test('a treebank is read back into text with gold tokens on it', () => {
  const [document] = parseTreebank(treebank, 'pier');
  expect(document?.text).toBe("Boats sank.\n\nCrews didn't drown.");
  expect(document?.sentences.map(({ start, end }) => [start, end])).toEqual([
    [0, 11],
    [13, 32],
  ]);
  const crews = document?.sentences[1];
  expect(crews?.tokens.map(({ start, end }) => document?.text.slice(start, end))).toEqual([
    'Crews',
    "didn't",
    'drown',
    '.',
  ]);
  expect(crews?.tokens[1]).toMatchObject({ first: 1, last: 2 });
  expect(crews?.words.map(word => word.head)).toEqual([3, 3, 3, -1, 3]);
});

test('documents under non-commercial terms are known by genre', () => {
  expect(isFreeForCommercialUse('GUM_news_x')).toBe(true);
  expect(isFreeForCommercialUse('GUM_whow_x')).toBe(false);
  expect(isFreeForCommercialUse('weblog-1')).toBe(true);
});

test('the same treebank, text and seed give the same bytes, and a model that reads', () => {
  writeFileSync(join(folder, 'en_pier-train.conllu'), treebank.repeat(20));
  writeFileSync(
    join(folder, 'pier.txt'),
    'Boats sank off the pier.\nThe crews of the boats swam.\n'.repeat(40),
  );
  const lines: string[] = [];
  const train = (out: string) =>
    trainAnalyse({
      treebanks: [folder],
      texts: [folder],
      out: join(folder, out),
      seed: 3,
      rounds: 2,
      nonCommercial: true,
      log: line => void lines.push(line),
    });
  const first = train('a');
  expect(train('b').checksum).toBe(first.checksum);
  expect(readFileSync(join(folder, 'a', 'en-analyse.md'), 'utf8')).toContain(first.checksum);
  expect(lines.length).toBeGreaterThan(4);
  const model = openAnalyseModel(readModel(first.path));
  const [sentence] = analyseText('Boats sank.', [], model);
  expect(sentence?.tokens.map(token => token.form)).toEqual(['Boats', 'sank', '.']);
}, 120_000);
