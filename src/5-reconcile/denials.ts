// Which events of a story deny which: as a report itself says, and across reports, where one tells that an accusation
// was denied and another tells the accusation.
import type { Denial } from '../schema/story.ts';
import { bestLikeness, SAME_ACTOR } from './identity.ts';
import { contextLikeness, type Mention } from './mention.ts';
import { stem } from './stem.ts';
import { rootOf } from './verb-forms.ts';

const root = (word: string): string => rootOf(stem(word));
/** Words that deny what was said, beside those that refuse what was asked. */
const DENIES: ReadonlySet<string> = new Set(['deny', 'denial', 'dispute', 'refute', 'disavow'].map(root));
/** With one of these about it, a rejection is of what was said: "rejected the accusation as absurd". */
const CHARGES: ReadonlySet<string> = new Set(
  ['accusation', 'accuse', 'allegation', 'charge', 'claim', 'blame', 'criticism', 'report'].map(root),
);

const some = (words: Iterable<string>, set: ReadonlySet<string>): boolean => {
  for (const word of words) if (set.has(word)) return true;
  return false;
};

const isDenial = (mention: Mention): boolean =>
  mention.event.type === 'REJECT' &&
  (mention.event.denies !== null ||
    some(mention.trigger, DENIES) ||
    some(mention.context.keys(), CHARGES) ||
    some(mention.trigger, CHARGES));

/** Accusations against the one who denies, by someone else. */
const answers = (denial: Mention, claim: Mention): boolean => {
  if (claim.event.type !== 'ACCUSE') return false;
  if (claim.event.status === 'hypothetical' || claim.event.status === 'planned') return false;
  const accused = bestLikeness(denial.actors, claim.recipients) ?? 0;
  const self = bestLikeness(denial.actors, claim.actors) ?? 0;
  // "India rejected Trudeau's accusation": who is answered, where it is told, must be who accused
  const accuser = bestLikeness(denial.recipients, claim.actors);
  return accused >= SAME_ACTOR && self < SAME_ACTOR && (accuser === null || accuser > 0);
};

type Link = readonly [denial: number, claim: number];

/** What the reports themselves tie: the event denied, or the events of the statement denied. */
const toldLinks = (mentions: readonly Mention[], groupOf: readonly number[]): Link[] => {
  const targets = new Map<string, number[]>();
  const add = (key: string, group: number): void => {
    const known = targets.get(key);
    if (known) known.push(group);
    else targets.set(key, [group]);
  };
  for (const [i, { report, event }] of mentions.entries()) {
    add(`${report} ${event.id}`, groupOf[i] as number);
    if (event.statement) add(`${report} ${event.statement}`, groupOf[i] as number);
  }
  return mentions.flatMap(({ report, event }, i) =>
    event.denies
      ? (targets.get(`${report} ${event.denies}`) ?? []).map(claim => [groupOf[i] as number, claim] as const)
      : [],
  );
};

/** For every denial the accusation that it most likely answers, wherever that is told. */
const inferredLinks = (mentions: readonly Mention[], groupOf: readonly number[]): Link[] => {
  const claims = [...mentions.keys()].filter(i => (mentions[i] as Mention).event.type === 'ACCUSE');
  return mentions.flatMap((denial, i): Link[] => {
    if (!isDenial(denial)) return [];
    const fitting = claims
      .filter(at => groupOf[at] !== groupOf[i] && answers(denial, mentions[at] as Mention))
      .map(at => ({ at, likeness: contextLikeness(denial, mentions[at] as Mention) }))
      .sort((a, b) => b.likeness - a.likeness || a.at - b.at);
    const best = fitting[0];
    return best ? [[groupOf[i] as number, groupOf[best.at] as number]] : [];
  });
};

/** `groups` are the story's events as indices into `mentions`, `ids` their ids. */
export const linkDenials = (
  mentions: readonly Mention[],
  groups: readonly (readonly number[])[],
  ids: readonly string[],
): Denial[] => {
  const groupOf: number[] = [];
  for (const [number, group] of groups.entries()) for (const at of group) groupOf[at] = number;
  const seen = new Set<string>();
  const links = [...toldLinks(mentions, groupOf), ...inferredLinks(mentions, groupOf)].filter(
    ([denial, claim]) => {
      const key = `${denial} ${claim}`;
      if (denial === claim || seen.has(key)) return false;
      seen.add(key);
      return true;
    },
  );
  return links
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([denial, claim]) => ({ denial: ids[denial] as string, claim: ids[claim] as string }));
};
