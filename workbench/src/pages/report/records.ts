// A coded report -> the list beside its text: records with a line of words each and the spans they were read from.
import type {
  CodedReport,
  EventMention,
  Figure,
  Participant,
  Relation,
  Statement,
} from '../../../../src/schema/coded-report.ts';
import type { Entity } from '../../../../src/schema/grounding.ts';
import type { QuadClass } from '../../../../src/schema/plover.ts';
import type { Span } from '../../../../src/schema/span.ts';
import { figureLabel, participantsLabel, rangeLabel, statusLabel } from '../../../../src/synopsis/labels.ts';
import { strings } from './strings.ts';

export const RECORD_KINDS = ['event', 'statement', 'figure', 'relation', 'entity'] as const;
type RecordKind = (typeof RECORD_KINDS)[number];
export type Role = keyof typeof strings.roles;

export interface RoleSpan extends Span {
  readonly record: string;
  readonly role: Role;
}

export interface TextRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly quad: QuadClass | null;
  /** `ASSAULT aerial`, `Lukov says`. */
  readonly head: string;
  /** `jets → the market · Idlib · 3 Jun 2024`. */
  readonly line: string;
  /** Status, account, doubt. */
  readonly notes: readonly string[];
  /** How deep it stands in other records: a statement inside a statement. */
  readonly depth: number;
  /** The words that stand for it in the text when nothing is selected. */
  readonly anchor: Span;
  readonly spans: readonly RoleSpan[];
}

interface Book {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly figures: ReadonlyMap<string, Figure>;
}

const nameOf = (book: Book, entity: string | null | undefined): string | null =>
  entity === null || entity === undefined ? null : (book.entities.get(entity)?.name ?? null);

const joined = (...parts: (string | null | undefined)[]): string =>
  parts.filter(part => part !== null && part !== undefined && part !== '').join(' · ');

const roleSpans = (record: string, role: Role, spans: readonly (Span | null)[]): RoleSpan[] =>
  spans.flatMap(span =>
    span && span.end > span.start ? [{ record, role, start: span.start, end: span.end }] : [],
  );

const eventRecord = (event: EventMention, book: Book): TextRecord => {
  const { id } = event;
  const who = participantsLabel(event.actors);
  const whom = participantsLabel(event.recipients);
  const speaker = nameOf(book, book.statements.get(event.statement ?? '')?.speaker?.entity);
  const figures = event.counts.flatMap(count => book.figures.get(count) ?? []);
  const sides = (people: readonly Participant[], role: Role): RoleSpan[] => roleSpans(id, role, people);
  return {
    id,
    kind: 'event',
    quad: event.quadClass,
    head: event.mode === null ? event.type : `${event.type} ${event.mode}`,
    line: joined(
      whom === null ? who : `${who ?? '…'} → ${whom}`,
      event.place?.name,
      event.time && rangeLabel(event.time),
      ...figures.map(figure => `${figureLabel(figure)} ${figure.measure}`),
    ),
    notes: [
      statusLabel(event.status),
      speaker === null ? null : strings.account(speaker),
      event.denies === null ? null : `${strings.denies} ${event.denies}`,
      strings.confidence(Math.round(event.confidence * 100)),
    ].filter(note => note !== null),
    depth: 0,
    anchor: event.trigger,
    spans: [
      ...roleSpans(id, 'trigger', [event.trigger]),
      ...sides(event.actors, 'actor'),
      ...sides(event.recipients, 'recipient'),
      ...sides(event.mediators, 'mediator'),
      ...roleSpans(id, 'place', [event.place]),
      ...roleSpans(id, 'time', [event.time]),
      ...roleSpans(id, 'figure', figures),
      ...roleSpans(id, 'evidence', event.evidence),
    ],
  };
};

const depthOf = (statement: Statement, book: Book): number => {
  let depth = 0;
  for (let at = book.statements.get(statement.within ?? ''); at && depth < 8; depth++)
    at = book.statements.get(at.within ?? '');
  return depth;
};

const statementRecord = (statement: Statement, text: string, book: Book): TextRecord => {
  const { id } = statement;
  const [first = { start: 0, end: 0 }] = statement.content;
  const words = text.slice(first.start, Math.min(first.end, first.start + 140));
  return {
    id,
    kind: 'statement',
    quad: null,
    head: `${nameOf(book, statement.speaker?.entity) ?? '…'} ${statement.act}`,
    line: first.end - first.start > 140 ? `${words} …` : words,
    notes: [statement.quotation, nameOf(book, statement.venue?.entity)].filter(note => note !== null),
    depth: depthOf(statement, book),
    anchor: statement.cue ?? first,
    spans: [
      ...roleSpans(id, 'speaker', [statement.speaker]),
      ...roleSpans(id, 'cue', [statement.cue]),
      ...roleSpans(id, 'content', statement.content),
      ...roleSpans(id, 'venue', [statement.venue]),
    ],
  };
};

const figureRecord = (figure: Figure, book: Book): TextRecord => ({
  id: figure.id,
  kind: 'figure',
  quad: null,
  head: `${figureLabel(figure)} ${figure.measure}`,
  line: joined(
    nameOf(book, figure.of),
    figure.period && rangeLabel(figure.period),
    ...figure.places.map(place => nameOf(book, place)),
  ),
  notes: figure.attributedTo === null ? [] : [strings.account(nameOf(book, figure.attributedTo) ?? '…')],
  depth: 0,
  anchor: figure,
  spans: roleSpans(figure.id, 'figure', [figure]),
});

const relationRecord = (relation: Relation, at: number, book: Book): TextRecord => ({
  id: `r${at + 1}`,
  kind: 'relation',
  quad: null,
  head: relation.type,
  line: `${nameOf(book, relation.subject) ?? '…'} → ${nameOf(book, relation.object) ?? '…'}`,
  notes: [],
  depth: 0,
  anchor: relation,
  spans: roleSpans(`r${at + 1}`, 'relation', [relation]),
});

const entityRecord = (entity: Entity): TextRecord => ({
  id: entity.id,
  kind: 'entity',
  quad: null,
  head: entity.name,
  line: joined(
    entity.kind,
    entity.actor?.code,
    entity.place && joined(entity.place.name, entity.place.country),
  ),
  notes: [`${entity.mentions.length}×`],
  depth: 0,
  anchor: entity.mentions[0] ?? { start: 0, end: 0 },
  spans: roleSpans(entity.id, 'mention', entity.mentions),
});

/** In the order of the list: events, statements, figures, relations, names. */
export const recordsOf = (coded: CodedReport, text: string): TextRecord[] => {
  const book: Book = {
    entities: new Map(coded.entities.map(entity => [entity.id, entity])),
    statements: new Map(coded.statements.map(statement => [statement.id, statement])),
    figures: new Map(coded.figures.map(figure => [figure.id, figure])),
  };
  return [
    ...coded.events.map(event => eventRecord(event, book)),
    ...coded.statements.map(statement => statementRecord(statement, text, book)),
    ...coded.figures.map(figure => figureRecord(figure, book)),
    ...coded.relations.map((relation, at) => relationRecord(relation, at, book)),
    ...coded.entities.map(entityRecord),
  ];
};
