// Who held which office: persons by `country/office`, and by `actor/office` where the row names a body other than a
// state ("NATO", "Hezbollah").
import type { RegistryActor, RegistryProblem, Term } from '../schema/registry.ts';
import { nameKey } from './names.ts';
import type { Draft } from './registry-draft.ts';

export const slug = (name: string): string => nameKey(name).replaceAll(' ', '-').replaceAll("'", '');

export const indexOffices = (draft: Draft): Map<string, RegistryActor[]> => {
  const holders = new Map<string, RegistryActor[]>();
  const hold = (key: string, actor: RegistryActor): void => {
    const known = holders.get(key);
    if (!known) holders.set(key, [actor]);
    else if (!known.includes(actor)) known.push(actor);
  };
  for (const actor of draft.actors.values())
    for (const term of actor.terms) {
      if (term.role === '') continue;
      if (term.country !== null || term.of === null) hold(`${term.country ?? ''}/${term.role}`, actor);
      if (term.of === null) continue;
      const id = [`group:${slug(term.of)}`, `org:${slug(term.of)}`].find(one => draft.actors.has(one));
      if (id !== undefined) hold(`${id}/${term.role}`, actor);
      else {
        const [file = '', line = '0'] = actor.source.split(':');
        const message = `of "${term.of}" is not a name in actors/groups.tsv or actors/organizations.tsv`;
        draft.problems.push({ file, line: Number(line), message });
      }
    }
  return holders;
};

/** Offices that one person of a state holds at a time. */
const SINGLE = new Set([
  'president',
  'prime minister',
  'chancellor',
  'king',
  'emir',
  'sultan',
  'supreme leader',
  'junta leader',
  'foreign minister',
  'defence minister',
]);

interface Held {
  readonly actor: RegistryActor;
  readonly term: Term;
}

/** "2012" begins no earlier than "2012-05" ends, as far as both are known. */
const beginsBefore = (from: string | null, to: string | null): boolean => {
  if (to === null) return true;
  const length = Math.min(from?.length ?? 0, to.length);
  return (from ?? '').slice(0, length) < to.slice(0, length) || from === null;
};

/** Terms of one office of a state that two persons hold on the same days: the later one is named. */
export const overlappingTerms = (actors: Iterable<RegistryActor>): readonly RegistryProblem[] => {
  const held = new Map<string, Held[]>();
  for (const actor of actors)
    for (const term of actor.terms) {
      if (term.country === null || term.of !== null || !SINGLE.has(term.role)) continue;
      const key = `${term.country}/${term.role}`;
      held.set(key, [...(held.get(key) ?? []), { actor, term }]);
    }
  return [...held.values()].flatMap(terms => {
    const ordered = terms.toSorted((a, b) => ((a.term.from ?? '') < (b.term.from ?? '') ? -1 : 1));
    return ordered.flatMap((later, index) => {
      const before = ordered
        .slice(0, index)
        .find(one => one.actor !== later.actor && beginsBefore(later.term.from, one.term.to));
      return before ? [overlap(later, before)] : [];
    });
  });
};

const overlap = ({ actor, term }: Held, before: Held): RegistryProblem => {
  const [file = '', line = '0'] = actor.source.split(':');
  return {
    file,
    line: Number(line),
    message: `${actor.name} is ${term.role} of ${term.country} from ${term.from ?? '...'} while ${before.actor.name} (${before.actor.source}) is until ${before.term.to ?? 'today'}; end the one term before the other begins`,
  };
};
