// Figures for one thing are grouped across reports: one measure and unit, and a group, place, period or event in
// common. Each group says how far its reports agree and what range they give.
import type { EventPlace, EventTime, Figure } from '../schema/coded-report.ts';
import type { EventType } from '../schema/plover.ts';
import type { CodedText, StoryFigure } from '../schema/story.ts';
import { boundsOf, compareFigures, type DatedFigure, RISING } from './compare-figures.ts';
import { momentsOf, rangeGap } from './days.ts';
import { Identities, type Identity, likeness, SAME_ACTOR } from './identity.ts';
import { fitPlaces, fitTimes } from './place-time.ts';
import { isContentWord } from './report-words.ts';
import { typeLikeness } from './types-join.ts';
import type { CountVoices } from './voices.ts';
import { priorShare } from './word-prior.ts';
import { type Word, wordAt } from './words.ts';

/** An event of the story as its mentions in one report give it. */
export interface LinkedEvent {
  readonly type: EventType;
  readonly time: EventTime | null;
  readonly place: EventPlace | null;
}

export interface SourcedFigure extends DatedFigure {
  /** Index of the report in the story. */
  readonly report: number;
  readonly reportId: string;
  readonly of: Identity | null;
  readonly places: readonly Identity[];
  /** The first number that its report gives of people killed or hurt, whoever they are: the toll of what it tells. */
  readonly isToll: boolean;
  /** The story's event that the figure is tied to. */
  readonly event: LinkedEvent | null;
  /** Words of its sentence by rarity, of length 1. */
  readonly context: ReadonlyMap<string, number>;
}

/** Likeness of sentences from which differing numbers are held to be about one thing. */
const SAME_SUBJECT = 0.35;
/** Equal numbers need less: a coincidence is rarer. */
const SAME_SUBJECT_EQUAL = 0.12;
/** One thing is not counted this many times higher by one report than by another. */
const MAX_RATIO = 5;

/** Words each side of a figure that tell what it counts. */
const REACH = 40;

const contextOf = (words: readonly Word[], figure: Figure): Map<string, number> => {
  const at = wordAt(words, figure.start);
  const sentence = words[at]?.sentence;
  const context = new Map<string, number>();
  for (const word of words.slice(Math.max(0, at - REACH), at + REACH))
    if (word.sentence === sentence && word.kind !== 'number' && isContentWord(word))
      context.set(word.stem, Math.log(1 / priorShare(word.stem)));
  const length = Math.hypot(...context.values()) || 1;
  for (const [key, weight] of context) context.set(key, weight / length);
  return context;
};

const cosine = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const [key, weight] of a) sum += weight * (b.get(key) ?? 0);
  return sum;
};

const TOLLS: ReadonlySet<string> = new Set(['killed', 'injured', 'casualties', 'missing']);

/** Words that count people without saying which: "eleven others", "bodies". */
const ANYONE: ReadonlySet<string> = new Set(
  'people person persons other others more victim victims body bodies dead wounded injured'.split(' '),
);
const COUNTS =
  /^(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|hundreds?)$/;

/** "Nine people" may be any; "nine soldiers" are not the nine children. */
const isAnyone = ({ words, isProper }: Identity): boolean =>
  !isProper && words.every(word => ANYONE.has(word) || COUNTS.test(word));

/** Figures of a story; `eventOf` gives the story event of a report's event. */
export const sourceFigures = (
  texts: readonly CodedText[],
  words: readonly (readonly Word[])[],
  eventOf: (report: number, event: string) => LinkedEvent | null,
): SourcedFigure[] =>
  texts.flatMap((text, report) => {
    const identities = new Identities(text.coded);
    const eventByFigure = new Map<string, string>();
    for (const event of text.coded.events)
      for (const id of event.counts) if (!eventByFigure.has(id)) eventByFigure.set(id, event.id);
    const tolls = new Set<string>();
    return [...text.coded.figures]
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map(figure => {
        const of = identities.ofEntity(figure.of);
        const isToll =
          TOLLS.has(figure.measure) && (of === null || isAnyone(of)) && !tolls.has(figure.measure);
        if (isToll) tolls.add(figure.measure);
        const event = figure.event ?? eventByFigure.get(figure.id);
        return {
          figure,
          published: momentsOf(text.report.dateBasis === 'inferred' ? null : text.report.publishedAt),
          report,
          reportId: text.report.id,
          of,
          isToll,
          places: figure.places.flatMap(place => identities.ofEntity(place) ?? []),
          event: event ? eventOf(report, event) : null,
          context: contextOf(words[report] as readonly Word[], figure),
        };
      });
  });

const shareWord = (a: Identity, b: Identity): boolean => a.words.some(word => b.words.includes(word));

/** Anyone may be one of them; "militants" and "militants of the Popular Front" do not clash, nor do two groups of one country. */
const clash = (a: readonly Identity[], b: readonly Identity[]): boolean =>
  a.length > 0 &&
  b.length > 0 &&
  !a.some(isAnyone) &&
  !b.some(isAnyone) &&
  a.every(x =>
    b.every(y => likeness(x, y) < SAME_ACTOR && !(x.country && x.country === y.country) && !shareWord(x, y)),
  );

/** Events told apart by day or place; two words for one blow ("the blast", "killed") may have stayed two events. */
const eventsClash = (a: SourcedFigure, b: SourcedFigure): boolean =>
  a.event !== null &&
  b.event !== null &&
  a.event !== b.event &&
  (!RISING.has(a.figure.measure) ||
    typeLikeness(a.event.type, b.event.type) === 0 ||
    fitTimes(a.event.time, b.event.time) === 'apart' ||
    fitPlaces(a.event.place, b.event.place) === 'apart');

/** False where the two count different groups, places or periods, or hang on events that cannot be one. */
const mayBeOne = (a: SourcedFigure, b: SourcedFigure): boolean => {
  if (eventsClash(a, b)) return false;
  if (clash(a.of ? [a.of] : [], b.of ? [b.of] : []) || clash(a.places, b.places)) return false;
  return !a.figure.period || !b.figure.period || rangeGap(a.figure.period, b.figure.period) === 0;
};

/** How likely two figures are about one thing: 0 for not at all. */
const subjectLikeness = (a: SourcedFigure, b: SourcedFigure): number => {
  if (a.figure.measure !== b.figure.measure || a.figure.unit !== b.figure.unit || !mayBeOne(a, b)) return 0;
  const tied = a.event !== null && a.event === b.event;
  const context = cosine(a.context, b.context) + (tied ? 1 : 0);
  const agreement = compareFigures(a, b);
  if (agreement === 'agree') return context >= SAME_SUBJECT_EQUAL ? 2 + context : 0;
  // "12 killed, 3 of them children": one report's different numbers are about different things
  if (a.report === b.report) return 0;
  const [low, high] = [Math.min(a.figure.value, b.figure.value), Math.max(a.figure.value, b.figure.value)];
  if (high > MAX_RATIO * low && !tied) return 0;
  const isSame = context >= SAME_SUBJECT || (a.isToll && b.isToll);
  return isSame ? context + (agreement === 'compatible' ? 0.5 : 0) : 0;
};

/** Most alike first; a group never takes two different numbers of one report. */
const groupFigures = (figures: readonly SourcedFigure[]): number[][] => {
  const byMeasure = new Map<string, number[]>();
  for (const [i, { figure }] of figures.entries()) {
    const key = `${figure.measure}\n${figure.unit}`;
    const list = byMeasure.get(key);
    if (list) list.push(i);
    else byMeasure.set(key, [i]);
  }
  const pairs: { a: number; b: number; score: number }[] = [];
  for (const list of byMeasure.values())
    for (const [n, b] of list.entries())
      for (const a of list.slice(Math.max(0, n - MAX_COMPARED), n)) {
        const score = subjectLikeness(figures[a] as SourcedFigure, figures[b] as SourcedFigure);
        if (score > 0) pairs.push({ a, b, score });
      }
  pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  const groups = figures.map((_, i) => [i]);
  for (const { a, b } of pairs) {
    const [x, y] = [groups[a] as number[], groups[b] as number[]];
    if (x === y || conflict(x, y, figures)) continue;
    const joined = [...x, ...y];
    for (const i of joined) groups[i] = joined;
  }
  return [...new Set(groups)].map(group => [...group].sort((a, b) => a - b));
};

/** Figures of one measure a figure is compared with, the nearest before it. */
const MAX_COMPARED = 300;

const conflict = (a: readonly number[], b: readonly number[], figures: readonly SourcedFigure[]): boolean => {
  const values = new Map(a.map(i => [figures[i]?.report, figures[i]?.figure.value]));
  return (
    b.some(i => {
      const value = values.get(figures[i]?.report);
      return value !== undefined && value !== figures[i]?.figure.value;
    }) || a.some(i => b.some(j => !mayBeOne(figures[i] as SourcedFigure, figures[j] as SourcedFigure)))
  );
};

/** Whether a figure is borne out by a number: "at least 30" by 32. */
const allows = (figure: Figure, value: number): boolean => {
  const { low, high } = boundsOf(figure);
  return value === figure.value || (value >= low && value <= high);
};

/**
 * The value that most independent voices give or allow; ties go to a number over a bound, then to the one published
 * later, then to the lower, as casualty recorders do when sources stand against each other.
 */
const bestValue = (members: readonly SourcedFigure[], countVoices: CountVoices): number => {
  const values = new Set(members.map(({ figure }) => figure.value));
  const ranked = [...values].map(value => {
    const givers = members.filter(({ figure }) => figure.value === value);
    const published = givers.map(giver => giver.published.first).filter(Number.isFinite);
    return {
      value,
      voices: countVoices(members.filter(({ figure }) => allows(figure, value)).map(({ report }) => report)),
      isExact: givers.some(({ figure }) => figure.comparator === '='),
      latest: Math.max(Number.NEGATIVE_INFINITY, ...published),
    };
  });
  ranked.sort(
    (a, b) =>
      b.voices - a.voices ||
      Number(b.isExact) - Number(a.isExact) ||
      (b.latest === a.latest ? a.value - b.value : b.latest - a.latest),
  );
  return (ranked[0] as { value: number }).value;
};

/** One voice agrees with no one, however often its text is printed; it may correct or contradict itself. */
const agreementOf = (
  members: readonly SourcedFigure[],
  countVoices: CountVoices,
): StoryFigure['agreement'] => {
  const voices = countVoices(members.map(({ report }) => report));
  let worst: StoryFigure['agreement'] = voices < 2 ? 'single' : 'agree';
  for (const [i, a] of members.entries())
    for (const b of members.slice(i + 1)) {
      const agreement = compareFigures(a, b);
      if (agreement === 'contradict') return agreement;
      if (agreement === 'compatible') worst = agreement;
    }
  return worst;
};

/** Groups in order of first appearance. */
export const joinFigures = (
  figures: readonly SourcedFigure[],
  countVoices: CountVoices,
): Omit<StoryFigure, 'id'>[] =>
  groupFigures(figures).map(group => {
    const members = group.map(i => figures[i] as SourcedFigure);
    const bounds = members.map(({ figure }) => boundsOf(figure));
    const { measure, unit } = (members[0] as SourcedFigure).figure;
    const high = Math.max(...bounds.map(bound => bound.high));
    return {
      measure,
      unit,
      low: Math.min(...bounds.map(bound => bound.low)),
      best: bestValue(members, countVoices),
      high: Number.isFinite(high) ? high : null,
      agreement: agreementOf(members, countVoices),
      mentions: members.map(({ figure, reportId }) => ({
        start: figure.start,
        end: figure.end,
        report: reportId,
        figure: figure.id,
      })),
    };
  });
