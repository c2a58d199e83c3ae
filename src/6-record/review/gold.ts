// Decisions -> gold data: reports with the mentions of the events that were accepted, corrected or rejected.
import type { EventMention } from '../../schema/coded-report.ts';
import type { Correction, Decision } from '../../schema/decision.ts';
import { GOLD_FIELDS, type GoldField, type GoldMention, type GoldReport } from '../../schema/gold.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import type { CodedText, StoryEventMention } from '../../schema/story.ts';
import { readText } from '../reports.ts';
import type { Store } from '../store.ts';
import { countingDecisions } from './apply-decisions.ts';
import { readDecisions } from './decisions.ts';

interface Verdict {
  readonly isRight: boolean;
  readonly corrected: ReadonlySet<string>;
}

/** By event, what its decisions come to. Merging, parting and remarks say nothing of an event's fields. */
const verdictsOf = (decisions: readonly Decision[]): Map<string, Verdict> => {
  const verdicts = new Map<string, Verdict>();
  for (const { target, action, after } of countingDecisions(decisions)) {
    if (action !== 'accept' && action !== 'correct' && action !== 'reject') continue;
    const fields = action === 'correct' ? Object.keys(after as Correction) : [];
    const corrected = new Set([...(verdicts.get(target)?.corrected ?? []), ...fields]);
    verdicts.set(target, { isRight: action !== 'reject', corrected });
  }
  return verdicts;
};

const namesIn = (people: EventMention['actors']): string =>
  people
    .map(({ name, code }) => `${name} [${code}]`)
    .sort()
    .join('; ');

type Fields = Pick<EventMention, GoldField>;

const COMPARED: { readonly [Field in GoldField]: (event: Fields) => string | null } = {
  type: ({ type }) => type,
  mode: ({ mode }) => mode,
  status: ({ status }) => status,
  actors: ({ actors }) => namesIn(actors),
  recipients: ({ recipients }) => namesIn(recipients),
  place: ({ place }) => place && `${place.name} ${place.country}`,
  time: ({ time }) => time && `${time.from} ${time.to}`,
};

/** A corrected participant or place stands at no words: it stands at its name, where the report has it. */
const atItsName = <At extends { readonly name: string; readonly start: number; readonly end: number }>(
  found: At,
  text: string,
): At => {
  const start = found.end > 0 || found.name === '' ? -1 : text.indexOf(found.name);
  return start < 0 ? found : { ...found, start, end: start + found.name.length };
};

/**
 * What is known of one report's mention. Where the event was corrected, the correction; where the mention says what the
 * event says, that. A report that says otherwise may be right about its own words: the field is left open.
 */
const knownOf = (
  event: RecordedEvent,
  own: EventMention,
  corrected: Verdict['corrected'],
  text: string,
): GoldMention['known'] => {
  const known: Record<string, unknown> = {};
  for (const field of GOLD_FIELDS) {
    const isCorrected = corrected.has(field);
    if (!isCorrected && COMPARED[field](event) !== COMPARED[field](own)) continue;
    const from = isCorrected ? event : own;
    if (!isCorrected) known[field] = from[field];
    else if (field === 'actors' || field === 'recipients')
      known[field] = from[field].map(each => atItsName(each, text));
    else if (field === 'place') known[field] = from.place && atItsName(from.place, text);
    else known[field] = from[field];
  }
  return known as GoldMention['known'];
};

interface Decided {
  readonly event: RecordedEvent;
  readonly verdict: Verdict;
  readonly mention: StoryEventMention;
}

const mentionIn = ({ report, coded }: CodedText, { event, verdict, mention }: Decided): GoldMention[] => {
  const own = coded.events.find(({ id }) => id === mention.event);
  // the report was coded anew, and its stories are not yet brought together
  if (!own) return [];
  const { isRight, corrected } = verdict;
  const known = isRight ? knownOf(event, own, corrected, report.text) : {};
  return [{ event: event.id, trigger: own.trigger, isRight, known }];
};

const BATCH = 500;

/** Mentions by report of the events that stand as decided; those merged away or no longer coded are not among them. */
const decidedByReport = async (
  { database }: Store,
  verdicts: ReadonlyMap<string, Verdict>,
): Promise<Map<string, Decided[]>> => {
  const byReport = new Map<string, Decided[]>();
  const ids = [...verdicts.keys()];
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows = await database.query<{ id: string; document: string; is_gone: boolean }>(
      `select id, document, deleted_at is not null as is_gone from events
      where id = any($1) and (deleted_at is null or reviewed = 'reject') order by number`,
      [ids.slice(from, from + BATCH)],
    );
    for (const { id, document, is_gone } of rows) {
      const verdict = verdicts.get(id) as Verdict;
      if (verdict.isRight === is_gone) continue;
      const event = JSON.parse(document) as RecordedEvent;
      for (const mention of event.mentions) {
        const decided = byReport.get(mention.report) ?? [];
        decided.push({ event, verdict, mention });
        byReport.set(mention.report, decided);
      }
    }
  }
  return byReport;
};

/** One by one, in the order of their ids. */
export async function* goldReports(store: Store): AsyncGenerator<GoldReport> {
  const verdicts = verdictsOf(await readDecisions(store.database));
  const byReport = await decidedByReport(store, verdicts);
  for (const [id, decided] of [...byReport].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = await readText(store.database, id);
    if (!text) continue;
    const mentions = decided.flatMap(each => mentionIn(text, each));
    mentions.sort((a, b) => a.trigger.start - b.trigger.start);
    if (mentions.length > 0) yield { report: text.report, mentions };
  }
}
