// An event of a story -> the event as the store keeps it: outlets, tolls and ACLED class read off its mentions.
import { ACLED_CLASSES, type AcledClass } from '../schema/acled.ts';
import type { CodedReport, EventMention } from '../schema/coded-report.ts';
import type { RecordedEvent, Toll } from '../schema/recorded-event.ts';
import type { CodedText, Story, StoryEvent } from '../schema/story.ts';
import { dayOrNull } from './days.ts';
import { sourcesOf } from './review/decisions.ts';

export type TextsById = ReadonlyMap<string, CodedText>;

const mentionsOf = (event: StoryEvent, texts: TextsById): { coded: CodedReport; mention: EventMention }[] =>
  event.mentions.flatMap(({ report, event: id }) => {
    const coded = texts.get(report)?.coded;
    const mention = coded?.events.find(each => each.id === id);
    return coded && mention ? [{ coded, mention }] : [];
  });

const HIERARCHY = [...ACLED_CLASSES.keys()];

/** The class of most mentions, the higher one in ACLED's hierarchy between equals. */
const acledOf = (mentions: readonly EventMention[]): AcledClass | null => {
  const counts = new Map<string, number>();
  for (const { acled } of mentions)
    if (acled) counts.set(acled.subEventType, (counts.get(acled.subEventType) ?? 0) + 1);
  const [first] = [...counts].sort(
    ([a, countA], [b, countB]) => countB - countA || HIERARCHY.indexOf(a) - HIERARCHY.indexOf(b),
  );
  return first ? (ACLED_CLASSES.get(first[0]) ?? null) : null;
};

/** "At least 20" beside "about 25" of one event: the joined figure, the greatest where several are joined to it. */
const killedOf = (event: StoryEvent, story: Story, texts: TextsById): Toll | null => {
  const own = new Set(
    mentionsOf(event, texts).flatMap(({ coded, mention }) => mention.counts.map(id => `${coded.id} ${id}`)),
  );
  const tolls = story.figures
    .filter(({ measure, unit }) => measure === 'killed' && unit === null)
    .filter(({ mentions }) => mentions.some(({ report, figure }) => own.has(`${report} ${figure}`)))
    .map(({ low, best, high }) => ({ low, best, high }));
  return tolls.reduce<Toll | null>((most, toll) => (most && most.best >= toll.best ? most : toll), null);
};

const LONGEST_WORDS = 400;

const wordsOf = (event: StoryEvent, texts: TextsById): string => {
  const [first] = event.mentions;
  const text = first && texts.get(first.report);
  const mention = text?.coded.events.find(({ id }) => id === first?.event);
  const words = (mention?.evidence ?? [])
    .map(({ start, end }) => text?.report.text.slice(start, end) ?? '')
    .join(' … ')
    .replace(/\s+/g, ' ');
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS - 1)}…` : words;
};

export const viewEvent = (
  id: string,
  storyId: string,
  event: StoryEvent,
  story: Story,
  texts: TextsById,
): RecordedEvent => {
  const mentions = mentionsOf(event, texts).map(({ mention }) => mention);
  const reports = [...new Set(event.mentions.map(({ report }) => report))];
  const outlets = reports.flatMap(report => texts.get(report)?.report.outlet ?? []);
  return {
    ...event,
    id,
    story: storyId,
    intensity: mentions.find(({ type }) => type === event.type)?.intensity ?? 0,
    acled: acledOf(mentions),
    outlets: [...new Set(outlets)].sort(),
    independentOutlets: sourcesOf(
      story.copies,
      report => texts.get(report)?.report.outlet ?? null,
    ).countVoices(reports),
    confidence: mentions.reduce((most, { confidence }) => Math.max(most, confidence), 0),
    words: wordsOf(event, texts),
    firstReported:
      reports.flatMap(report => dayOrNull(texts.get(report)?.report.publishedAt) ?? []).sort()[0] ?? null,
    killed: killedOf(event, story, texts),
  };
};

const MOST_MENTIONS = 20;
const MOST_WORDS = 600;

/** What full-text search finds an event by: its roles and place, and the words that it rests on. */
export const searchText = (event: RecordedEvent, texts: TextsById): string => {
  const words = event.mentions.slice(0, MOST_MENTIONS).flatMap(({ report, event: id }) => {
    const text = texts.get(report);
    const mention = text?.coded.events.find(each => each.id === id);
    return (mention?.evidence ?? []).map(({ start, end }) =>
      (text?.report.text ?? '').slice(start, Math.min(end, start + MOST_WORDS)),
    );
  });
  const names = [...event.actors, ...event.recipients].map(({ name }) => name);
  return [
    event.type,
    event.mode,
    ...new Set(names),
    event.place?.name,
    event.place?.admin1,
    event.acled?.subEventType,
    ...new Set(words),
  ]
    .filter(part => part !== null && part !== undefined)
    .join('\n');
};
