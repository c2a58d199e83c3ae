// Which nodes are one entity: by registry key, by coreference chain as far as the registry allows, by name.
import { nameWords } from '../resources/names.ts';
import type { Registry } from '../schema/registry.ts';
import type { Introduced } from './acronyms.ts';
import { countryOfNode, type Node } from './node.ts';
import { isPast } from './title.ts';

/** A chain holds few actors; more are left apart, so that a runaway chain stays cheap. */
const FEW = 24;

/** Disjoint sets of nodes. A set that holds a registry actor never joins one that holds another. */
export class Clusters {
  private readonly parent: number[];
  /** Registry key of each root, where it has one. */
  private readonly owner: (string | null)[];
  /** By root: nodes of other sets that are surely someone else. */
  private readonly others = new Map<number, readonly number[]>();
  constructor(nodes: readonly Node[]) {
    this.parent = nodes.map((_, index) => index);
    this.owner = nodes.map(node => (isAnchor(node) ? (node.referent?.key ?? null) : null));
  }
  find(index: number): number {
    let root = index;
    while (this.parent[root] !== root) root = this.parent[root] as number;
    for (let at = index; this.parent[at] !== root; ) {
      const next = this.parent[at] as number;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }
  /** The earlier index stays the root. */
  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    const [one, other] = [this.owner[x] ?? null, this.owner[y] ?? null];
    if (x === y || (one !== null && other !== null && one !== other)) return;
    const [left, right] = [this.others.get(x) ?? [], this.others.get(y) ?? []];
    if (left.some(node => this.find(node) === y) || right.some(node => this.find(node) === x)) return;
    const root = Math.min(x, y);
    this.parent[Math.max(x, y)] = root;
    this.owner[root] = one ?? other;
    if (left.length + right.length > 0) this.others.set(root, [...left, ...right].slice(-FEW));
  }
  /** The two are not one: subject and object of one verb. */
  keepApart(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return;
    this.others.set(x, [...(this.others.get(x) ?? []), y].slice(-FEW));
    this.others.set(y, [...(this.others.get(y) ?? []), x].slice(-FEW));
  }
  /** The node has since been found to be this actor. */
  own(index: number, key: string): void {
    this.owner[this.find(index)] ??= key;
  }
}

const PERSONAL = /^(?:he|him|his|himself|she|her|hers|herself|who|whom)$/i;
const THINGS = /^(?:it|its|itself|which)$/i;

const isSubset = (small: readonly string[], large: readonly string[]): boolean =>
  small.length > 0 && small.every(word => large.includes(word));

const initials = (words: readonly string[]): string => words.map(word => word[0] ?? '').join('');
const SMALL = new Set(['of', 'the', 'for', 'and', 'in', 'on', 'to', 'de', 'du', 'la', "'s"]);

/** "FCU" of "Federation of Coastal Unions", "IRGC" of "Islamic Revolutionary Guard Corps". */
const isAcronym = (short: readonly string[], long: readonly string[]): boolean => {
  const letters = short.join('');
  return (
    long.length > 1 &&
    (initials(long) === letters || initials(long.filter(word => !SMALL.has(word))) === letters)
  );
};

const sameName = (a: readonly string[], b: readonly string[]): boolean =>
  isSubset(a, b) || isSubset(b, a) || isAcronym(b, a) || isAcronym(a, b);

const namesOf = (registry: Registry, anchor: Node): readonly (readonly string[])[] => {
  const actor = anchor.referent?.actor?.id ? registry.actors.get(anchor.referent.actor.id) : undefined;
  return [anchor.surface, ...(actor ? [actor.name, ...actor.aliases] : [])].map(name => nameWords(name));
};

const WORLD: ReadonlySet<string> = new Set(['UNO', 'IGO', 'EUR', 'NGO']);

/** "the Ukrainian president" is no one who never was president. */
const mayHold = (registry: Registry, office: string | null, anchor: Node): boolean => {
  if (office === null) return true;
  const actor = registry.actors.get(anchor.referent?.actor?.id ?? '');
  if (actor) return actor.terms.some(term => term.role === office);
  return anchor.title === null || anchor.title.office === null || anchor.title.office === office;
};

/** May the soft node be what the anchor is? The chain says so; number, kind and country may forbid it. */
const joins = (registry: Registry, node: Node, anchor: Node): boolean => {
  const referent = anchor.referent;
  if (!referent) return true;
  if (node.form === 'pronoun') {
    if (PERSONAL.test(node.surface)) return referent.kind === 'person';
    return !(THINGS.test(node.surface) && referent.kind === 'person');
  }
  if (node.isNamed) {
    const own = nameWords(node.surface);
    const names = namesOf(registry, anchor);
    // "A Canadian" is not Canada, and "Damascus University" more than Damascus.
    if (node.kind === 'person' && referent.key.startsWith('state:')) return false;
    if (referent.kind === 'place' && (node.kind === 'organization' || node.kind === 'person'))
      return names.some(words => words.join(' ') === own.join(' '));
    return names.some(words => sameName(own, words));
  }
  if (node.phrase) {
    if (referent.kind === 'place') return false;
    if ((node.phrase.kind === 'person') !== (referent.kind === 'person')) return false;
    const [worldly, served] = [referent.actor?.sector ?? '', node.phrase.sector ?? ''];
    if (WORLD.has(worldly) !== WORLD.has(served) && worldly !== '' && served !== '') return false;
    if (isPast(node.phrase) && referent.actor?.sector === 'GOV') return false;
    if (!mayHold(registry, node.phrase.agent.office, anchor)) return false;
    const [own, other] = [countryOfNode(node), countryOfNode(anchor)];
    // "2,000 US troops" are no Kurds, though Kurds have no state.
    if (own !== null && other === null && referent.kind === 'group') return false;
    return own === null || other === null || own === other;
  }
  if (referent.kind === 'person') return node.kind === 'person';
  if (referent.kind === 'place') return node.kind === 'place';
  return node.kind === null || node.kind === referent.kind;
};

/** "The president" before any has been named is not the Turkish one of a later paragraph. */
const comesTooEarly = (node: Node, anchor: Node): boolean =>
  node.phrase?.agent.office != null && countryOfNode(node) === null && node.sentence < anchor.sentence;

export const isAnchor = (node: Node): boolean => node.referent?.hard === true;
export const isName = (node: Node): boolean => node.isNamed;

/** A chain with registry actors: every other mention goes to the nearest one before it that it can be. */
export const splitByAnchors = (
  registry: Registry,
  nodes: readonly Node[],
  chain: readonly number[],
  clusters: Clusters,
): void => {
  const anchors = new Map<string, number>();
  for (const index of chain) {
    const key = isAnchor(nodes[index] as Node) ? (nodes[index]?.referent?.key ?? '') : '';
    if (key !== '' && !anchors.has(key)) anchors.set(key, index);
  }
  let recent = [...anchors.values()].slice(0, FEW);
  let left: number | null = null;
  for (const index of chain) {
    const node = nodes[index] as Node;
    if (isAnchor(node)) {
      const first = anchors.get(node.referent?.key ?? '') ?? index;
      recent = [first, ...recent.filter(one => one !== first)].slice(0, FEW);
      continue;
    }
    const fitting = recent.find(
      anchor => joins(registry, node, nodes[anchor] as Node) && !comesTooEarly(node, nodes[anchor] as Node),
    );
    if (fitting !== undefined) clusters.join(fitting, index);
    else if (left === null) left = index;
    else clusters.join(left, index);
  }
};

const ANY_OFFICIAL = /^(?:leader|official|politician|head|chief|ruler|statesman|minister)$/;

/** "The president" is not "the spokesman", whatever chain holds both. */
const areTwoOfficials = (a: Node | undefined, b: Node): boolean => {
  const [one, other] = [a?.phrase, b.phrase];
  if (!one || !other || one.kind !== 'person' || other.kind !== 'person') return false;
  const official = one.sector === 'GOV' && other.sector === 'GOV';
  return (
    official &&
    one.agent.lemma !== other.agent.lemma &&
    (one.agent.office === null || one.agent.office !== other.agent.office) &&
    !ANY_OFFICIAL.test(one.agent.lemma) &&
    !ANY_OFFICIAL.test(other.agent.lemma)
  );
};

/** "The task force" is not its commander, whatever chain holds both. */
const isBodyAndPerson = (a: Node | undefined, b: Node): boolean => {
  const bodies: readonly (string | null)[] = ['organization', 'place'];
  if (b.form === 'pronoun' || !a) return false;
  return (a.kind === 'person' && bodies.includes(b.kind)) || (b.kind === 'person' && bodies.includes(a.kind));
};

/** A chain without registry actors: names that cannot be one part it. */
export const joinUnlisted = (nodes: readonly Node[], chain: readonly number[], clusters: Clusters): void => {
  const names: { words: readonly string[]; index: number }[] = [];
  let current = -1;
  let country: string | null = null;
  for (const index of chain) {
    const node = nodes[index] as Node;
    if (isName(node)) {
      const words = nameWords(node.surface);
      const known = names.find(name => sameName(name.words, words));
      if (known) clusters.join(known.index, index);
      else if (names.length === 0 && current >= 0) clusters.join(current, index);
      if (!known && names.length < FEW) names.push({ words, index });
      current = index;
    } else {
      const own = countryOfNode(node);
      if (own !== null && country !== null && own !== country) continue;
      if (areTwoOfficials(nodes[current], node) || isBodyAndPerson(nodes[current], node)) continue;
      country ??= own;
      if (current >= 0) clusters.join(current, index);
      else current = index;
    }
  }
};

/** The same unlisted name, or a surname of one named in full before, is one entity across chains. */
export const joinNames = (nodes: readonly Node[], clusters: Clusters): void => {
  const full = new Map<string, number>();
  const last = new Map<string, number[]>();
  for (const [index, node] of nodes.entries()) {
    const person = node.referent?.kind === 'person';
    if (!isName(node) || (isAnchor(node) && !person)) continue;
    const words = nameWords(node.surface);
    const key = words.join(' ');
    const known = full.get(key);
    if (known !== undefined && compatible(nodes[known] as Node, node)) clusters.join(known, index);
    else full.set(key, index);
    if (words.length > 1 && (node.kind === 'person' || person)) {
      const surname = words.at(-1) ?? '';
      last.set(surname, [...(last.get(surname) ?? []), index]);
    }
  }
  for (const [index, node] of nodes.entries()) {
    if (!isName(node) || isAnchor(node) || (node.kind !== 'person' && node.kind !== null)) continue;
    const words = nameWords(node.surface);
    if (words.length !== 1) continue;
    const bearers = new Set((last.get(words[0] ?? '') ?? []).map(one => clusters.find(one)));
    const [only] = bearers;
    if (bearers.size === 1 && only !== undefined) clusters.join(only, index);
  }
};

/** "The FCU" is the "Federation of Coastal Unions (FCU)" of before. */
export const joinIntroduced = (
  nodes: readonly Node[],
  introduced: ReadonlyMap<string, Introduced>,
  clusters: Clusters,
): void => {
  if (introduced.size === 0) return;
  const full = new Map<string, number>();
  for (const [index, node] of nodes.entries())
    for (const { letters, sentence, from, to } of introduced.values())
      if (node.isNamed && node.sentence === sentence && node.core.from <= from + 1 && node.core.to === to)
        full.set(letters, index);
  for (const [index, node] of nodes.entries()) {
    const meant = node.isNamed ? full.get(node.surface) : undefined;
    if (meant !== undefined) clusters.join(meant, index);
  }
};

const compatible = (a: Node, b: Node): boolean =>
  a.kind === b.kind || a.kind === null || b.kind === null || a.kind === 'other' || b.kind === 'other';

export const joinKeys = (nodes: readonly Node[], clusters: Clusters, only: (node: Node) => boolean): void => {
  const first = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    const key = node.referent?.key ?? '';
    if (key === '' || !only(node)) continue;
    const known = first.get(key);
    if (known === undefined) first.set(key, index);
    else clusters.join(known, index);
  }
};
