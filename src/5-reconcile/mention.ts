// An event mention as reconciliation sees it: its words, who takes part under names that hold across reports.
import type { EventMention, Figure } from '../schema/coded-report.ts';
import type { CodedText, StoryEventMention } from '../schema/story.ts';
import { Identities, type Identity } from './identity.ts';
import { isContentWord } from './report-words.ts';
import { stem } from './stem.ts';
import { rootOf } from './verb-forms.ts';
import { priorShare } from './word-prior.ts';
import { type Word, wordAt } from './words.ts';

export interface Mention {
  /** Index of the report among the story's. */
  readonly report: number;
  readonly event: EventMention;
  readonly reference: StoryEventMention;
  /** Roots of the trigger's content words. */
  readonly trigger: ReadonlySet<string>;
  /** Words of its sentence but for the trigger: weight by rarity and nearness to the trigger. */
  readonly context: ReadonlyMap<string, number>;
  readonly actors: readonly Identity[];
  readonly recipients: readonly Identity[];
  readonly sentence: number;
  /** Numbers told of it: "12 killed". */
  readonly figures: readonly Figure[];
  /** Of its sentence the nearest, as a stem: "fridai". */
  readonly weekday: string | null;
}

const WEEKDAYS: ReadonlySet<string> = new Set(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(stem),
);

/** Words each side of the trigger that can matter. */
const REACH = 30;
/** At this many words from the trigger a word counts half. */
const HALF_DISTANCE = 8;
const NAME_FACTOR = 1.3;

const contextOf = (words: readonly Word[], from: number, to: number): Map<string, number> => {
  const context = new Map<string, number>();
  const sentences = new Set(words.slice(from, to).map(word => word.sentence));
  for (let i = Math.max(0, from - REACH); i < Math.min(words.length, to + REACH); i++) {
    const word = words[i] as Word;
    if ((i >= from && i < to) || !sentences.has(word.sentence) || !isContentWord(word)) continue;
    const distance = i < from ? from - i : i - to + 1;
    const rarity = Math.log(1 / priorShare(word.stem)) * (word.kind === 'name' ? NAME_FACTOR : 1);
    const weight = rarity / (1 + distance / HALF_DISTANCE);
    const key = rootOf(word.stem);
    context.set(key, Math.max(context.get(key) ?? 0, weight));
  }
  return context;
};

/** Of the trigger's sentence the day named nearest to it. */
const weekdayOf = (words: readonly Word[], at: number): string | null => {
  let best: string | null = null;
  let least = REACH;
  for (let i = Math.max(0, at - REACH); i < Math.min(words.length, at + REACH); i++) {
    const word = words[i] as Word;
    const distance = Math.abs(i - at);
    if (word.sentence !== words[at]?.sentence || !WEEKDAYS.has(word.stem) || distance >= least) continue;
    best = word.stem;
    least = distance;
  }
  return best;
};

const viewMention = (
  text: CodedText,
  report: number,
  words: readonly Word[],
  identities: Identities,
  event: EventMention,
): Mention => {
  const from = wordAt(words, event.trigger.start);
  const to = Math.max(from + 1, wordAt(words, event.trigger.end - 1) + 1);
  const inside = words.slice(from, to);
  const content = inside.filter(isContentWord);
  return {
    report,
    event,
    reference: { report: text.report.id, event: event.id, trigger: event.trigger },
    trigger: new Set((content.length > 0 ? content : inside).map(word => rootOf(word.stem))),
    context: contextOf(words, from, to),
    actors: event.actors.map(participant => identities.ofParticipant(participant)),
    recipients: event.recipients.map(participant => identities.ofParticipant(participant)),
    sentence: inside[0]?.sentence ?? 0,
    figures: text.coded.figures.filter(({ id, event: of }) => of === event.id || event.counts.includes(id)),
    weekday: weekdayOf(words, from),
  };
};

/** Words that many mentions of the story have around them ("Syria") do not tell its events apart. */
const weighWithinStory = (mentions: readonly Mention[]): Mention[] => {
  const counts = new Map<string, number>();
  for (const mention of mentions)
    for (const key of mention.context.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return mentions.map(mention => {
    let squares = 0;
    const weighted = [...mention.context].map(([key, weight]) => {
      const scaled = weight * Math.log(1 + mentions.length / (counts.get(key) as number));
      squares += scaled * scaled;
      return [key, scaled] as const;
    });
    const length = Math.sqrt(squares) || 1;
    return { ...mention, context: new Map(weighted.map(([key, weight]) => [key, weight / length])) };
  });
};

/** Every event mention of a story's reports, in the order of reports and then of the text. */
export const viewMentions = (texts: readonly CodedText[], words: readonly (readonly Word[])[]): Mention[] => {
  const mentions = texts.flatMap((text, report) => {
    const identities = new Identities(text.coded);
    return [...text.coded.events]
      .sort((a, b) => a.trigger.start - b.trigger.start || a.trigger.end - b.trigger.end)
      .map(event => viewMention(text, report, words[report] as readonly Word[], identities, event));
  });
  return weighWithinStory(mentions);
};

/** Cosine of two contexts. */
export const contextLikeness = (a: Mention, b: Mention): number => {
  let sum = 0;
  const [small, large] = a.context.size <= b.context.size ? [a, b] : [b, a];
  for (const [key, weight] of small.context) sum += weight * (large.context.get(key) ?? 0);
  return sum;
};
