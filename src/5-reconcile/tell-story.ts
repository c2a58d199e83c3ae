// One story told: in its reports copies, events, quotations and figures are joined.
import type { EventMention } from '../schema/coded-report.ts';
import type { Outlets } from '../schema/registry.ts';
import type { CodedText, Story, StoryEvent } from '../schema/story.ts';
import { findCopies } from './copies.ts';
import { linkDenials } from './denials.ts';
import { joinFigures, type LinkedEvent, type SourcedFigure, sourceFigures } from './figures.ts';
import { linkEvents } from './link-events.ts';
import { type Mention, viewMentions } from './mention.ts';
import { mergeEvent } from './merge-event.ts';
import { findOnlyHere } from './only-here.ts';
import { findOrigins } from './origins.ts';
import { tracePositions } from './positions.ts';
import { quoteLines } from './quote-lines.ts';
import { joinQuotes } from './quotes.ts';
import { titleOf } from './title.ts';
import { type CountVoices, voiceCounter } from './voices.ts';
import { splitWords } from './words.ts';

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

/** Hands out ids in order of first appearance, each once in a run: an event's id needs no story beside it. */
export const numbering = () => {
  const counts = new Map<string, number>();
  return (letter: string): string => {
    const count = (counts.get(letter) ?? 0) + 1;
    counts.set(letter, count);
    return `${letter}${count}`;
  };
};
export type NextId = ReturnType<typeof numbering>;

const joinEvents = (
  mentions: readonly Mention[],
  groups: readonly (readonly number[])[],
  figures: readonly SourcedFigure[],
  countVoices: CountVoices,
  nextId: NextId,
): StoryEvent[] => {
  const context = {
    countVoices,
    figures: new Map(figures.map(sourced => [`${sourced.report} ${sourced.figure.id}`, sourced])),
    denied: deniedMentions(mentions),
  };
  return groups.map(group =>
    mergeEvent(
      nextId('e'),
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

/** The most precise day and place that mentions of one event give. */
const linkedEvent = (mentions: readonly EventMention[]): LinkedEvent => {
  const precise = <Value extends { readonly precision: number }>(values: readonly (Value | null)[]) =>
    values.reduce(
      (best, value) => (value && (!best || value.precision < best.precision) ? value : best),
      null,
    );
  return {
    type: (mentions[0] as EventMention).type,
    time: precise(mentions.map(mention => mention.time)),
    place: precise(mentions.map(mention => mention.place)),
  };
};

/** `texts` are the reports of one story in story order. */
export const tellStory = (
  id: string,
  texts: readonly CodedText[],
  nextId: NextId,
  outlets: Outlets,
): Story => {
  const words = texts.map(({ report }) => splitWords(report.text));
  const copies = findCopies(texts, words);
  const countVoices = voiceCounter(texts, copies, outlets);
  const mentions = viewMentions(texts, words);
  const groups = linkEvents(mentions);
  const linked = new Map<string, LinkedEvent>();
  for (const group of groups) {
    const event = linkedEvent(group.map(at => (mentions[at] as Mention).event));
    for (const at of group) {
      const { report, event: mention } = mentions[at] as Mention;
      linked.set(`${report} ${mention.id}`, event);
    }
  }
  const sourced = sourceFigures(texts, words, (report, event) => linked.get(`${report} ${event}`) ?? null);
  const events = joinEvents(mentions, groups, sourced, countVoices, nextId);
  const spoken = joinQuotes(quoteLines(texts, words)).map(({ quote, speaker }) => ({
    quote: { id: nextId('q'), ...quote },
    speaker,
  }));
  const quotes = spoken.map(({ quote }) => quote);
  const figures = joinFigures(sourced, countVoices).map(figure => ({ id: nextId('f'), ...figure }));
  const ids = texts.map(({ report }) => report.id);
  const copied = copyGroups(ids, copies);
  return {
    id,
    title: titleOf(texts, events),
    reports: ids,
    copies: copied,
    origins: findOrigins(texts, copied, outlets),
    independentOutlets: countVoices(texts.keys()),
    events,
    quotes,
    figures,
    denials: linkDenials(
      mentions,
      groups,
      events.map(event => event.id),
    ),
    positions: tracePositions(texts, mentions, groups, events, spoken),
    onlyHere: findOnlyHere(ids, copies, { events, quotes, figures }),
  };
};
