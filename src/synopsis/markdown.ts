// The synopsis becomes a Markdown document: the same order as the page, each row's words listed under its sigla.
import type { CodedText, Story } from '../schema/story.ts';
import { buildSynopsis } from './build-synopsis.ts';
import { harmless } from './harmless.ts';
import {
  AGREEMENT_LABELS,
  BEST_RULE,
  changeLabel,
  DIFFERENCE_LABELS,
  deniedByLabel,
  originLabel,
  publishedLabel,
  STANDING_LABELS,
  statusLabel,
} from './labels.ts';
import { isTelling } from './passage.ts';
import type {
  ActorPosition,
  CellPassage,
  Column,
  EventRow,
  Row,
  Step,
  StorySynopsis,
  Witness,
} from './synopsis.ts';
import { namesBest, storySummary } from './synopsis.ts';

/** Nothing of a report is markup: signs that Markdown or HTML would read are escaped. */
const escapeMarkdown = (text: string): string =>
  harmless(text)
    .replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&')
    .replace(/^(\s*\d*)([-+.)])(?=\s)/, '$1\\$2');

const strong = (text: string): string => (text.trim() === '' ? text : `**${escapeMarkdown(text.trim())}**`);

const joined = (...parts: readonly (string | null)[]): string => parts.filter(part => part).join('; ');

const dateOf = (witness: Witness): string =>
  escapeMarkdown(publishedLabel(witness.publishedAt, witness.dateBasis));

const headOf = (row: Row): string => {
  switch (row.kind) {
    case 'event': {
      const type = strong(row.type + (row.mode ? ` ${row.mode}` : ''));
      const who = row.whom ? (row.who ?? 'unnamed') : row.who;
      const sides = [who, row.whom].flatMap(side => (side ? [escapeMarkdown(side)] : [])).join(' → ');
      const place = row.place && escapeMarkdown(row.place);
      return `${type} ${joined(sides, place, row.when, statusLabel(row.status), `*${STANDING_LABELS[row.standing]}*`)}`;
    }
    case 'quote':
      return joined(
        strong(row.speaker ?? 'speaker not named'),
        row.wording === 'single' ? null : `*${row.wording} wording*`,
      );
    case 'figure':
      return `${strong(row.measure)}: ${joined(escapeMarkdown(row.range), `*${AGREEMENT_LABELS[row.agreement]}*`)}`;
  }
};

const linksOf = (row: EventRow): string[] => [
  ...row.denials.map(
    ({ row: number, words }) => `denies${number === null ? '' : ` ${number}`}: ${escapeMarkdown(words)}`,
  ),
  ...row.deniedBy.map(denial => `*denied*${escapeMarkdown(deniedByLabel(denial))}`),
  ...row.changes.map(
    change => `*change of position:* ${escapeMarkdown(`${change.actor}, ${changeLabel(change)}`)}`,
  ),
];

const apparatusOf = (row: Row): string[] => {
  if (row.kind === 'figure') return [];
  return [
    ...(row.kind === 'event' ? linksOf(row) : []),
    ...row.differences.map(({ field, values }) => {
      const versions = values.map(
        ({ value, sigla }) => `${escapeMarkdown(value)} (${sigla.map(escapeMarkdown).join(', ')})`,
      );
      return `*${DIFFERENCE_LABELS[field]}:* ${versions.join(' / ')}`;
    }),
  ];
};

const passageOf = ({ runs, witness, value, note }: CellPassage): string => {
  const words = runs.map(run => {
    if (run.kind === 'gap') return ' … ';
    return isTelling(run.mark) ? strong(run.text) : escapeMarkdown(run.text);
  });
  const account = note === null ? '' : ` [${escapeMarkdown(note)}]`;
  const quoted = words.join('').trim();
  return value === null
    ? `${strong(witness.siglum)} ${quoted}${account}`
    : `${strong(witness.siglum)} ${escapeMarkdown(value)}${account}: ${quoted}`;
};

const rowOf = (row: Row): string =>
  [
    `${row.number}\\. ${headOf(row)}`,
    ...apparatusOf(row).map(line => `   - ${line}`),
    ...row.cells.flatMap(({ passages, more }) => [
      ...passages.map(passage => `   - ${passageOf(passage)}`),
      ...(more > 0 ? [`   - and ${more} more in this report`] : []),
    ]),
  ].join('\n');

const witnessLines = ({ witnesses, origin }: Column): string[] => [
  ...witnesses.map((witness, at) => {
    const title = witness.title ? `: *${escapeMarkdown(witness.title)}*` : '';
    const copy = at > 0 ? `; shares its text with ${escapeMarkdown(witnesses[0].siglum)}` : '';
    return `- ${strong(witness.siglum)} ${escapeMarkdown(witness.label)}, ${dateOf(witness)}${copy}${title}`;
  }),
  ...(origin === null ? [] : [`  - ${escapeMarkdown(originLabel(origin, witnesses))}`]),
];

const stepOf = (step: Step): string => {
  const toward = step.toward === null ? '' : ` → ${escapeMarkdown(step.toward)}`;
  const stance = step.change
    ? `**change ${escapeMarkdown(changeLabel(step.change))}**${toward}: `
    : step.stance === null
      ? ''
      : `*${step.stance}*${toward}: `;
  const words = escapeMarkdown(step.words);
  return `  - ${step.day ?? 'undated'} (${step.row}) ${stance}${step.isQuote ? `“${words}”` : words} (${step.sigla.map(escapeMarkdown).join(', ')})`;
};

const positionOf = ({ actor, steps, more }: ActorPosition): string => {
  const lines = steps.map(stepOf);
  if (more > 0) lines.push(`  - and ${more} more in the rows above`);
  return [`- ${strong(actor)}`, ...lines].join('\n');
};

const storyOf = (story: StorySynopsis): string => {
  return [
    `## ${escapeMarkdown(story.title)}`,
    joined(...storySummary(story)),
    story.columns.flatMap(witnessLines).join('\n'),
    ...(story.sections.length === 0 ? ['Nothing was coded in these reports.'] : []),
    ...story.sections.flatMap(section => [
      `### ${escapeMarkdown(section.title)}`,
      ...section.rows.map(rowOf),
    ]),
    ...(story.positions.length === 0
      ? []
      : ['### Positions over time', story.positions.map(positionOf).join('\n')]),
  ].join('\n\n');
};

/** The synopsis as a Markdown document. */
export const renderMarkdown = (stories: readonly Story[], texts: readonly CodedText[]): string => {
  const synopsis = buildSynopsis(stories, texts);
  const body =
    synopsis.stories.length === 0
      ? ['No stories: no report was given, or none could be read.']
      : [...synopsis.stories.map(storyOf), ...(namesBest(synopsis) ? [`*${BEST_RULE}.*`] : [])];
  return `${['# Synopsis', ...body].join('\n\n')}\n`;
};
