// Hand-made stories for the tests of the synopsis: spans are found from phrases, so that a reader sees the words.
import {
  bareCoded,
  type CodedReport,
  type EventMention,
  type Figure,
  type Statement,
} from '../schema/coded-report.ts';
import type { Entity } from '../schema/grounding.ts';
import { bareReport, type Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import type { CodedText, Story, StoryEvent, StoryFigure, StoryQuote } from '../schema/story.ts';

export const spanOf = (text: string, phrase: string): Span => {
  const start = text.indexOf(phrase);
  if (start < 0) throw new Error(`the fixture has no ${phrase}`);
  return { start, end: start + phrase.length };
};

export const codedText = (report: Report, fields: Partial<CodedReport> = {}): CodedText => ({
  report,
  coded: bareCoded(report, fields),
});

const entityOf = (id: string, name: string): Entity => ({
  id,
  kind: 'organization',
  name,
  actor: null,
  place: null,
  mentions: [],
});

export const eventOf = (
  id: string,
  text: string,
  trigger: string,
  fields: Partial<EventMention> = {},
): EventMention => ({
  id,
  type: 'ASSAULT',
  mode: 'aerial',
  contexts: [],
  cameo: null,
  quadClass: 'materialConflict',
  intensity: -9.5,
  acled: null,
  status: 'happened',
  trigger: spanOf(text, trigger),
  actors: [],
  recipients: [],
  mediators: [],
  place: null,
  time: null,
  counts: [],
  statement: null,
  denies: null,
  evidence: [],
  confidence: 1,
  ...fields,
});

const statementOf = (
  id: string,
  text: string,
  content: string,
  fields: Partial<Statement> = {},
): Statement => ({
  id,
  speaker: null,
  cue: null,
  content: [spanOf(text, content)],
  quotation: 'direct',
  act: 'says',
  venue: null,
  time: null,
  within: null,
  ...fields,
});

export const figureOf = (id: string, text: string, phrase: string, fields: Partial<Figure> = {}): Figure => ({
  id,
  ...spanOf(text, phrase),
  value: 0,
  low: 0,
  high: null,
  comparator: '=',
  measure: 'killed',
  unit: null,
  of: null,
  period: null,
  places: [],
  attributedTo: null,
  event: null,
  ...fields,
});

export const storyOf = (reports: readonly string[], fields: Partial<Story> = {}): Story => ({
  id: 's1',
  title: 'A story',
  reports,
  copies: [],
  independentOutlets: reports.length,
  origins: [],
  denials: [],
  positions: [],
  events: [],
  quotes: [],
  figures: [],
  onlyHere: {},
  ...fields,
});

export const storyEvent = (
  mentions: readonly (readonly [CodedText, string])[],
  fields: Partial<StoryEvent> = {},
): StoryEvent => {
  const [text, id] = mentions[0] as readonly [CodedText, string];
  const lead = text.coded.events.find(event => event.id === id) as EventMention;
  return {
    id: 'e1',
    type: lead.type,
    mode: lead.mode,
    contexts: lead.contexts,
    cameo: lead.cameo,
    quadClass: lead.quadClass,
    status: lead.status,
    actors: lead.actors,
    recipients: lead.recipients,
    place: lead.place,
    time: lead.time,
    mentions: mentions.map(([{ report, coded }, event]) => ({
      report: report.id,
      event,
      trigger: (coded.events.find(candidate => candidate.id === event) as EventMention).trigger,
    })),
    standing: mentions.length > 1 ? 'corroborated' : 'singleSource',
    differences: [],
    ...fields,
  };
};

const storyQuote = (
  mentions: readonly (readonly [CodedText, string])[],
  fields: Partial<StoryQuote> = {},
): StoryQuote => ({
  id: 'q1',
  speaker: null,
  wording: 'identical',
  speakers: [],
  mentions: mentions.map(([{ report, coded }, id]) => {
    const content = coded.statements.find(statement => statement.id === id)?.content[0] as Span;
    return { report: report.id, statement: id, start: content.start, end: content.end };
  }),
  ...fields,
});

export const storyFigure = (
  mentions: readonly (readonly [CodedText, string])[],
  fields: Partial<StoryFigure> = {},
): StoryFigure => ({
  id: 'f1',
  measure: 'killed',
  unit: null,
  low: 0,
  best: 0,
  high: 0,
  agreement: 'agree',
  mentions: mentions.map(([{ report, coded }, id]) => {
    const figure = coded.figures.find(candidate => candidate.id === id) as Figure;
    return { report: report.id, figure: id, start: figure.start, end: figure.end };
  }),
  ...fields,
});

const participant = (text: string, phrase: string, entity: string, name: string, country: string) => ({
  ...spanOf(text, phrase),
  entity,
  name,
  country,
  sector: 'MIL' as const,
  code: `${country}MIL`,
});

const WIRE =
  'PORT ALMA, June 3 - Government jets bombed a fish market in the port on Sunday, killing at least 31 people, medics said.\n\n' +
  '“They fell on traders and children,” the harbour council said.\n\nThe council demanded an inquiry.';
const REWRITE =
  'Government jets bombed a fish market in the port on Sunday, killing at least 31 people, medics said.\n\n' +
  '“They fell on traders and children,” the harbour council said.';
const OTHER =
  'The air force denied on Monday that its planes had bombed a market, where a clinic counted 27 dead. ' +
  'The council said the bombs “fell on traders and on their children”.';

/** Three reports of one strike: a wire story, its rewrite, and one that quotes the denial. */
export const strikeTexts = (): { readonly texts: readonly CodedText[]; readonly story: Story } => {
  const entities = [
    entityOf('n1', 'Air force'),
    entityOf('n2', 'Harbour council'),
    entityOf('n3', 'Port clinic'),
  ];
  const jets = (text: string) => [
    participant(text, text === OTHER ? 'The air force' : 'Government jets', 'n1', 'Air force', 'ALM'),
  ];
  const figure = (
    text: string,
    phrase: string,
    value: number,
    comparator: '=' | '>',
    attributedTo: string | null,
  ) =>
    figureOf('f1', text, phrase, {
      value,
      low: value,
      high: comparator === '=' ? value : null,
      comparator,
      attributedTo,
    });
  const wire = codedText(
    bareReport('wire', WIRE, {
      outlet: 'Gull Wire Service',
      title: 'Jets bomb market',
      publishedAt: '2024-06-03',
      dateBasis: 'given',
      nonProse: [spanOf(WIRE, 'PORT ALMA, June 3 - ')],
    }),
    {
      entities,
      events: [
        eventOf('e1', WIRE, 'bombed', { actors: jets(WIRE), place: null }),
        eventOf('e2', WIRE, 'demanded', { type: 'REQUEST', mode: null, quadClass: 'verbalConflict' }),
      ],
      statements: [statementOf('s1', WIRE, 'They fell on traders and children')],
      figures: [figure(WIRE, 'at least 31', 31, '>', null)],
    },
  );
  const rewrite = codedText(
    bareReport('rewrite', REWRITE, {
      outlet: 'The Alma Post',
      publishedAt: '2024-06-03',
      dateBasis: 'given',
    }),
    {
      entities,
      events: [eventOf('e1', REWRITE, 'bombed', { actors: jets(REWRITE) })],
      statements: [statementOf('s1', REWRITE, 'They fell on traders and children')],
      figures: [figure(REWRITE, 'at least 31', 31, '>', null)],
    },
  );
  const other = codedText(
    bareReport('other', OTHER, { outlet: 'Continental', publishedAt: '2024-06-04', dateBasis: 'given' }),
    {
      entities,
      events: [
        eventOf('e1', OTHER, 'denied', {
          type: 'REJECT',
          mode: null,
          quadClass: 'verbalConflict',
          actors: jets(OTHER),
          denies: 'e2',
        }),
        eventOf('e2', OTHER, 'bombed', { status: 'denied', actors: jets(OTHER) }),
      ],
      statements: [statementOf('s1', OTHER, 'fell on traders and on their children', { quotation: 'mixed' })],
      figures: [figure(OTHER, '27', 27, '=', 'n3')],
    },
  );
  const mentions = [
    [wire, 'e1'],
    [rewrite, 'e1'],
    [other, 'e2'],
  ] as const;
  const bombing = storyEvent(mentions, { standing: 'disputed' });
  const quoted = mentions.map(([text]) => [text, 's1'] as const);
  const counted = mentions.map(([text]) => [text, 'f1'] as const);
  return {
    texts: [wire, rewrite, other],
    story: storyOf(['wire', 'rewrite', 'other'], {
      title: 'Jets bomb market',
      copies: [['wire', 'rewrite']],
      independentOutlets: 2,
      events: [
        {
          ...bombing,
          differences: [
            {
              field: 'status',
              values: [
                { value: 'happened', mentions: bombing.mentions.slice(0, 2) },
                { value: 'denied', mentions: bombing.mentions.slice(2) },
              ],
            },
          ],
        },
        storyEvent([[other, 'e1']], { id: 'e2' }),
        storyEvent([[wire, 'e2']], { id: 'e3' }),
      ],
      quotes: [storyQuote(quoted, { speaker: 'Harbour council', wording: 'variant' })],
      figures: [storyFigure(counted, { low: 27, best: 31, high: null, agreement: 'contradict' })],
    }),
  };
};
