// Who held which office: persons by `country/office`, and by `actor/office` where the row names a body other than a
// state ("NATO", "Hezbollah").
import type { RegistryActor } from '../schema/registry.ts';
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
