// Mentions of stage 2, and the registry names, towns and agent nouns it left out -> nodes, each with what it says of
// itself.
import type { Analysis, Mention, Sentence } from '../schema/analysis.ts';
import { relation } from '../schema/tree.ts';
import { hitNode, nameNode, nominalNode, pronounNode, townNodes } from './name-nodes.ts';
import type { Node } from './node.ts';
import { agentAt, describePhrase, hitCovering, isEthnic, type NamedSentence } from './noun-phrase.ts';
import { type MentionReader, phraseNode, twinNodes } from './phrase-nodes.ts';

const readMention = (reader: MentionReader, mention: Mention): Node => {
  const named = reader.named[mention.sentence] as NamedSentence;
  switch (mention.form) {
    case 'name':
      return nameNode(reader, named, mention);
    case 'nominal':
      return nominalNode(reader, named, mention);
    case 'pronoun': {
      // "HTS" may be tagged as a pronoun; a listed name is none.
      const hit = hitCovering(named.hits, mention.head);
      return (hit < 0 ? null : hitNode(reader, named, hit)) ?? pronounNode(reader, named, mention);
    }
  }
};

export interface ReadMentions {
  /** First those of `analysis.mentions`, with the same indices; then the ones added here. */
  readonly nodes: readonly Node[];
  /** Pairs of nodes that are one entity by their place: "President" inside "President Aoun". */
  readonly pairs: readonly (readonly [number, number])[];
}

/** Which tokens lie in the core of a name: what stands in there is part of that name. */
const coreTokens = (own: readonly Node[], size: number): Uint8Array => {
  const taken = new Uint8Array(size);
  for (const node of own) if (node.isNamed) taken.fill(1, node.core.from, node.core.to);
  return taken;
};

const addedHits = (
  reader: MentionReader,
  named: NamedSentence,
  own: readonly Node[],
  taken: Uint8Array,
): Node[] => {
  const known = new Set(own.map(node => node.referent));
  const bases = new Set(own.filter(node => node.isNamed).map(node => `${node.core.from}-${node.core.to}`));
  return named.hits.flatMap((hit, index) => {
    const referent = named.referents[index];
    if (
      !referent ||
      isEthnic(named.sentence, hit) ||
      known.has(referent) ||
      bases.has(`${hit.from}-${hit.to}`)
    )
      return [];
    if (taken[hit.from] && taken[hit.to - 1]) return [];
    const node = hitNode(reader, named, index);
    return node ? [node] : [];
  });
};

const addedAgents = (
  reader: MentionReader,
  named: NamedSentence,
  heads: ReadonlySet<number>,
  taken: Uint8Array,
): Node[] =>
  named.sentence.tokens.flatMap((token, index) => {
    if (token.upos !== 'NOUN' || heads.has(index) || taken[index]) return [];
    if (['compound', 'flat', 'amod'].includes(relation(token))) return [];
    const at = agentAt(reader.registry, named.sentence, index);
    if (!at) return [];
    const phrase = describePhrase(reader.registry, named, at);
    const range = { from: phrase.start, to: Math.max(phrase.end, index + 1) };
    return [phraseNode(reader, named, phrase, range, index, 'nominal')];
  });

/** "The foreign minister, Ada Lund, said": one office, one name between pauses, and no list of people. */
const isAppositive = (sentence: Sentence, title: Node, person: Node, persons: readonly Node[]): boolean => {
  const form = (at: number): string => sentence.tokens[at]?.form ?? '';
  if (title.phrase?.plural || form(title.to) !== ',' || person.from !== title.to + 1) return false;
  if (!/^(?:[,;:.)–—]|)$/.test(form(person.to)) && sentence.tokens[person.to]?.upos !== 'VERB') return false;
  return persons.every(other => other.from !== person.to + 1);
};

/** A title has a mention of its own inside that of the person or beside it. */
const titlePairs = (
  { sentence }: NamedSentence,
  nodes: readonly Node[],
  own: readonly number[],
): (readonly [number, number])[] => {
  const persons = own.filter(index => nodes[index]?.isNamed && nodes[index]?.kind === 'person');
  const people = persons.map(index => nodes[index] as Node);
  return own.flatMap(index => {
    const node = nodes[index] as Node;
    // "U.S. Army" in "U.S. Army General Joseph Hale" is the body that he serves in, and not he.
    if ((node.phrase?.countries.length ?? 0) > 1) return [];
    if (node.phrase ? node.phrase.kind !== 'person' : node.kind !== 'person' || node.form !== 'nominal')
      return [];
    const person = persons.find(one => {
      const outer = nodes[one] as Node;
      if (!node.phrase) return isAppositive(sentence, node, outer, people);
      const leads = node.to === outer.from && !node.phrase?.definite;
      const within = outer.from <= node.from && node.to <= outer.core.from;
      return leads || within || isAppositive(sentence, node, outer, people);
    });
    return person === undefined ? [] : [[person, index] as const];
  });
};

export const readMentions = (reader: MentionReader, analysis: Analysis): ReadMentions => {
  const nodes: Node[] = analysis.mentions.map(mention => readMention(reader, mention));
  const bySentence: number[][] = analysis.sentences.map(() => []);
  for (const [index, node] of nodes.entries()) bySentence[node.sentence]?.push(index);
  const pairs: (readonly [number, number])[] = [];
  for (const named of reader.named) {
    const indices = bySentence[named.sentence.index] ?? [];
    const own = indices.map(index => nodes[index] as Node);
    const size = named.sentence.tokens.length;
    const taken = coreTokens(own, size);
    const hits = addedHits(reader, named, own, taken);
    const withHits = coreTokens([...own, ...hits], size);
    const heads = new Set([...own, ...hits].map(node => node.head));
    const towns = townNodes(reader, named, withHits);
    const agents = addedAgents(reader, named, heads, withHits);
    for (const node of [...hits, ...towns, ...agents]) {
      indices.push(nodes.length);
      nodes.push(node);
    }
    pairs.push(...titlePairs(named, nodes, indices));
  }
  const twins = nodes.flatMap(node => twinNodes(reader, node));
  return { nodes: [...nodes, ...twins], pairs };
};
