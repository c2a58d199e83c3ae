// What the pages for readers say, held against what there is: commands with their options, files, npm scripts.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { callsIn, faultOfCall } from './support/calls.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGES = globSync(['*.md', 'docs/**/*.md', '{examples,registry,models}/*.md'], { cwd: ROOT }).sort();
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const program = buildProgram();

const FENCE = /^```(\w*)\n(.*?)^```/gms;
const fencesOf = (text: string): string[] =>
  [...text.matchAll(FENCE)]
    .filter(([, kind]) => kind === '' || kind === 'sh')
    .map(([, , code]) => code as string);
const proseOf = (text: string): string => text.replaceAll(FENCE, '');
const quotedIn = (text: string): string[] =>
  [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code as string);

/** `src/4-code/status.ts`, `docs/`; no pattern, no placeholder, nothing that a build makes. */
const isPath = (code: string): boolean =>
  /^(?:src|tests|bench|codebook|docs|examples|models|registry|workbench|\.ci)\/[\w./-]*$/.test(code) &&
  !code.includes('/dist/');

describe.each(PAGES)('%s', page => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  test('links lead to files', () => {
    const links = [...proseOf(text).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      ([, link]) => link as string,
    );
    expect(links.filter(link => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
  });

  // a changelog tells of what was
  test.skipIf(page === 'CHANGELOG.md')(
    'commands and their options, files and scripts that it names exist',
    () => {
      const quoted = quotedIn(text);
      const lines = [...fencesOf(text).flatMap(code => code.replaceAll('\\\n', ' ').split('\n')), ...quoted];
      const faults = lines
        .flatMap(callsIn)
        .map(words => faultOfCall(program, words))
        .filter(fault => fault !== null);
      const paths = quoted.map(code => code.replace(/:\d+$/, '')).filter(isPath);
      const named = lines.flatMap(line =>
        [...line.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script as string),
      );
      expect(faults).toEqual([]);
      expect(paths.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
      expect(named.filter(script => !(script in scripts))).toEqual([]);
    },
  );
});
