// Linked mentions become one event: each field takes what most independent voices give, and every other value is kept
// as a difference with the mentions that give it.
import type { EventMention, EventPlace, EventStatus, EventTime } from '../schema/coded-report.ts';
import { EVENT_STATUSES } from '../schema/coded-report.ts';
import type { Difference, StoryEvent, StoryEventMention } from '../schema/story.ts';
import { compareFigures, type DatedFigure } from './compare-figures.ts';
import type { Mention } from './mention.ts';
import { mergeRoles } from './merge-roles.ts';
import { fitPlaces, fitTimes } from './place-time.ts';
import { byVoices, difference, isSame, never, type Reading, readingsOf, someRivals } from './readings.ts';
import { isFactual, MUTUAL_TYPES, statusesContradict } from './types-join.ts';
import type { CountVoices } from './voices.ts';

const placeLabel = (place: EventPlace): string =>
  place.country && place.name !== place.country ? `${place.name} (${place.country})` : place.name;
const timeLabel = ({ from, to }: EventTime): string =>
  from === to ? (from ?? '') : `${from ?? '..'}/${to ?? '..'}`;

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
    return !someRivals(readings, () => true)
      ? []
      : difference(
          'counts',
          readings,
          ({ figure }) => `${figure.comparator === '=' ? '' : figure.comparator}${figure.value} ${measure}`,
        );
  });
};

const STATUS_RANK: ReadonlyMap<EventStatus, number> = new Map(EVENT_STATUSES.map((status, i) => [status, i]));

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
  const roles = mergeRoles(mentions, isMutual, countVoices);
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
    roles.isDisputed ||
    counts.length > 0;
  const mode = byVoices(
    readingsOf(typed, m => m.event.mode, isSame, never),
    countVoices,
  )[0];
  const cameo = byVoices(
    readingsOf(typed, m => m.event.cameo, isSame, never),
    countVoices,
  )[0];
  return {
    id,
    type,
    mode: mode?.value ?? null,
    contexts: distinct(typed.flatMap(mention => mention.event.contexts)),
    cameo: cameo?.value ?? null,
    quadClass: (typed[0] as Mention).event.quadClass,
    status: (statuses[0] as Reading<EventStatus>).value,
    actors: roles.actors,
    recipients: roles.recipients,
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
      ...roles.differences,
      ...difference('place', places, placeLabel),
      ...difference('time', times, timeLabel),
      ...counts,
    ],
  };
};
