import { expect, test } from 'vitest';
import { builtInCodebookDir, loadCodebook } from '../../resources/codebook.ts';
import { ACLED_CLASSES } from '../../schema/acled.ts';
import { EVENT_TYPES } from '../../schema/plover.ts';
import type { Block, Linked, Run } from './blocks.ts';
import { buildManual } from './manual.ts';
import { manualHtml, manualMarkdown } from './render.ts';

const codebook = loadCodebook([builtInCodebookDir()]);
const manual = buildManual(codebook);

const runsOf = (block: Block): readonly Run[] => {
  switch (block.kind) {
    case 'heading':
      return [];
    case 'text':
      return block.runs;
    case 'list':
      return block.items.flat();
    case 'table':
      return block.rows.flat(2);
  }
};
const ids = manual.flatMap(block => (block.kind === 'heading' ? [block.id] : []));
const links = manual
  .flatMap(runsOf)
  .filter((run): run is Linked => typeof run === 'object' && 'to' in run)
  .map(({ to }) => to);

test('every type, frame and ACLED class has its place', () => {
  const markdown = manualMarkdown(manual);
  for (const type of Object.keys(EVENT_TYPES)) expect(markdown).toContain(`\n## ${type}: `);
  for (const { id } of codebook.frames) expect(ids).toContain(id.replaceAll('.', '-'));
  for (const subEvent of ACLED_CLASSES.keys()) expect(markdown).toContain(`\n| ${subEvent} |`);
});

test('links lead somewhere, and to one place', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(links)].filter(to => !ids.includes(to))).toEqual([]);
});

test('examples stand with their roles and status, counter-examples after them', () => {
  const frame = codebook.frames.find(({ counterexamples }) => counterexamples.length > 0);
  const html = manualHtml(manual);
  const [role] = frame?.examples[0]?.roles ?? [];
  expect(html).toContain(`<sub>${role?.role}</sub>`);
  expect(html).toContain(`<p>Not ${frame?.type}:</p>`);
});

test('what a rule says is text, never markup', () => {
  const html = manualHtml([{ kind: 'text', runs: ['<script>alert(1)</script>'] }]);
  expect(html).not.toContain('<script>');
  expect(manualMarkdown([{ kind: 'text', runs: ['a | b <i>'] }])).toBe('a \\| b \\<i\\>\n');
});
