// Who took part, over all mentions of an event.
import type { Participant } from '../schema/coded-report.ts';
import type { Difference } from '../schema/story.ts';
import { agree, type Identity, isFuller, likeness, SAME_ACTOR } from './identity.ts';
import type { Mention } from './mention.ts';
import { byVoices, difference, readingsOf, someRivals } from './readings.ts';
import type { CountVoices } from './voices.ts';

type Role = 'actors' | 'recipients';

const nameList = (identities: readonly Identity[]): string => identities.map(({ name }) => name).join('; ');
/** All who take part, as actors, where who acts and who receives is a matter of wording: "A met B", "B met A". */
const identitiesIn = (mention: Mention, role: Role, isMutual: boolean): readonly Identity[] => {
  if (!isMutual) return mention[role];
  return role === 'actors' ? [...mention.actors, ...mention.recipients] : [];
};

/** Participants of every mention, each actor once, those named most first; descriptions only where no one is named. */
const mergeRole = (
  mentions: readonly Mention[],
  role: Role,
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
  const isNamed = merged.some(({ identity }) => !identity.isVague);
  return merged
    .filter(({ identity }) => !isNamed || !identity.isVague)
    .filter(({ participant }) => !taken.some(other => other.name === participant.name))
    .sort((a, b) => b.count - a.count)
    .map(({ participant }) => participant);
};

/** Two known and different sides, both by name: "gunmen", "a convoy" and "fuel trucks" exclude no one. */
const excludes = (a: Identity, b: Identity): boolean =>
  a.isProper &&
  b.isProper &&
  a.country !== null &&
  b.country !== null &&
  a.country !== b.country &&
  likeness(a, b) < SAME_ACTOR;

export interface MergedRoles {
  readonly actors: readonly Participant[];
  readonly recipients: readonly Participant[];
  readonly differences: readonly Difference[];
  /** Accounts of who did it, or to whom, that share no one. */
  readonly isDisputed: boolean;
}

export const mergeRoles = (
  mentions: readonly Mention[],
  isMutual: boolean,
  countVoices: CountVoices,
): MergedRoles => {
  const roles = (['actors', 'recipients'] as const).map(role => ({
    role,
    readings: byVoices(
      readingsOf(
        mentions,
        mention => {
          const named = identitiesIn(mention, role, isMutual);
          return named.length > 0 ? named : null;
        },
        agree,
        isFuller,
      ),
      countVoices,
    ),
  }));
  const actors = mergeRole(mentions, 'actors');
  return {
    actors,
    recipients: mergeRole(mentions, 'recipients', isMutual ? actors : []),
    differences: roles.flatMap(({ role, readings }) => difference(role, readings, nameList)),
    isDisputed: roles.some(({ readings }) =>
      someRivals(readings, (a, b) => a.every(x => b.every(y => excludes(x, y)))),
    ),
  };
};
