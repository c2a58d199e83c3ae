// The synopsis becomes terminal text: two or three columns side by side where the window has room, else one below the
// other under their sigla. Marks are asterisks without colour, bold with it; lines are plain ASCII.
import type { QuadClass } from '../schema/plover.ts';
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
  Cell,
  CellPassage,
  Column,
  EventRow,
  Row,
  RowDifference,
  Section,
  Step,
  StorySynopsis,
  Witness,
} from './synopsis.ts';
import { namesBest, storySummary } from './synopsis.ts';
import { type Line, type Piece, wrap } from './wrap.ts';

interface TerminalOptions {
  /** Columns of the window. */
  readonly width: number;
  readonly colour: boolean;
}

type Style = QuadClass | 'strong' | 'faint' | 'mark' | 'disputed';

/** Okabe and Ito's hues as near as the 256-colour palette has them. */
const CODES: Readonly<Record<Style, string>> = {
  verbalCooperation: '1;38;5;74',
  materialCooperation: '1;38;5;36',
  verbalConflict: '1;38;5;172',
  materialConflict: '1;38;5;166',
  strong: '1',
  faint: '2',
  mark: '1;4',
  disputed: '1;38;5;175',
};

const NARROWEST = 24;
const MARGIN = 4;
const SEPARATOR = ' | ';
const NARROWEST_COLUMN = 21;
/** Longer lines are hard to read. */
const WIDEST_COLUMN = 72;
const MOST_COLUMNS = 3;

/** Draws lines; knows the window and whether it may colour. */
interface Pen {
  readonly width: number;
  readonly colour: boolean;
  readonly lines: string[];
}

const paint = (pen: Pen, { pieces }: Line<Style>): string =>
  pieces
    .map(({ text, style }) => (pen.colour && style ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text))
    .join('');

const put = (pen: Pen, pieces: readonly Piece<Style>[], margin = 0, hang = 0): void => {
  for (const line of wrap(pieces, pen.width - margin, hang))
    pen.lines.push(' '.repeat(margin) + paint(pen, line));
};

const blank = (pen: Pen): void => {
  if (pen.lines.at(-1) !== '') pen.lines.push('');
};

const rule = (pen: Pen, sign: string): void => {
  pen.lines.push(sign.repeat(pen.width));
};

const plain = (text: string): Piece<Style> => ({ text, style: null });
const strong = (text: string): Piece<Style> => ({ text, style: 'strong' });
const faint = (text: string): Piece<Style> => ({ text, style: 'faint' });

/** Fields in a row with `; ` between them, the empty ones left out. */
const fields = (...parts: readonly (Piece<Style> | null)[]): Piece<Style>[] =>
  parts
    .filter(part => part !== null && part.text !== '')
    .flatMap((part, at) => (at > 0 ? [plain('; '), part as Piece<Style>] : [part as Piece<Style>]));

const putWitnesses = (pen: Pen, columns: readonly Column[]): void => {
  const widest = Math.max(
    ...columns.flatMap(column => column.witnesses.map(witness => witness.siglum.length)),
  );
  for (const { witnesses, origin } of columns)
    for (const [at, witness] of witnesses.entries()) {
      const copy = at > 0 ? `shares its text with ${witnesses[0].siglum}` : '';
      put(
        pen,
        [
          strong(harmless(witness.siglum)),
          plain(' '),
          ...fields(
            plain(witness.label),
            plain(publishedLabel(witness.publishedAt, witness.dateBasis)),
            plain(copy),
          ),
          ...(witness.title ? [plain(': '), faint(witness.title)] : []),
        ],
        2,
        widest + 1,
      );
      if (origin && at === witnesses.length - 1)
        put(pen, [faint(originLabel(origin, witnesses))], widest + 3, 0);
    }
};

const eventHead = (row: EventRow): Piece<Style>[] => {
  const sides = row.whom ? `${row.who ?? 'unnamed'} -> ${row.whom}` : (row.who ?? '');
  const standing = row.standing === 'disputed' ? 'disputed' : 'faint';
  return [
    { text: row.type + (row.mode ? `/${row.mode}` : ''), style: row.quadClass },
    plain(sides === '' ? '; ' : ' '),
    ...fields(
      strong(sides),
      row.place ? plain(row.place) : null,
      row.when ? plain(row.when) : null,
      plain(statusLabel(row.status) ?? ''),
      { text: STANDING_LABELS[row.standing], style: standing },
    ),
  ];
};

const headOf = (row: Row): Piece<Style>[] => {
  switch (row.kind) {
    case 'event':
      return eventHead(row);
    case 'quote':
      return fields(
        strong(row.speaker ?? 'speaker not named'),
        row.wording === 'single' ? null : faint(`${row.wording} wording`),
      );
    case 'figure':
      return [
        strong(row.measure),
        plain(': '),
        ...fields(strong(row.range), {
          text: AGREEMENT_LABELS[row.agreement],
          style: row.agreement === 'contradict' ? 'disputed' : 'faint',
        }),
      ];
  }
};

const putDifferences = (pen: Pen, differences: readonly RowDifference[]): void => {
  for (const { field, values } of differences) {
    const versions = values.map(({ value, sigla }) => `${value} (${sigla.join(', ')})`);
    put(
      pen,
      [{ text: `${DIFFERENCE_LABELS[field]}: `, style: 'disputed' }, plain(versions.join(' / '))],
      MARGIN,
      2,
    );
  }
};

/** Notes under the head: what it denies, who denies it, whose position it changes, in what the reports differ. */
const putApparatus = (pen: Pen, row: Row): void => {
  if (row.kind === 'figure') return;
  if (row.kind === 'event') {
    for (const { row: number, words } of row.denials)
      put(pen, [faint(number === null ? `denies: ${words}` : `denies ${number}: ${words}`)], MARGIN, 2);
    for (const denial of row.deniedBy)
      put(pen, [{ text: 'denied', style: 'disputed' }, plain(deniedByLabel(denial))], MARGIN, 2);
    for (const change of row.changes)
      put(pen, [strong('change of position: '), plain(`${change.actor}, ${changeLabel(change)}`)], MARGIN, 2);
  }
  putDifferences(pen, row.differences);
};

/** Paragraphs of a passage: the value of a figure with its account stands over the words it was read from. */
const passageParts = (pen: Pen, passage: CellPassage, lead: Witness): Piece<Style>[][] => {
  const { runs, value, note, witness } = passage;
  const star = pen.colour ? '' : '*';
  const words = runs.map((run): Piece<Style> => {
    if (run.kind === 'gap') return plain(' ... ');
    return isTelling(run.mark) ? { text: star + run.text + star, style: 'mark' } : plain(run.text);
  });
  const siglum = witness === lead ? [] : [strong(witness.siglum), plain(' ')];
  if (value === null) return [[...siglum, ...words, ...(note ? [plain(' '), faint(`[${note}]`)] : [])]];
  return [[...siglum, strong(value), ...(note ? [plain(' '), faint(note)] : [])], words];
};

const moreLine = (more: number): Piece<Style>[][] =>
  more > 0 ? [[faint(`and ${more} more in this report`)]] : [];

/** Paragraphs of a cell, none where the outlet is silent. */
const cellParts = (pen: Pen, cell: Cell | undefined, column: Column): Piece<Style>[][] => [
  ...(cell?.passages ?? []).flatMap((passage, at) => {
    const [first = [], ...others] = passageParts(pen, passage, column.witnesses[0]);
    return [at > 0 ? [faint('+ '), ...first] : first, ...others];
  }),
  ...moreLine(cell?.more ?? 0),
];

const columnRoom = (pen: Pen, count: number): number =>
  Math.min(WIDEST_COLUMN, Math.floor((pen.width - MARGIN - SEPARATOR.length * (count - 1)) / count));

const fitsSideBySide = (pen: Pen, count: number): boolean =>
  count > 1 && count <= MOST_COLUMNS && pen.width >= 60 && columnRoom(pen, count) >= NARROWEST_COLUMN;

const putSideBySide = (pen: Pen, cells: readonly (readonly Line<Style>[])[]): void => {
  const room = columnRoom(pen, cells.length);
  const height = Math.max(...cells.map(lines => lines.length));
  for (let at = 0; at < height; at++) {
    const parts = cells.map(lines => {
      const line = lines[at];
      return line ? paint(pen, line) + ' '.repeat(room - line.width) : ' '.repeat(room);
    });
    pen.lines.push((' '.repeat(MARGIN) + parts.join(SEPARATOR)).trimEnd());
  }
};

const siglaOf = (column: Column): string => column.witnesses.map(witness => witness.siglum).join(' = ');

const putStacked = (window: Pen, row: Row, columns: readonly Column[], namesSilent: boolean): void => {
  const pen = { ...window, width: Math.min(window.width, MARGIN + WIDEST_COLUMN) };
  const silent: string[] = [];
  for (const [at, column] of columns.entries()) {
    const [first, ...others] = cellParts(pen, row.cells[at], column);
    if (!first) {
      silent.push(siglaOf(column));
      continue;
    }
    const siglum = columns.length > 1 ? [strong(siglaOf(column)), plain(' ')] : [];
    put(pen, [...siglum, ...first], MARGIN, 2);
    for (const part of others) put(pen, part, columns.length > 1 ? MARGIN + 2 : MARGIN);
  }
  if (namesSilent && silent.length > 0) put(pen, [faint(`silent: ${silent.join(', ')}`)], MARGIN, 2);
};

const putRow = (pen: Pen, row: Row, columns: readonly Column[], isOfOne: boolean): void => {
  put(pen, [plain(`${row.number} `), ...headOf(row)], Math.max(0, MARGIN - 1 - String(row.number).length), 2);
  putApparatus(pen, row);
  if (fitsSideBySide(pen, columns.length)) {
    const room = columnRoom(pen, columns.length);
    const cells = columns.map((column, at) => cellParts(pen, row.cells[at], column));
    putSideBySide(
      pen,
      cells.map(parts => parts.flatMap(part => wrap(part, room))),
    );
  } else putStacked(pen, row, columns, !isOfOne);
  blank(pen);
};

const putSection = (pen: Pen, section: Section, columns: readonly Column[]): void => {
  put(pen, [strong(section.title.toUpperCase())]);
  if (fitsSideBySide(pen, columns.length)) {
    const room = columnRoom(pen, columns.length);
    putSideBySide(
      pen,
      columns.map(column => wrap([strong(siglaOf(column))], room)),
    );
  }
  rule(pen, '-');
  for (const row of section.rows) putRow(pen, row, columns, section.isOfOne);
};

const DAY_WIDTH = 11;

/** A day, the row that has the words in full, where the actor stood, and how the words begin. */
const putStep = (pen: Pen, step: Step): void => {
  const margin = MARGIN + DAY_WIDTH + 6;
  const words = step.isQuote ? `“${step.words}”` : step.words;
  const body: Piece<Style>[] = [
    ...(step.change ? [strong(`CHANGE ${changeLabel(step.change)}`)] : []),
    ...(step.stance && !step.change ? [{ text: step.stance, style: step.quadClass }] : []),
    ...(step.stance ? [plain(`${step.toward === null ? '' : ` -> ${step.toward}`}: `)] : []),
    plain(`${words} `),
    faint(`(${step.sigla.join(', ')})`),
  ];
  const head = `${(step.day ?? 'undated').padEnd(DAY_WIDTH)} ${String(step.row).padStart(3)}`;
  for (const [at, line] of wrap(body, pen.width - margin).entries())
    pen.lines.push((at === 0 ? `${' '.repeat(MARGIN)}${head}  ` : ' '.repeat(margin)) + paint(pen, line));
};

const putPositions = (pen: Pen, positions: readonly ActorPosition[]): void => {
  if (positions.length === 0) return;
  put(pen, [strong('POSITIONS OVER TIME')]);
  rule(pen, '-');
  for (const { actor, steps, more } of positions) {
    put(pen, [strong(actor)], 2, 2);
    for (const step of steps) putStep(pen, step);
    if (more > 0) put(pen, [faint(`and ${more} more in the rows above`)], MARGIN, 2);
    blank(pen);
  }
};

const putStory = (pen: Pen, story: StorySynopsis, count: number): void => {
  rule(pen, '=');
  const place = count > 1 ? `${story.number} of ${count}  ` : '';
  put(pen, [plain(place), strong(story.title)]);
  put(pen, fields(...storySummary(story).map(plain)));
  putWitnesses(pen, story.columns);
  blank(pen);
  if (story.sections.length === 0) put(pen, [plain('Nothing was coded in these reports.')]);
  for (const section of story.sections) putSection(pen, section, story.columns);
  putPositions(pen, story.positions);
};

/** The synopsis for a window of `width` columns; ends with a line break. */
export const renderTerminal = (
  stories: readonly Story[],
  texts: readonly CodedText[],
  { width, colour }: TerminalOptions,
): string => {
  const pen: Pen = { width: Math.max(NARROWEST, Math.floor(width) || 80), colour, lines: [] };
  const synopsis = buildSynopsis(stories, texts);
  if (synopsis.stories.length === 0) return 'No stories: no report was given, or none could be read.\n';
  for (const story of synopsis.stories) putStory(pen, story, synopsis.stories.length);
  blank(pen);
  const marks = colour ? 'Underlined' : '*Starred*';
  put(pen, [
    faint(
      `${marks}: the words a coding rests on, or in which wordings differ. An empty column: that outlet is silent.`,
    ),
  ]);
  if (namesBest(synopsis)) put(pen, [faint(`${BEST_RULE}.`)]);
  return `${pen.lines.join('\n')}\n`;
};
