// What the program codes at the words that reviewers decided on, against what they decided: precision and recall by
// field. Events elsewhere in the reports are not judged.
import type { CodedReport, EventMention } from '../schema/coded-report.ts';
import { GOLD_FIELDS, type GoldField, type GoldMention, type GoldReport } from '../schema/gold.ts';
import type { Report } from '../schema/report.ts';
import { spansOverlap } from '../schema/span.ts';
import { counted, type Row } from './row.ts';

type Fields = Partial<Pick<EventMention, GoldField>>;

const plain = (name: string): string => name.toLowerCase().replace(/^the\s+/, '');

const peopleIn = (people: EventMention['actors'] = []): string[] =>
  people.map(({ name, code }) => code || plain(name));

const one = (value: string | null | undefined): string[] => (value ? [value] : []);

/** The values of a field, as few as none. A participant is known by its code, or by its name where it has none. */
const VALUES: { readonly [Field in GoldField]: (event: Fields) => string[] } = {
  type: ({ type }) => one(type),
  mode: ({ mode }) => one(mode),
  status: ({ status }) => one(status),
  actors: ({ actors }) => peopleIn(actors),
  recipients: ({ recipients }) => peopleIn(recipients),
  place: ({ place }) => one(place && `${plain(place.name)} ${place.country ?? ''}`),
  time: ({ time }) => one(time && `${time.from ?? ''}/${time.to ?? ''}`),
};

interface Tally {
  right: number;
  coded: number;
  wanted: number;
}

const sharedOf = (a: readonly string[], b: readonly string[]): number => {
  const left = [...b];
  return a.filter(value => {
    const at = left.indexOf(value);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
};

/** The event at these words; of several, that which shares most of what is known. */
const eventAt = (
  { events }: CodedReport,
  { trigger, known }: GoldMention,
  taken: ReadonlySet<EventMention>,
): EventMention | null => {
  const likeness = (event: EventMention): number =>
    GOLD_FIELDS.filter(
      field => known[field] !== undefined && `${VALUES[field](event)}` === `${VALUES[field](known)}`,
    ).length;
  let best: EventMention | null = null;
  for (const event of events)
    if (
      !taken.has(event) &&
      spansOverlap(event.trigger, trigger) &&
      (!best || likeness(event) > likeness(best))
    )
      best = event;
  return best;
};

export const scoreDecided = (
  gold: string,
  reports: readonly GoldReport[],
  code: (report: Report) => CodedReport,
): Row[] => {
  const tallies = new Map<string, Tally>();
  const add = (what: string, right: number, coded: number, wanted: number): void => {
    const before = tallies.get(what) ?? { right: 0, coded: 0, wanted: 0 };
    tallies.set(what, {
      right: before.right + right,
      coded: before.coded + coded,
      wanted: before.wanted + wanted,
    });
  };
  add('events', 0, 0, 0);
  for (const { report, mentions } of reports) {
    const coded = code(report);
    const taken = new Set<EventMention>();
    // what is right first: of two events at one word the other one is that which was rejected
    for (const mention of mentions.toSorted((a, b) => Number(b.isRight) - Number(a.isRight))) {
      const event = eventAt(coded, mention, taken);
      if (event) taken.add(event);
      add(
        'events',
        Number(event !== null && mention.isRight),
        Number(event !== null),
        Number(mention.isRight),
      );
      if (!event || !mention.isRight) continue;
      for (const field of GOLD_FIELDS) {
        if (mention.known[field] === undefined) continue;
        const [said, wanted] = [VALUES[field](event), VALUES[field](mention.known)];
        add(field, sharedOf(said, wanted), said.length, wanted.length);
      }
    }
  }
  const rows = [...tallies].flatMap(([what, { right, coded, wanted }]) => [
    counted(gold, `${what}, precision`, right, coded),
    counted(gold, `${what}, recall`, right, wanted),
  ]);
  return rows.filter(({ of }) => of > 0);
};
