// The flow of stage 5: reports become stories, and in each story copies, events, quotations and figures are joined.
// Reports are put in one order first, so the result does not depend on the order they come in.
import type { CodedText, Story, StoryEvent } from '../schema/story.ts';
import { findCopies } from './copies.ts';
import { moment } from './days.ts';
import { joinFigures, type SourcedFigure, sourceFigures } from './figures.ts';
import { linkEvents } from './link-events.ts';
import { type Mention, viewMentions } from './mention.ts';
import { mergeEvent } from './merge-event.ts';
import { findOnlyHere } from './only-here.ts';
import { quoteLines } from './quote-lines.ts';
import { joinQuotes } from './quotes.ts';
import { groupIntoStories } from './stories.ts';
import { titleOf } from './title.ts';
import { voiceCounter } from './voices.ts';
import { splitWords } from './words.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By publication, undated last; then by id and text. */
export const inStoryOrder = (texts: readonly CodedText[]): CodedText[] =>
  texts
    .map(text => ({ text, published: moment(text.report.publishedAt) }))
    .sort(
      (a, b) =>
        (a.published === b.published ? 0 : a.published - b.published) ||
        compare(a.text.report.id, b.text.report.id) ||
        compare(a.text.report.contentHash, b.text.report.contentHash),
    )
    .map(({ text }) => text);

/** Mentions that another mention of their report denies, directly or by denying the statement they stand in. */
const deniedMentions = (mentions: readonly Mention[]): Set<string> => {
  const targets = new Set<string>();
  for (const { report, event } of mentions) if (event.denies) targets.add(`${report} ${event.denies}`);
  const denied = new Set<string>();
  for (const { report, event } of mentions)
    if (
      targets.has(`${report} ${event.id}`) ||
      (event.statement && targets.has(`${report} ${event.statement}`))
    )
      denied.add(`${report} ${event.id}`);
  return denied;
};

const numbered = <Item extends object>(items: readonly Item[], letter: string): (Item & { id: string })[] =>
  items.map((item, i) => ({ id: `${letter}${i + 1}`, ...item }));

const joinEvents = (
  mentions: readonly Mention[],
  groups: readonly (readonly number[])[],
  figures: readonly SourcedFigure[],
  countVoices: (reports: Iterable<number>) => number,
): StoryEvent[] => {
  const context = {
    countVoices,
    figures: new Map(figures.map(sourced => [`${sourced.report} ${sourced.figure.id}`, sourced])),
    denied: deniedMentions(mentions),
  };
  return groups.map((group, i) =>
    mergeEvent(
      `e${i + 1}`,
      group.map(at => mentions[at] as Mention),
      context,
    ),
  );
};

const copyGroups = (ids: readonly string[], copies: readonly number[]): string[][] => {
  const byText = new Map<number | undefined, string[]>();
  for (const [i, id] of ids.entries()) {
    const printed = byText.get(copies[i]);
    if (printed) printed.push(id);
    else byText.set(copies[i], [id]);
  }
  return [...byText.values()].filter(group => group.length > 1);
};

const tellStory = (id: string, texts: readonly CodedText[]): Story => {
  const words = texts.map(({ report }) => splitWords(report.text));
  const copies = findCopies(texts, words);
  const countVoices = voiceCounter(texts, copies);
  const mentions = viewMentions(texts, words);
  const groups = linkEvents(mentions);
  const eventNumbers = new Map(
    groups.flatMap((group, number) =>
      group.map(at => {
        const { report, event } = mentions[at] as Mention;
        return [`${report} ${event.id}`, number] as const;
      }),
    ),
  );
  const sourced = sourceFigures(
    texts,
    words,
    (report, event) => eventNumbers.get(`${report} ${event}`) ?? null,
  );
  const events = joinEvents(mentions, groups, sourced, countVoices);
  const quotes = numbered(joinQuotes(quoteLines(texts, words)), 'q');
  const figures = numbered(joinFigures(sourced, countVoices), 'f');
  const ids = texts.map(({ report }) => report.id);
  return {
    id,
    title: titleOf(texts, events),
    reports: ids,
    copies: copyGroups(ids, copies),
    independentOutlets: countVoices(texts.keys()),
    events,
    quotes,
    figures,
    onlyHere: findOnlyHere(ids, copies, { events, quotes, figures }),
  };
};

/**
 * Every report stands in exactly one story, every event mention of it in exactly one event of that story. Stories and
 * what they hold are numbered by first appearance: reports by publication, undated ones last by id.
 */
export const reconcileReports = (texts: readonly CodedText[]): Story[] => {
  const ordered = inStoryOrder(texts);
  return groupIntoStories(ordered).map((group, i) =>
    tellStory(
      `s${i + 1}`,
      group.map(at => ordered[at] as CodedText),
    ),
  );
};
