// Linked mentions become one event: each field takes what most independent voices give, and every other value is kept
// as a difference with the mentions that give it.
import type {
  EventMention,
  EventPlace,
  EventStatus,
  EventTime,
  Participant,
} from '../schema/coded-report.ts';
import { EVENT_STATUSES } from '../schema/coded-report.ts';
import type { Difference, StoryEvent, StoryEventMention } from '../schema/story.ts';
import { compareFigures, type DatedFigure } from './compare-figures.ts';
import { agree, type Identity, likeness, SAME_ACTOR } from './identity.ts';
import type { Mention } from './mention.ts';
import { fitPlaces, fitTimes } from './place-time.ts';
import { isFactual, MUTUAL_TYPES, statusesContradict } from './types-join.ts';
import type { CountVoices } from './voices.ts';

/** Mentions that give one value of a field. */
interface Reading<Value> {
  value: Value;
  readonly mentions: Mention[];
}

/** Groups mentions by value: a mention joins the first reading that `fits`; `fuller` picks the value that stands for it. */
const readingsOf = <Value>(
  mentions: readonly Mention[],
  read: (mention: Mention) => Value | null,
  fits: (a: Value, b: Value) => boolean,
  fuller: (a: Value, b: Value) => boolean,
): Reading<Value>[] => {
  const readings: Reading<Value>[] = [];
  for (const mention of mentions) {
    const value = read(mention);
    if (value === null) continue;
    const reading = readings.find(known => fits(known.value, value));
    if (!reading) readings.push({ value, mentions: [mention] });
    else {
      reading.mentions.push(mention);
      if (fuller(value, reading.value)) reading.value = value;
    }
  }
  return readings;
};

const byVoices = <Value>(readings: readonly Reading<Value>[], countVoices: CountVoices): Reading<Value>[] =>
  readings
    .map(reading => ({
      reading,
      voices: countVoices(reading.mentions.map(mention => mention.report)),
      size: reading.mentions.length,
    }))
    .sort((a, b) => b.voices - a.voices || b.size - a.size)
    .map(({ reading }) => reading);

const isSame = <Value>(a: Value, b: Value): boolean => a === b;
const never = (): boolean => false;
const given = <Item>(items: readonly Item[]): readonly Item[] | null => (items.length > 0 ? items : null);

const nameList = (identities: readonly Identity[]): string => identities.map(({ name }) => name).join('; ');
const placeLabel = (place: EventPlace): string =>
  place.country && place.name !== place.country ? `${place.name} (${place.country})` : place.name;
const timeLabel = ({ from, to }: EventTime): string =>
  from === to ? (from ?? '') : `${from ?? '..'}/${to ?? '..'}`;

const difference = <Value>(
  field: Difference['field'],
  readings: readonly Reading<Value>[],
  label: (value: Value) => string,
): Difference[] =>
  readings.length < 2
    ? []
    : [
        {
          field,
          values: readings.map(({ value, mentions }) => ({
            value: label(value),
            mentions: mentions.map(mention => mention.reference),
          })),
        },
      ];

/** All who take part, as actors, where who acts and who receives is a matter of wording: "A met B", "B met A". */
const identitiesIn = (
  mention: Mention,
  role: 'actors' | 'recipients',
  isMutual: boolean,
): readonly Identity[] => {
  if (!isMutual) return mention[role];
  return role === 'actors' ? [...mention.actors, ...mention.recipients] : [];
};

/** Participants of every mention, each actor once, in the order of how many mentions name it. */
const mergeRole = (
  mentions: readonly Mention[],
  role: 'actors' | 'recipients',
  taken: readonly Participant[] = [],
): readonly Participant[] => {
  const merged: { participant: Participant; identity: Identity; count: number }[] = [];
  for (const mention of mentions)
    for (const [i, identity] of mention[role].entries()) {
      const participant = mention.event[role][i] as Participant;
      const known = merged.find(({ identity: other }) => likeness(other, identity) >= SAME_ACTOR);
      if (known) known.count++;
      else merged.push({ participant, identity, count: 1 });
    }
  return merged
    .filter(({ participant }) => !taken.some(other => other.name === participant.name))
    .sort((a, b) => b.count - a.count)
    .map(({ participant }) => participant);
};

const countsOf = (mention: Mention, figures: ReadonlyMap<string, DatedFigure>): readonly DatedFigure[] =>
  mention.event.counts.flatMap(id => figures.get(`${mention.report} ${id}`) ?? []);

/** Readings of one measure tied to the event ("12 killed"), those that cannot all be true. */
const countDifferences = (
  mentions: readonly Mention[],
  figures: ReadonlyMap<string, DatedFigure>,
): Difference[] => {
  const measures = new Set(
    mentions.flatMap(mention => countsOf(mention, figures).map(({ figure }) => figure.measure)),
  );
  return [...measures].sort().flatMap(measure => {
    const readings = readingsOf(
      mentions,
      mention => countsOf(mention, figures).find(({ figure }) => figure.measure === measure) ?? null,
      (a, b) => compareFigures(a, b) !== 'contradict',
      never,
    );
    return difference(
      'counts',
      readings,
      ({ figure }) => `${figure.comparator === '=' ? '' : figure.comparator}${figure.value} ${measure}`,
    );
  });
};

const STATUS_RANK: ReadonlyMap<EventStatus, number> = new Map(EVENT_STATUSES.map((status, i) => [status, i]));

/** Actors that exclude each other: two accounts of who did it that share no one. */
const rolesContradict = (readings: readonly Reading<readonly Identity[]>[]): boolean =>
  readings.length > 1 &&
  readings.some((a, i) =>
    readings.slice(i + 1).some(b => a.value.every(x => b.value.every(y => excludes(x, y)))),
  );

/** Two known and different sides: an unnamed "gunmen" excludes no one. */
const excludes = (a: Identity, b: Identity): boolean =>
  a.country !== null && b.country !== null && a.country !== b.country && likeness(a, b) < SAME_ACTOR;

export interface MergeContext {
  readonly countVoices: CountVoices;
  /** Figures by report index and id. */
  readonly figures: ReadonlyMap<string, DatedFigure>;
  /** Keys of mentions, by report index and event id, that some mention denies. */
  readonly denied: ReadonlySet<string>;
}

const distinct = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

export const mergeEvent = (id: string, mentions: readonly Mention[], context: MergeContext): StoryEvent => {
  const { countVoices, figures, denied } = context;
  const types = byVoices(
    readingsOf(mentions, m => m.event.type, isSame, never),
    countVoices,
  );
  const type = (types[0] as Reading<EventMention['type']>).value;
  const isMutual = MUTUAL_TYPES.has(type);
  const typed = mentions.filter(mention => mention.event.type === type);
  const statuses = byVoices(
    readingsOf(
      mentions,
      m => m.event.status,
      (a, b) => a === b || (isFactual(a) && isFactual(b)),
      (a, b) => (STATUS_RANK.get(a) ?? 0) < (STATUS_RANK.get(b) ?? 0),
    ),
    countVoices,
  );
  const roles = (['actors', 'recipients'] as const).map(role => ({
    role,
    readings: byVoices(
      readingsOf(
        mentions,
        m => given(identitiesIn(m, role, isMutual)),
        agree,
        (a, b) => a.length > b.length,
      ),
      countVoices,
    ),
  }));
  const places = byVoices(
    readingsOf(
      mentions,
      m => m.event.place,
      (a, b) => fitPlaces(a, b) !== 'apart',
      (a, b) => a.precision < b.precision,
    ),
    countVoices,
  );
  const times = byVoices(
    readingsOf(
      mentions,
      m => m.event.time,
      (a, b) => fitTimes(a, b) !== 'apart',
      (a, b) => a.precision < b.precision,
    ),
    countVoices,
  );
  const counts = countDifferences(mentions, figures);
  const isDisputed =
    mentions.some(mention => denied.has(`${mention.report} ${mention.event.id}`)) ||
    statuses.some((a, i) => statuses.slice(i + 1).some(b => statusesContradict(a.value, b.value))) ||
    roles.some(({ readings }) => rolesContradict(readings)) ||
    counts.length > 0;
  const mode = byVoices(
    readingsOf(typed, m => m.event.mode, isSame, never),
    countVoices,
  )[0];
  const cameo = byVoices(
    readingsOf(typed, m => m.event.cameo, isSame, never),
    countVoices,
  )[0];
  const actors = mergeRole(mentions, 'actors');
  return {
    id,
    type,
    mode: mode?.value ?? null,
    contexts: distinct(typed.flatMap(mention => mention.event.contexts)),
    cameo: cameo?.value ?? null,
    quadClass: (typed[0] as Mention).event.quadClass,
    status: (statuses[0] as Reading<EventStatus>).value,
    actors,
    recipients: mergeRole(mentions, 'recipients', isMutual ? actors : []),
    place: places[0]?.value ?? null,
    time: times[0]?.value ?? null,
    mentions: mentions.map((mention): StoryEventMention => mention.reference),
    standing: isDisputed
      ? 'disputed'
      : countVoices(mentions.map(mention => mention.report)) > 1
        ? 'corroborated'
        : 'singleSource',
    differences: [
      ...difference('type', types, value => value),
      ...difference('status', statuses, value => value),
      ...roles.flatMap(({ role, readings }) => difference(role, readings, nameList)),
      ...difference('place', places, placeLabel),
      ...difference('time', times, timeLabel),
      ...counts,
    ],
  };
};
