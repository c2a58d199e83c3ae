// What a list shows of one thing: a head line and what is said of it, wrapped by word, never cut.
import type {
  EventDifference,
  FigureRecord,
  Found,
  ReportSummary,
  Run,
  StatementRecord,
  StorySummary,
} from '../../6-record/index.ts';
import { MARK } from '../../6-record/search.ts';
import { isSupportedLanguage, unsupportedLanguage } from '../../schema/language.ts';
import type { EventRecord } from '../../schema/recorded-event.ts';
import { wrap } from '../../synopsis/wrap.ts';
import { counted } from '../counted.ts';

export interface Entry {
  readonly head: readonly (string | null)[];
  readonly lines: readonly (string | null)[];
}

const INDENT = 2;

const wrapped = (text: string, width: number, indent: number): string[] =>
  wrap([{ text, style: null }], width - indent, INDENT).map(
    ({ pieces }) => ' '.repeat(indent) + pieces.map(piece => piece.text).join(''),
  );

/** Parts of the head stand two spaces apart, which wrapping must not swallow: they are set as one line where they fit. */
export const entryText = ({ head, lines }: Entry, width: number): string => {
  const parts = head.filter(part => part !== null && part !== '') as string[];
  return [
    ...wrapped(parts.join(' · '), width, 0),
    ...lines.flatMap(line => (line === null || line === '' ? [] : wrapped(line, width, INDENT))),
  ]
    .map(line => `${line}\n`)
    .join('');
};

const range = (from: string | null, to: string | null): string | null =>
  from === null && to === null ? null : from === to ? from : `${from ?? '...'} to ${to ?? '...'}`;

export const reportEntry = (report: ReportSummary): Entry => ({
  head: [report.id, report.publishedAt?.slice(0, 10) ?? 'undated', report.outlet, report.story],
  lines: [
    report.title,
    isSupportedLanguage(report.language) ? null : unsupportedLanguage(report.language),
    `${counted(report.events, 'event')}, ${counted(report.statements, 'statement')}, ${counted(report.figures, 'figure')}; added ${report.addedAt.slice(0, 16).replace('T', ' ')}, run ${report.run}`,
    report.supersedes === null ? null : `a later version of ${report.supersedes}`,
    report.supersededBy === null ? null : `a later version is ${report.supersededBy}`,
  ],
});

export const storyEntry = (story: StorySummary): Entry => ({
  head: [story.id, range(story.from, story.to)],
  lines: [
    story.title,
    `${counted(story.reports, 'report')}, ${counted(story.independentOutlets, 'independent outlet')}, ${counted(story.events, 'event')}`,
  ],
});

const namesOf = (participants: EventRecord['event']['actors']): string =>
  [...new Set(participants.map(({ name }) => name))].join(', ') || 'unnamed';

/** `ASSAULT (aerial) Norvia -> Tarsk; Odrin, TSK`. */
export const eventTitle = (event: EventRecord['event']): string => {
  const type = event.mode === null ? event.type : `${event.type} (${event.mode})`;
  const recipients = event.recipients.length > 0 ? ` -> ${namesOf(event.recipients)}` : '';
  const place = [event.place?.name, event.place?.country].filter(Boolean).join(', ');
  return `${type} ${namesOf(event.actors)}${recipients}${place === '' ? '' : `; ${place}`}`;
};

const STANDINGS = {
  corroborated: 'corroborated',
  singleSource: 'single source',
  disputed: 'disputed',
} as const;

export const eventEntry = (record: EventRecord): Entry => {
  const { event } = record;
  const killed = event.killed;
  return {
    head: [event.id, range(event.time?.from ?? null, event.time?.to ?? null) ?? 'undated', event.story],
    lines: [
      eventTitle(event),
      [
        event.status,
        STANDINGS[event.standing],
        counted(event.mentions.length, 'mention'),
        killed === null ? null : `killed ${killed.low} to ${killed.high ?? 'more'}, best ${killed.best}`,
        record.reviewed === null ? null : `reviewed: ${record.reviewed}`,
      ]
        .filter(part => part !== null)
        .join('; '),
      event.outlets.join(', '),
      record.deletedAt === null
        ? null
        : `deleted ${record.deletedAt.slice(0, 10)}${record.mergedInto === null ? '' : `, now in ${record.mergedInto}`}`,
    ],
  };
};

export const statementEntry = (statement: StatementRecord): Entry => ({
  head: [
    `${statement.report} ${statement.id}`,
    statement.publishedAt?.slice(0, 10) ?? null,
    statement.outlet,
  ],
  lines: [
    `${statement.speaker ?? 'unnamed'} (${statement.act}${statement.quotation === 'indirect' ? '' : ', quoted'}): ${statement.content}`,
  ],
});

export const figureEntry = (figure: FigureRecord): Entry => {
  const sign = figure.comparator === '=' ? '' : `${figure.comparator} `;
  return {
    head: [`${figure.report} ${figure.id}`, figure.publishedAt?.slice(0, 10) ?? null, figure.outlet],
    lines: [
      `${figure.measure}: ${sign}${figure.value}${figure.unit === null ? '' : ` ${figure.unit}`} “${figure.words}”`,
      figure.attributedTo === null ? null : `according to ${figure.attributedTo}`,
    ],
  };
};

export const runEntry = (run: Run): Entry => ({
  head: [String(run.id), `begun ${run.at.slice(0, 16).replace('T', ' ')}`, `synoptic ${run.software}`],
  lines: [
    `${counted(run.reports, 'report')} coded, for ${run.current} of them the coding that counts`,
    `codebook ${run.codebook.slice(0, 12)}, registry ${run.registry.slice(0, 12)}, models ${Object.entries(
      run.models,
    )
      .map(([name, checksum]) => `${name} ${checksum.slice(0, 12)}`)
      .join(', ')}`,
  ],
});

export const foundEntry = (found: Found): Entry => ({
  head: [
    found.kind === 'statement' ? `${found.report} ${found.id}` : found.id,
    found.kind,
    found.day,
    found.outlet,
  ],
  lines: [found.title, found.excerpt.replaceAll(MARK, '*')],
});

export const differenceEntry = (difference: EventDifference): Entry => ({
  head: [difference.report, difference.kind, difference.type, `“${difference.trigger}”`],
  lines:
    difference.kind === 'changed'
      ? difference.fields.map(
          ({ field, before, after }) => `${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}`,
        )
      : [],
});
