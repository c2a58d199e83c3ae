// People described by their office, "the Turkish president", "the secretary" -> who held it: someone whom the report
// names, else whom the registry gives for the date.
import type { Registry, RegistryActor } from '../schema/registry.ts';
import { holdsOn } from './context.ts';
import type { Scene } from './describe.ts';
import type { Node } from './node.ts';
import type { MentionReader } from './phrase-nodes.ts';

/** Offices of those whom news calls a state's or a body's leader. */
const LEADING = [
  'president',
  'leader',
  'supreme leader',
  'prime minister',
  'chancellor',
  'king',
  'emir',
  'sultan',
  'junta leader',
  'group leader',
  'secretary-general',
];

/** The office by which a node describes a person; "the Turkish leader" may hold any of those at the top. */
export const officesOf = (node: Node): readonly string[] => {
  const { phrase } = node;
  if (phrase === null || phrase.agent.kind !== 'person' || phrase.counted) return [];
  if (node.referent?.office) return [node.referent.office];
  const bare = phrase.modifiers === '' && !phrase.plural;
  return bare && /^(?:leader|chief)$/.test(phrase.agent.lemma) ? LEADING : [];
};

/** Whose office it is: of the body that is served, else of the state. */
const ownerKeyOf = (node: Node): string | null => {
  const served = node.phrase?.served;
  return served && served.kind !== 'person' ? served.key : (node.referent?.actor?.country ?? null);
};

export type Holder = { readonly node: number } | { readonly actor: RegistryActor };

/** Who holds the office by which a person is described: someone of the report, else the registry's by date. */
export const holderOf = (
  reader: MentionReader,
  scene: Scene,
  node: Node,
  offices: readonly string[],
): Holder | null => {
  const { registry, context } = reader;
  const { date } = context;
  const owner = ownerKeyOf(node);
  if (owner === null) return null;
  const leads = registry.states.get(owner)?.leads ?? null;
  const ordered = offices.length > 1 && leads !== null ? [leads, ...offices] : offices;
  const byOffice = ordered.map(office =>
    (registry.officeHolders.get(`${owner}/${office}`) ?? []).filter(
      actor =>
        date === null ||
        actor.terms.some(
          term =>
            term.role === office &&
            (term.country === owner || !registry.states.has(owner)) &&
            holdsOn(term, date),
        ),
    ),
  );
  for (const actor of byOffice.flat()) {
    const known = scene.byKey.get(actor.id);
    if (known !== undefined) return { node: known };
  }
  for (const office of ordered) {
    const titled = scene.titled.get(office)?.find(one => one.country === null || one.country === owner);
    if (titled && registry.states.has(owner)) return { node: titled.node };
  }
  // "the German leader": the chancellor, though Germany has a president too.
  const meant = leads === null ? byOffice.flat() : (byOffice.find(holders => holders.length > 0) ?? []);
  const [sole] = meant;
  return date !== null && meant.length === 1 && sole ? { actor: sole } : null;
};

/** What "the secretary", "the minister" and the like leave unsaid. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  secretary: ['foreign minister', 'defence minister', 'interior minister'],
  minister: ['foreign minister', 'defence minister', 'interior minister', 'finance minister'],
  leader: LEADING,
};

/** "The president", "the secretary" with nothing else to tell whose. */
const bareOffices = ({ phrase, referent }: Node): readonly string[] => {
  if (!phrase || referent !== null || phrase.agent.kind !== 'person') return [];
  const bare =
    phrase.definite &&
    !phrase.plural &&
    !phrase.counted &&
    phrase.modifiers === '' &&
    phrase.countries.length === 0 &&
    phrase.served === null &&
    phrase.possessor < 0 &&
    phrase.location === null;
  if (!bare) return [];
  return phrase.agent.office === null ? (SHORT[phrase.agent.lemma] ?? []) : [phrase.agent.office];
};

const holds = (registry: Registry, node: Node, offices: readonly string[], date: string | null): boolean => {
  if (node.referent?.kind !== 'person' && node.kind !== 'person') return false;
  if (node.title?.office && offices.includes(node.title.office)) return true;
  const actor = registry.actors.get(node.referent?.actor?.id ?? '');
  return (
    actor?.terms.some(term => offices.includes(term.role) && (date === null || holdsOn(term, date))) === true
  );
};

/** For each bare office the last person named before who holds it: pairs of person and description. */
export const bareHolders = (
  reader: MentionReader,
  nodes: readonly Node[],
  isOpen: (index: number) => boolean,
): readonly (readonly [number, number])[] => {
  const order = nodes
    .map((_, index) => index)
    .sort((a, b) => (nodes[a] as Node).span.start - (nodes[b] as Node).span.start);
  const pairs: (readonly [number, number])[] = [];
  const last = new Map<string, number>();
  const known = new Map<string, readonly string[]>();
  const { registry, context } = reader;
  for (const index of order) {
    const node = nodes[index] as Node;
    if (node.isNamed) {
      const key = `${node.referent?.actor?.id ?? ''}/${node.title?.office ?? ''}`;
      let own = known.get(key);
      if (!own) {
        own = ALL_OFFICES.filter(office => holds(registry, node, [office], context.date));
        known.set(key, own);
      }
      for (const office of own) last.set(office, index);
      continue;
    }
    const persons = bareOffices(node).flatMap(office => last.get(office) ?? []);
    const person = persons.length > 0 && isOpen(index) ? Math.max(...persons) : null;
    if (person !== null) pairs.push([person, index]);
  }
  return pairs;
};

const ALL_OFFICES = [
  ...new Set([...LEADING, ...Object.values(SHORT).flat(), 'vice president', 'army chief']),
];
