// What a story is called: a report's own title, a headline that opens its text, else the words of its main event.
import type { Span } from '../schema/span.ts';
import type { CodedText, StoryEvent } from '../schema/story.ts';

/** Longest made title; longer text is cut at a word. */
const MAX_LENGTH = 90;

const tidy = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

const cutAtWord = (text: string): string => {
  if (text.length <= MAX_LENGTH) return text;
  const cut = text.slice(0, MAX_LENGTH + 1);
  const space = cut.lastIndexOf(' ');
  const kept = (space > MAX_LENGTH / 2 ? cut.slice(0, space) : cut.slice(0, MAX_LENGTH)).replace(
    /[\uD800-\uDBFF]$/u,
    '',
  );
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`;
};

/** A first line of its own without a full stop. */
const headlineOf = ({ report }: CodedText): string | null => {
  const start = report.nonProse.find(span => span.start === 0)?.end ?? 0;
  const line = /^\s*([^\n]{10,140})\n/u.exec(report.text.slice(start, start + 200))?.[1]?.trim();
  return line && !/[.!?:;,]["”’]?$/u.test(line) ? tidy(line) : null;
};

/** "ODRIN, May 3 (Gull Wire) - Shells fell", "ODRIN — Shells fell". */
const DATELINE =
  /^\s*\p{Lu}[\p{Lu}\s,.'’-]{3,40}(?:,?\s\p{Lu}\p{Ll}{2,9}\.?\s\d{1,2})?(?:\s\([^()\n]{2,40}\))?\s*[-–—]{1,2}\s+/u;

/** Shorter words make no title: "Erdogan". */
const MIN_LENGTH = 12;
/** How far back from an event its sentence is looked for. */
const MAX_BACK = 400;

interface Sentence {
  readonly words: string;
  readonly start: number;
}

/** The sentence that a span stands in, from its first word; what is no prose (a date, a byline) bounds it. */
const sentenceAt = ({ report, coded }: CodedText, span: Span): Sentence => {
  const aside = report.nonProse.filter(({ end }) => end <= span.start).map(({ end }) => end);
  const opening = proseStart({ report, coded });
  const prose = Math.max(opening <= span.start ? opening : 0, ...aside);
  const from = Math.max(prose, span.start - MAX_BACK);
  const before = report.text.slice(from, span.start);
  const ends = [...before.matchAll(/[.!?…]["”’')\]]*\s+(?=["“‘'(]?\p{Lu})|\n/gu)];
  const last = ends.at(-1);
  const start = from + (last ? last.index + last[0].length : 0);
  const after = report.text.slice(start, start + 4 * MAX_LENGTH);
  const ahead = span.start - start;
  const stop = /[.!?…]["”’')\]]*(?=\s|$)|\n/u.exec(after.slice(ahead));
  return { words: tidy(stop ? after.slice(0, ahead + stop.index) : after), start };
};

/** Characters of prose in which a report says what it is about; what stands further in names no story. */
const LEAD = 350;

const proseStart = ({ report }: CodedText): number => {
  const start = report.nonProse.find(span => span.start === 0)?.end ?? 0;
  return start + (DATELINE.exec(report.text.slice(start, start + 120))?.[0].length ?? 0);
};

/** Places in its report's order, which puts first what the report is mainly about. */
const ranksOf = (texts: readonly CodedText[]): Map<string, number> =>
  new Map(
    texts.flatMap(({ report, coded }) =>
      coded.events.map(({ id }, rank) => [`${report.id} ${id}`, rank] as const),
    ),
  );

/** Most reports mention it; then the one its report is mainly about; then the one told first. */
const byImportance = (texts: readonly CodedText[], events: readonly StoryEvent[]): readonly StoryEvent[] => {
  const ranks = ranksOf(texts);
  return events
    .map((event, i) => ({
      event,
      i,
      reports: new Set(event.mentions.map(mention => mention.report)).size,
      rank: ranks.get(`${event.mentions[0]?.report} ${event.mentions[0]?.event}`) ?? events.length,
    }))
    .sort((a, b) => b.reports - a.reports || a.rank - b.rank || a.i - b.i)
    .map(({ event }) => event);
};

/**
 * The sentence of the most important event that opens a report or, failing that, stands in a lead; a quotation is no
 * title.
 */
const eventSentence = (texts: readonly CodedText[], events: readonly StoryEvent[]): string | null => {
  const byId = new Map(texts.map(text => [text.report.id, text]));
  let inLead: string | null = null;
  for (const event of byImportance(texts, events))
    for (const { report, trigger } of event.mentions) {
      const text = byId.get(report);
      if (!text || trigger.start - proseStart(text) > LEAD) continue;
      const { words, start } = sentenceAt(text, trigger);
      if (words.length < MIN_LENGTH || /^["“‘]/u.test(words)) continue;
      if (start <= proseStart(text)) return words;
      inLead ??= words;
    }
  return inLead;
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `told` are a story's reports, the earliest first; one whose date is a guess names it where no other does. */
export const titleOf = (told: readonly CodedText[], events: readonly StoryEvent[]): string => {
  const isGuess = ({ report }: CodedText): number => Number(report.dateBasis === 'inferred');
  const texts = told.toSorted((a, b) => isGuess(a) - isGuess(b));
  for (const { report, coded } of texts) {
    const title = tidy(report.title ?? coded.title ?? '');
    if (title !== '') return title;
  }
  for (const text of texts) {
    const headline = headlineOf(text);
    if (headline) return headline;
  }
  const first = texts[0] as CodedText;
  const start = proseStart(first);
  const opening = tidy(first.report.text.slice(start, start + 4 * MAX_LENGTH));
  const sentence = /^.{20,}?[.!?](?=\s)/u.exec(opening)?.[0] ?? opening;
  const words = (eventSentence(texts, events) ?? sentence).replace(/[.\s]+$/u, '');
  return capitalised(cutAtWord(words)) || first.report.id;
};
