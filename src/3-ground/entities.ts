// Clusters of nodes -> the report's entities and grounded mentions, numbered in the order of first mention.
import type { NameKind } from '../schema/analysis.ts';
import type { ActorRef, Entity, EntityMention, GroundedMention } from '../schema/grounding.ts';
import { type Span, spanContains } from '../schema/span.ts';
import { isOfCalendar } from './calendar-words.ts';
import { countryOfNode, type Node } from './node.ts';
import { actorRef, type Referent } from './referent.ts';
import type { Settled } from './settle.ts';

const longest = (names: readonly string[]): string =>
  names.reduce((best, name) => (name.length > best.length ? name : best), '');

const fullest = (nodes: readonly Node[]): string => {
  const names = nodes.filter(node => node.isNamed).map(node => node.surface);
  const nominals = nodes.filter(node => node.form !== 'pronoun').map(node => node.surface);
  return longest(names) || longest(nominals) || subjectForm(nodes[0]?.surface ?? '');
};

const SUBJECT_FORMS: Readonly<Record<string, string>> = {
  him: 'he',
  his: 'he',
  himself: 'he',
  her: 'she',
  hers: 'she',
  herself: 'she',
  them: 'they',
  their: 'they',
  theirs: 'they',
  themselves: 'they',
  its: 'it',
  itself: 'it',
  me: 'I',
  my: 'I',
  i: 'I',
  us: 'we',
  our: 'we',
  ours: 'we',
  whom: 'who',
  whose: 'who',
  your: 'you',
};

/** Someone of whom only pronouns speak is called by one: "he" for "Him". */
const subjectForm = (pronoun: string): string => {
  const lower = pronoun.toLowerCase();
  return SUBJECT_FORMS[lower] ?? (/^\p{Lu}\p{Ll}/u.test(pronoun) ? lower : pronoun);
};

const bodyName = (referent: Referent, nodes: readonly Node[]): string => {
  const own = nodes.filter(({ phrase }) => phrase && phrase.countries.length > 0 && phrase.served === null);
  return longest(own.map(node => node.surface)) || (referent.actor?.name ?? fullest(nodes));
};

const kindOf = (nodes: readonly Node[]): NameKind => {
  const named = nodes.find(node => node.isNamed && node.kind !== null);
  const any = named ?? nodes.find(node => node.kind !== null);
  return any?.kind ?? 'other';
};

/** The actor of an unlisted entity: from a title, an apposition, the nominals that refer to it. */
const describedActor = (nodes: readonly Node[], name: string): ActorRef | null => {
  const soft = nodes.find(node => node.referent?.actor)?.referent?.actor;
  const country = nodes.map(countryOfNode).find(one => one !== null) ?? null;
  const sector =
    nodes.map(node => node.title?.sector ?? null).find(one => one !== null) ?? soft?.sector ?? null;
  return country === null && sector === null ? null : actorRef(soft?.id ?? null, name, country, sector);
};

/** The report still calls him president: then he is, whatever the registry's dates say. */
const inOffice = (referent: Referent, nodes: readonly Node[]): ActorRef | null => {
  const { actor } = referent;
  if (referent.kind !== 'person' || !actor || (actor.sector !== 'ELI' && actor.sector !== null)) return actor;
  const title = nodes.find(node => node.title?.office && node.title.sector !== null)?.title;
  return title ? actorRef(actor.id, actor.name, actor.country, title.sector) : actor;
};

/** A person that the report names in full is called as the report spells it: transliterations differ. */
const asSpelt = ({ kind, name }: Referent, nodes: readonly Node[]): string | null => {
  if (kind !== 'person' || name === null) return null;
  const listed = name.split(' ');
  const spelt = longest(
    nodes
      .filter(node => node.isNamed && node.kind === 'person')
      .map(node => node.surface)
      .filter(surface => surface.split(' ').length === listed.length),
  );
  // one name is common to both ("Mohamed Alloush" is no other man); a shorter spelling leaves something out
  const isSame = listed.length > 1 && listed.some(part => spelt.split(' ').includes(part));
  return isSame && spelt.length >= name.length ? spelt : null;
};

interface Core {
  readonly kind: NameKind;
  readonly name: string;
  readonly actor: ActorRef | null;
  readonly place: Entity['place'];
}

const coreOf = (nodes: readonly Node[]): Core => {
  const referent = nodes.find(node => node.referent?.hard)?.referent;
  if (referent) {
    const name = asSpelt(referent, nodes) ?? referent.name ?? bodyName(referent, nodes);
    return { kind: referent.kind, name, actor: inOffice(referent, nodes), place: referent.place };
  }
  const name = fullest(nodes);
  const place = nodes.find(node => node.referent?.place)?.referent?.place ?? null;
  return { kind: kindOf(nodes), name, actor: describedActor(nodes, name), place };
};

const isInside = (span: Span, times: readonly Span[]): boolean => {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as Span).end < span.end) low = middle + 1;
    else high = middle;
  }
  const time = times[low];
  return time !== undefined && spanContains(time, span);
};

export interface Listed {
  readonly entities: readonly Entity[];
  readonly mentions: readonly GroundedMention[];
}

const compareNodes = (a: Node, b: Node): number =>
  a.span.start - b.span.start || b.span.end - a.span.end || a.head - b.head;

/** @param times in text order: what lies in one and is nobody known, "3 May", is no entity. */
export const listEntities = ({ nodes, root }: Settled, times: readonly Span[]): Listed => {
  const clusters = new Map<number, Node[]>();
  for (const [index, node] of nodes.entries()) {
    const isKnown = node.referent?.hard && !isOfCalendar(node.surface);
    if (!isKnown && isInside(node.span, times)) continue;
    const key = root[index] as number;
    const cluster = clusters.get(key);
    if (cluster) cluster.push(node);
    else clusters.set(key, [node]);
  }
  const ordered = [...clusters.values()]
    .map(cluster => cluster.sort(compareNodes))
    .sort((a, b) => compareNodes(a[0] as Node, b[0] as Node));
  const entities: Entity[] = [];
  const mentions: GroundedMention[] = [];
  for (const [index, cluster] of ordered.entries()) {
    const id = `n${index + 1}`;
    const spans: EntityMention[] = [];
    for (const node of cluster) {
      const { start, end } = node.span;
      const same = spans.at(-1);
      if (same?.start === start && same.end === end) continue;
      spans.push({ start, end, kind: node.form });
      mentions.push({
        start,
        end,
        entity: id,
        sentence: node.sentence,
        from: node.from,
        to: node.to,
        head: node.head,
        form: node.form,
        reading: node.reading,
        locatedIn: node.locatedIn,
      });
    }
    const { kind, name, actor, place } = coreOf(cluster);
    entities.push({ id, kind, name, actor, place, mentions: spans });
  }
  // Entities were numbered in text order, so that a stable sort leaves equal spans in the order of their entities.
  mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  return { entities, mentions };
};
