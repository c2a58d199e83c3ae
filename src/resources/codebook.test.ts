import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EVENT_TYPES } from '../schema/plover.ts';
import {
  builtInCodebookDir,
  CodebookError,
  compileCodebook,
  loadBuiltInCodebook,
  loadCodebook,
  readCompiledCodebook,
} from './codebook.ts';

const folder = mkdtempSync(join(tmpdir(), 'codebook-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the files into a fresh folder and gives its path. */
const folderWith = (name: string, files: Record<string, string>): string => {
  const dir = join(folder, name);
  mkdirSync(join(dir, 'types'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text);
  return dir;
};

const blame = `type: ACCUSE
title: Accuse
frames:
  - id: accuse.blame
    mode: allege
    cameo: '112'
    predicates: { verb: [blame, lash out], noun: [blame] }
    roles: { recipient: [obj, 'prep:on'] }
    requires: [{ slots: [obj, 'prep:on'], is: [actor] }, { slot: 'prep:for', lemmas: [war, raid] }]
    examples:
      - "[actor: Kinshasa] blamed [recipient: Kigali] for the war."
      - { text: "Kyiv may blame Minsk.", status: hypothetical }
`;

const problemsOf = (dir: string): string[] => {
  try {
    loadCodebook([dir]);
  } catch (error) {
    if (error instanceof CodebookError) return error.message.split('\n');
    throw error;
  }
  return [];
};

test('a frame is read with its defaults, its slots and its marked examples', () => {
  const codebook = loadCodebook([folderWith('plain', { 'types/accuse.yaml': blame })]);
  const frame = codebook.framesById.get('accuse.blame');
  expect(frame?.roles).toEqual({ actor: ['subj'], recipient: ['obj', 'prep:on'], mediator: [], place: [] });
  expect(frame?.requires[1]?.lemmas).toEqual(new Set(['war', 'raid']));
  expect(frame?.examples[0]).toMatchObject({
    text: 'Kinshasa blamed Kigali for the war.',
    roles: [
      { role: 'actor', start: 0, end: 8 },
      { role: 'recipient', start: 16, end: 22 },
    ],
    line: 11,
  });
  expect(frame?.examples[1]?.status).toBe('hypothetical');
  expect([...codebook.framesByPredicate.keys()]).toEqual(['VERB:blame', 'VERB:lash out', 'NOUN:blame']);
});

test('every mistake is reported with file, line, what was allowed and the next step', () => {
  const wrong = blame
    .replace('mode: allege', 'mode: alege')
    .replace("'prep:for', lemmas", "'prepp:for', lemmas")
    .replace('[actor: Kinshasa]', '[agent: Kinshasa]')
    .replace('title: Accuse', 'titel: Accuse');
  expect(problemsOf(folderWith('wrong', { 'types/accuse.yaml': wrong }))).toEqual([
    'codebook/unknown-field accuse.yaml:2: field of the file "titel" is not one of type, title, description, frames; did you mean title?',
    'codebook/unknown-mode accuse.yaml:5: mode "alege" is not one of disapprove, investigate, allege for ACCUSE; did you mean allege?',
    'codebook/unknown-slot accuse.yaml:9: slot "prepp:for" is not one of subj, obj, iobj, clause, mod, speaker, poss, compound, time, purpose, prep:X, content.actor, content.recipient; take one of these',
    'codebook/missing-slot accuse.yaml:9: an item of requires names no slot; write { slot: obj, ... }',
    'codebook/bad-mark accuse.yaml:11: mark "agent" is not one of actor, recipient, mediator, place, trigger; correct the mark',
  ]);
});

test('broken YAML, unknown files and two frames of one id are mistakes too', () => {
  const problems = problemsOf(
    folderWith('broken', {
      'types/accuse.yaml': blame,
      'types/more.yaml': blame,
      'types/cut.yaml': 'type: [ACCUSE',
      'notes.yaml': 'words: [a]',
    }),
  );
  expect(problems.map(problem => problem.split(':')[0])).toEqual(
    expect.arrayContaining([
      'codebook/bad-yaml cut.yaml',
      'codebook/duplicate-frame more.yaml',
      'codebook/unknown-field notes.yaml',
    ]),
  );
});

test('no folder is a mistake that says so', () => {
  expect(problemsOf(join(folder, 'absent'))[0]).toMatch(/no-folder .*give one with YAML files/);
});

test('a later folder replaces a file of the same name and adds new ones', () => {
  const base = folderWith('base', { 'types/accuse.yaml': blame });
  const extra = folderWith('extra', {
    'accuse.yaml': blame.replace('accuse.blame', 'accuse.mine'),
    'own.yaml': blame.replace('accuse.blame', 'accuse.own'),
    'wrongs.yaml': 'wrongs: [piracy]',
  });
  const codebook = loadCodebook([base, extra]);
  expect([...codebook.framesById.keys()]).toEqual(['accuse.mine', 'accuse.own']);
  expect(codebook.wrongs).toEqual(new Set(['piracy']));
});

test('the compiled form gives the same frames and is refused once the sources change', () => {
  const dir = folderWith('compiled', { 'types/accuse.yaml': blame });
  const path = join(folder, 'codebook.json');
  writeFileSync(path, compileCodebook([dir]));
  const frame = loadCodebook([dir]).framesById.get('accuse.blame');
  expect(readCompiledCodebook(path, [dir])?.framesById.get('accuse.blame')).toEqual({
    ...frame,
    examples: [],
    counterexamples: [],
  });
  writeFileSync(join(dir, 'types/accuse.yaml'), blame.replace('[blame]', '[reproach]'));
  expect(readCompiledCodebook(path, [dir])).toBeNull();
  expect(loadBuiltInCodebook(path, dir).framesByPredicate.has('NOUN:reproach')).toBe(true);
});

test('the built-in codebook has every event type and three examples a frame', () => {
  const codebook = loadCodebook([builtInCodebookDir()]);
  expect([...codebook.types.keys()]).toEqual(Object.keys(EVENT_TYPES));
  expect(codebook.frames.filter(frame => frame.examples.length < 3).map(frame => frame.id)).toEqual([]);
  expect(codebook.framesByPredicate.size).toBeGreaterThan(900);
});
