// Nodes and coreference chains -> clusters, one an entity. Registry actors decide: one actor is one cluster wherever
// it stands, and a chain that mixes two is split. Then countries are lent and office-holders found.
import {
  Clusters,
  isAnchor,
  isName,
  joinIntroduced,
  joinKeys,
  joinNames,
  joinUnlisted,
  splitByAnchors,
} from './clusters.ts';
import { describeNode, describeTitled, locateNode, readScene } from './describe.ts';
import { bareHolders, holderOf, officesOf } from './holders.ts';
import { countryOfNode, type Node } from './node.ts';
import type { MentionReader } from './phrase-nodes.ts';
import type { ReadMentions } from './read-mentions.ts';
import { registryReferent } from './referent.ts';

export interface Settled {
  readonly nodes: readonly Node[];
  /** Root node of each node's cluster. */
  readonly root: readonly number[];
}

const REFLEXIVE = /sel(?:f|ves)$/i;
const SUBJECT = /^(?:it|he|she|they)$/i;

/** Two by their place: subject and object of a verb, "Settlers attacked farmers"; owner and owned. */
const opposed = (reader: MentionReader, nodes: readonly Node[]): readonly (readonly [number, number])[] => {
  const pairs: (readonly [number, number])[] = [];
  const heads = new Map(nodes.map((node, index) => [`${node.sentence}:${node.head}`, index]));
  const subjects = new Map<string, number>();
  const objects = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    const token = reader.named[node.sentence]?.sentence.tokens[node.head];
    const whole = heads.get(`${node.sentence}:${token?.head ?? -1}`);
    if (token?.deprel === 'nmod:poss' && whole !== undefined) pairs.push([whole, index]);
    if (!token || token.head < 0 || REFLEXIVE.test(token.form)) continue;
    // "a report that it had sold arms": the report has sold none
    const clause = reader.named[node.sentence]?.sentence.tokens[token.head];
    const about = clause?.deprel.startsWith('acl') ? heads.get(`${node.sentence}:${clause.head}`) : undefined;
    if (about !== undefined && token.deprel.startsWith('nsubj') && SUBJECT.test(token.form))
      pairs.push([about, index]);
    const verb = `${node.sentence}:${token.head}`;
    if (token.deprel === 'nsubj') subjects.set(verb, index);
    else if (token.deprel === 'obj' || token.deprel === 'iobj') objects.set(verb, index);
  }
  for (const [verb, subject] of subjects) {
    const object = objects.get(verb);
    if (object !== undefined) pairs.push([subject, object]);
  }
  return pairs;
};

export const settle = (
  reader: MentionReader,
  read: ReadMentions,
  chains: readonly (readonly number[])[],
): Settled => {
  const { registry, context } = reader;
  const nodes: Node[] = [...read.nodes];
  const clusters = new Clusters(nodes);
  joinKeys(nodes, clusters, isAnchor);
  for (const [subject, object] of opposed(reader, nodes)) clusters.keepApart(subject, object);
  const titles = new Set(read.pairs.map(([, title]) => title));
  for (const whole of chains) {
    const chain = whole.filter(index => !titles.has(index));
    if (chain.some(index => isAnchor(nodes[index] as Node))) splitByAnchors(registry, nodes, chain, clusters);
    else joinUnlisted(nodes, chain, clusters);
  }
  joinIntroduced(nodes, reader.introduced, clusters);
  joinNames(nodes, clusters);
  for (const [person, title] of read.pairs) clusters.join(person, title);

  const named = new Set<number>();
  for (const [index, node] of nodes.entries())
    if (isAnchor(node) || isName(node)) named.add(clusters.find(index));
  const told = new Set<number>();
  for (const [index, node] of nodes.entries())
    if (countryOfNode(node) !== null) told.add(clusters.find(index));
  const open = (index: number): boolean =>
    !isAnchor(nodes[index] as Node) && !named.has(clusters.find(index));

  for (const [person, description] of bareHolders(reader, nodes, open)) {
    clusters.join(person, description);
    named.add(clusters.find(description));
  }

  const scene = readScene(reader, nodes, clusters);
  for (const [index, node] of nodes.entries()) {
    if (open(index)) nodes[index] = locateNode(scene, describeNode(reader, scene, node));
    else if (node.isNamed && node.referent === null && !told.has(clusters.find(index)))
      nodes[index] = describeTitled(reader, scene, node);
  }
  for (const [index, node] of nodes.entries()) {
    const offices = open(index) ? officesOf(node) : [];
    const holder = offices.length > 0 ? holderOf(reader, scene, node, offices) : null;
    if (holder && 'node' in holder) clusters.join(holder.node, index);
    else if (holder) nodes[index] = { ...node, referent: registryReferent(holder.actor, context.date) };
    if (holder) named.add(clusters.find(index));
  }
  for (const [index, node] of nodes.entries())
    if (node.referent && isAnchor(node)) clusters.own(index, node.referent.key);
  joinKeys(nodes, clusters, isAnchor);
  joinKeys(nodes, clusters, node => !isAnchor(node) && node.phrase !== null && !node.phrase.counted);
  return { nodes, root: nodes.map((_, index) => clusters.find(index)) };
};
