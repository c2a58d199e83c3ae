// A coded report -> the rows that queries read. The document itself is kept whole beside them.
import type { CodedReport, EventMention, Figure, Statement } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import type { CodedText } from '../schema/story.ts';
import { insertRows, type Queries, type Row } from './database/database.ts';
import { dayOrNull } from './days.ts';
import { placeAndTimeColumns } from './place-and-time.ts';

/** Tables filled from a coding; all have a column `report`. */
const TABLES = ['entities', 'event_mentions', 'participants', 'statements', 'figures', 'evidence'] as const;

type Rows = Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;

const entityRows = ({ entities }: CodedReport, report: string): Row[] =>
  entities.map(({ id, kind, name, actor, place, mentions }) => ({
    report,
    id,
    kind,
    name,
    actor: actor?.id ?? null,
    country: actor?.country ?? null,
    sector: actor?.sector ?? null,
    code: actor?.code ?? null,
    place: place?.id ?? null,
    place_country: place?.country ?? null,
    admin1: place?.admin1 ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    mentions: mentions.length,
  }));

const eventRow = (event: EventMention, report: string, ordinal: number): Row => ({
  report,
  id: event.id,
  ordinal,
  type: event.type,
  mode: event.mode,
  contexts: event.contexts,
  cameo: event.cameo,
  quad_class: event.quadClass,
  intensity: event.intensity,
  acled_event_type: event.acled?.eventType ?? null,
  acled_sub_event_type: event.acled?.subEventType ?? null,
  acled_disorder_type: event.acled?.disorderType ?? null,
  status: event.status,
  trigger_start: event.trigger.start,
  trigger_end: event.trigger.end,
  ...placeAndTimeColumns(event),
  counts: event.counts,
  statement: event.statement,
  denies: event.denies,
  confidence: event.confidence,
});

const participantRows = (event: EventMention, report: string): Row[] =>
  (
    [
      ['actor', event.actors],
      ['recipient', event.recipients],
      ['mediator', event.mediators],
    ] as const
  ).flatMap(([role, participants]) =>
    participants.map(({ entity, name, country, sector, code, start, end }, ordinal) => ({
      report,
      event: event.id,
      role,
      ordinal,
      entity,
      name,
      country,
      sector,
      code,
      span_start: start,
      span_end: end,
    })),
  );

const statementRow = (
  statement: Statement,
  { entities }: CodedReport,
  { id: report, text }: Report,
  ordinal: number,
): Row => {
  const speaker = entities.find(({ id }) => id === statement.speaker?.entity);
  const venue = entities.find(({ id }) => id === statement.venue?.entity);
  return {
    report,
    id: statement.id,
    ordinal,
    speaker: speaker?.name ?? null,
    speaker_entity: speaker?.id ?? null,
    speaker_country: speaker?.actor?.country ?? null,
    speaker_code: speaker?.actor?.code ?? null,
    quotation: statement.quotation,
    act: statement.act,
    venue: venue?.name ?? null,
    date_from: dayOrNull(statement.time?.from),
    date_to: dayOrNull(statement.time?.to),
    time_precision: statement.time?.precision ?? null,
    within: statement.within,
    content: statement.content.map(({ start, end }) => text.slice(start, end)).join(' … '),
  };
};

const figureRow = (figure: Figure, { entities }: CodedReport, report: string, ordinal: number): Row => {
  const nameOf = (entity: string | null): string | null =>
    entities.find(({ id }) => id === entity)?.name ?? null;
  return {
    report,
    id: figure.id,
    ordinal,
    value: figure.value,
    low: figure.low,
    high: figure.high,
    comparator: figure.comparator,
    measure: figure.measure,
    unit: figure.unit,
    of: nameOf(figure.of),
    period_from: dayOrNull(figure.period?.from),
    period_to: dayOrNull(figure.period?.to),
    places: figure.places.flatMap(place => nameOf(place) ?? []),
    attributed_to: nameOf(figure.attributedTo),
    event: figure.event,
    span_start: figure.start,
    span_end: figure.end,
  };
};

const evidenceRows = ({ events, statements }: CodedReport, report: string): Row[] => {
  const rows = (kind: string, item: string, role: string, spans: readonly (Span | null)[]): Row[] =>
    spans.flatMap((span, ordinal) =>
      span === null ? [] : { report, kind, item, role, ordinal, span_start: span.start, span_end: span.end },
    );
  return [
    ...events.flatMap(event => [
      ...rows('event', event.id, 'trigger', [event.trigger]),
      ...rows('event', event.id, 'evidence', event.evidence),
      ...rows('event', event.id, 'place', [event.place]),
      ...rows('event', event.id, 'time', [event.time]),
    ]),
    ...statements.flatMap(statement => [
      ...rows('statement', statement.id, 'content', statement.content),
      ...rows('statement', statement.id, 'cue', [statement.cue]),
      ...rows('statement', statement.id, 'speaker', [statement.speaker]),
    ]),
  ];
};

const project = (report: Report, coded: CodedReport): Rows => ({
  entities: entityRows(coded, report.id),
  event_mentions: coded.events.map((event, i) => eventRow(event, report.id, i)),
  participants: coded.events.flatMap(event => participantRows(event, report.id)),
  statements: coded.statements.map((statement, i) => statementRow(statement, coded, report, i)),
  figures: coded.figures.map((figure, i) => figureRow(figure, coded, report.id, i)),
  evidence: evidenceRows(coded, report.id),
});

/** By table, the rows that these codings come to; the reports themselves are in the store. */
export const projectAll = async (
  queries: Queries,
  texts: readonly CodedText[],
): Promise<readonly (readonly [table: string, rows: readonly Row[]])[]> => {
  const numbers = await queries.query<{ id: string; added: number }>(
    'select id, added from reports where id = any($1)',
    [texts.map(({ report }) => report.id)],
  );
  const addedOf = new Map(numbers.map(({ id, added }) => [id, added]));
  const all = texts.map(({ report, coded }) => project(report, coded));
  // listed in the order in which their reports came
  const ordered = (table: (typeof TABLES)[number]): readonly Row[] => {
    const rows = all.flatMap(each => each[table]);
    return table === 'statements' || table === 'figures'
      ? rows.map(row => ({ ...row, added: addedOf.get(row.report as string) ?? null }))
      : rows;
  };
  return TABLES.map(table => [table, ordered(table)] as const);
};

/** The rows of reports that have none yet. */
export const insertProjections = async (queries: Queries, texts: readonly CodedText[]): Promise<void> => {
  for (const [table, rows] of await projectAll(queries, texts)) await insertRows(queries, table, rows);
};

/** Puts this coding in the place of the one that queries read now. */
export const replaceProjection = async (queries: Queries, text: CodedText): Promise<void> => {
  for (const table of TABLES) await queries.query(`delete from ${table} where report = $1`, [text.report.id]);
  await insertProjections(queries, [text]);
};
