// What a story is called: a report's own title, a headline that opens its text, else the words of its main event.
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

/** A shape that "Erdogan" or "." does not have. */
const MIN_LENGTH = 8;

const evidenceOf = (texts: readonly CodedText[], event: StoryEvent | undefined): string | null => {
  const mention = event?.mentions[0];
  const text = texts.find(({ report }) => report.id === mention?.report);
  const coded = text?.coded.events.find(({ id }) => id === mention?.event);
  if (!text || !coded || coded.evidence.length === 0) return null;
  const start = Math.min(...coded.evidence.map(span => span.start));
  const end = Math.max(...coded.evidence.map(span => span.end));
  const words = tidy(text.report.text.slice(start, Math.min(end, start + 4 * MAX_LENGTH)));
  return words.length >= MIN_LENGTH ? words : null;
};

/** Most reports mention it; then the one told first. */
const mainEvent = (events: readonly StoryEvent[]): StoryEvent | undefined => {
  const reports = (event: StoryEvent): number => new Set(event.mentions.map(mention => mention.report)).size;
  return [...events].sort((a, b) => reports(b) - reports(a))[0];
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `texts` are a story's reports, the earliest first. */
export const titleOf = (texts: readonly CodedText[], events: readonly StoryEvent[]): string => {
  for (const { report, coded } of texts) {
    const title = tidy(report.title ?? coded.title ?? '');
    if (title !== '') return title;
  }
  for (const text of texts) {
    const headline = headlineOf(text);
    if (headline) return headline;
  }
  const first = texts[0] as CodedText;
  const start = first.report.nonProse.find(span => span.start === 0)?.end ?? 0;
  const opening = tidy(first.report.text.slice(start, start + 4 * MAX_LENGTH));
  const sentence = /^.{20,}?[.!?](?=\s)/u.exec(opening)?.[0] ?? opening;
  const words = (evidenceOf(texts, mainEvent(events)) ?? sentence).replace(/[.\s]+$/u, '');
  return capitalised(cutAtWord(words)) || first.report.id;
};
