// Nodes and coreference chains -> clusters, one an entity. Registry actors decide: one actor is one cluster wherever
// it stands, and a chain that mixes two is split. Then countries are lent and office-holders found.
import { Clusters, isAnchor, isName, joinKeys, joinNames, joinUnlisted, splitByAnchors } from './clusters.ts';
import { describeNode, describeTitled, holderOf, readScene } from './describe.ts';
import { countryOfNode, type Node } from './node.ts';
import type { MentionReader } from './phrase-nodes.ts';
import type { ReadMentions } from './read-mentions.ts';
import { registryReferent } from './referent.ts';

export interface Settled {
  readonly nodes: readonly Node[];
  /** Root node of each node's cluster. */
  readonly root: readonly number[];
}

export const settle = (
  reader: MentionReader,
  read: ReadMentions,
  chains: readonly (readonly number[])[],
): Settled => {
  const { registry, context } = reader;
  const nodes: Node[] = [...read.nodes];
  const clusters = new Clusters(nodes);
  joinKeys(nodes, clusters, isAnchor);
  const titles = new Set(read.pairs.map(([, title]) => title));
  for (const whole of chains) {
    const chain = whole.filter(index => !titles.has(index));
    if (chain.some(index => isAnchor(nodes[index] as Node))) splitByAnchors(registry, nodes, chain, clusters);
    else joinUnlisted(nodes, chain, clusters);
  }
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

  const scene = readScene(reader, nodes, clusters);
  for (const [index, node] of nodes.entries()) {
    if (open(index)) nodes[index] = describeNode(reader, scene, node);
    else if (node.isNamed && node.referent === null && !told.has(clusters.find(index)))
      nodes[index] = describeTitled(reader, scene, node);
  }
  for (const [index, node] of nodes.entries()) {
    const office = node.referent?.office;
    const country = node.referent?.actor?.country;
    if (!office || !country || !node.phrase || !open(index)) continue;
    if (node.phrase.agent.kind !== 'person' || node.phrase.counted) continue;
    const holder = holderOf(reader, scene, country, office);
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
