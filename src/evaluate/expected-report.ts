// What a careful reader codes from an example, compared with what the program codes: each item either matches or the
// comparison says what is wrong with it.
import type { CodedReport, EventMention, Figure, Statement } from '../schema/coded-report.ts';
import type { Span } from '../schema/span.ts';
import { spansOverlap } from '../schema/span.ts';
import type { CodedText, Story } from '../schema/story.ts';

/** An expected item, by its words, and what the program made of it. */
export interface Miss {
  readonly words: string;
  readonly wrong: string;
}

interface Optional {
  /** Good to have, not checked. */
  readonly optional?: boolean;
}

export interface ExpectedEvent extends Optional {
  /** The clause that holds the trigger. */
  readonly near: string;
  readonly type: readonly string[];
  /** Countries that must be among those coded; with `either`, on whichever side. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly either?: boolean;
  readonly status?: string;
  readonly notStatus?: readonly string[];
  readonly time?: readonly [string, string];
  readonly acled?: string;
}

export interface ExpectedStatement extends Optional {
  /** Null: anyone. */
  readonly speaker: string | null;
  readonly content: string;
  readonly quotation: string;
}

export interface ExpectedFigure extends Optional {
  readonly near: string;
  readonly value: number;
  readonly comparator: string;
  /** Stems, any of which the measure must begin with or hold: `injur|wound`. */
  readonly measure: string;
  readonly unit?: string;
  readonly period?: readonly [string, string];
}

export interface ExpectedReport {
  readonly reports: readonly [{ readonly id: string; readonly publishedAt: string }];
  readonly events: readonly ExpectedEvent[];
  readonly statements: readonly ExpectedStatement[];
  readonly figures: readonly ExpectedFigure[];
}

/** Report ids mapped to words in them. */
type Group = Readonly<Record<string, string>>;

export interface ExpectedStory {
  readonly same: {
    readonly story: readonly string[];
    readonly copies: readonly (readonly string[])[];
    readonly independentOutlets: number;
    readonly events: readonly Group[];
    readonly quotes: readonly { readonly wordings: Group; readonly wording: string }[];
    readonly figures: readonly { readonly near: Group; readonly agreement: readonly string[] }[];
  };
}

const plain = (name: string | null | undefined): string =>
  (name ?? '')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

const spanOf = (text: string, words: string): Span => {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`the example has no “${words}”`);
  return { start, end: start + words.length };
};

const countries = (participants: EventMention['actors']): (string | null)[] =>
  participants.map(participant => participant.country);

const rolesFit = (event: EventMention, want: ExpectedEvent): boolean => {
  const [actors, recipients] = [countries(event.actors), countries(event.recipients)];
  const all = [...actors, ...recipients];
  return (
    want.actors.every(country => (want.either ? all : actors).includes(country)) &&
    want.recipients.every(country => (want.either ? all : recipients).includes(country))
  );
};

const detailsFit = (event: EventMention, want: ExpectedEvent): boolean =>
  (want.status === undefined || event.status === want.status) &&
  !want.notStatus?.includes(event.status) &&
  (want.time === undefined || (event.time?.from === want.time[0] && event.time.to === want.time[1])) &&
  (want.acled === undefined || event.acled?.subEventType === want.acled);

/** What is wrong with the coding of an expected event; null where it is right. */
export const missedEvent = ({ report, coded }: CodedText, want: ExpectedEvent): string | null => {
  const span = spanOf(report.text, want.near);
  const near = coded.events.filter(event => spansOverlap(event.trigger, span));
  const typed = near.filter(event => want.type.includes(event.type));
  if (typed.length === 0)
    return `no ${want.type.join('/')}, but ${near.map(event => event.type).join(', ') || 'nothing'}`;
  const cast = typed.filter(event => rolesFit(event, want));
  const sides = (event: EventMention): string =>
    `${countries(event.actors)} -> ${countries(event.recipients)}`;
  if (cast.length === 0) return `roles are ${typed.map(sides).join('; ')}`;
  const details = (event: EventMention): string =>
    `${event.status} ${event.time?.from}..${event.time?.to} ${event.acled?.subEventType}`;
  return cast.some(event => detailsFit(event, want)) ? null : `details are ${cast.map(details).join('; ')}`;
};

/** F1 of the characters of two contents. */
const likeness = (a: Span, contents: readonly Span[]): number => {
  const shared = contents.reduce(
    (sum, b) => sum + Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)),
    0,
  );
  const length = contents.reduce((sum, b) => sum + b.end - b.start, 0);
  return (2 * shared) / (a.end - a.start + length);
};

const entityName = (coded: CodedReport, id: string | undefined): string | null =>
  coded.entities.find(entity => entity.id === id)?.name ?? null;

const speakerFits = (coded: CodedReport, statement: Statement, want: ExpectedStatement): boolean =>
  want.speaker === null || plain(entityName(coded, statement.speaker?.entity)).includes(plain(want.speaker));

export const missedStatement = ({ report, coded }: CodedText, want: ExpectedStatement): string | null => {
  const span = spanOf(report.text, want.content);
  const found = coded.statements.filter(statement => likeness(span, statement.content) >= 0.7);
  if (found.length === 0) return 'no such statement';
  const spoken = found.filter(statement => speakerFits(coded, statement, want));
  if (spoken.length === 0)
    return `speaker is ${found.map(s => entityName(coded, s.speaker?.entity)).join('; ')}`;
  return spoken.some(statement => statement.quotation === want.quotation)
    ? null
    : `quotation is ${spoken.map(statement => statement.quotation).join('; ')}`;
};

const figureFits = (figure: Figure, want: ExpectedFigure): boolean =>
  figure.value === want.value &&
  figure.comparator === want.comparator &&
  want.measure.split('|').some(stem => figure.measure.includes(stem)) &&
  (want.unit === undefined || figure.unit === want.unit) &&
  (want.period === undefined ||
    (figure.period?.from === want.period[0] && figure.period.to === want.period[1]));

export const missedFigure = ({ report, coded }: CodedText, want: ExpectedFigure): string | null => {
  const span = spanOf(report.text, want.near);
  const near = coded.figures.filter(figure => spansOverlap(figure, span));
  const told = ({ comparator, value, measure, unit, period }: Figure): string =>
    `${comparator} ${value} ${unit ?? ''} ${measure} ${period?.from ?? ''}..${period?.to ?? ''}`;
  return near.some(figure => figureFits(figure, want))
    ? null
    : `near: ${near.map(told).join('; ') || 'nothing'}`;
};

/** Whether one item of the story has a mention in the words of every report in the group. */
const joins = (
  mentions: readonly (Span & { readonly report: string })[],
  group: Group,
  texts: ReadonlyMap<string, string>,
): boolean =>
  Object.entries(group).every(([id, words]) => {
    const span = spanOf(texts.get(id) ?? '', words);
    return mentions.some(mention => mention.report === id && spansOverlap(mention, span));
  });

/** What the reports of a story should have been joined in and were not. */
export const missedInStory = (
  story: Story,
  { same }: ExpectedStory,
  texts: ReadonlyMap<string, string>,
): Miss[] => {
  const missed: Miss[] = [];
  const wordsOf = (group: Group): string => Object.values(group)[0] ?? '';
  for (const group of same.events) {
    const isJoined = story.events.some(({ mentions }) => {
      const triggers = mentions.map(({ report, trigger }) => ({ report, ...trigger }));
      return joins(triggers, group, texts);
    });
    if (!isJoined) missed.push({ words: wordsOf(group), wrong: 'event not joined' });
  }
  for (const { wordings, wording } of same.quotes) {
    const quote = story.quotes.find(({ mentions }) => joins(mentions, wordings, texts));
    if (quote?.wording !== wording)
      missed.push({ words: wordsOf(wordings), wrong: `quotation ${quote?.wording ?? 'not joined'}` });
  }
  for (const { near, agreement } of same.figures) {
    const figures = story.figures.filter(({ mentions }) => joins(mentions, near, texts));
    if (!figures.some(figure => agreement.includes(figure.agreement)))
      missed.push({
        words: wordsOf(near),
        wrong: `figure ${figures.map(figure => figure.agreement).join(', ') || 'not joined'}`,
      });
  }
  return missed;
};
