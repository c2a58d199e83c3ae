// Mentions of one event are linked, within a report and across reports: pairs worth scoring are found by shared
// trigger words and context, then clusters merge by mean score while no rule forbids it.
import type { Mention } from './mention.ts';
import { cannotBeOne, type PairWeights, pairScore } from './pair-score.ts';
import { PAIR_WEIGHTS } from './pair-weights.ts';
import { Queue } from './queue.ts';

/** Mean log-odds from which clusters merge. */
const MERGE = 0;
/** In a story of up to this many mentions every pair is scored. */
const ALL_PAIRS = 150;
/** In a longer one, a mention is compared with this many that share the most words with it. */
const MAX_CANDIDATES = 40;
/** A word with more mentions than this finds only the last of them. */
const MAX_POSTINGS = 300;
/** Score taken for pairs that were not worth scoring. */
const UNLIKE = -2;

const allPairs = (size: number): [number, number][] => {
  const pairs: [number, number][] = [];
  for (let b = 1; b < size; b++) for (let a = 0; a < b; a++) pairs.push([a, b]);
  return pairs;
};

const indexedPairs = (mentions: readonly Mention[]): [number, number][] => {
  const postings = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  for (const [b, mention] of mentions.entries()) {
    const overlap = new Map<number, number>();
    const keys: [string, number][] = [...mention.trigger].map(word => [`!${word}`, 1]);
    keys.push(...mention.context);
    for (const [key, weight] of keys) {
      const list = postings.get(key) ?? [];
      if (list.length === 0) postings.set(key, list);
      for (const a of list.slice(-MAX_POSTINGS)) overlap.set(a, (overlap.get(a) ?? 0) + weight);
      list.push(b);
    }
    const nearest = [...overlap].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, MAX_CANDIDATES);
    for (const [a] of nearest) pairs.push([a, b]);
  }
  return pairs;
};

/** What is known between two clusters: the sum of pair scores, how many they are, whether a rule keeps them apart. */
interface Link {
  readonly sum: number;
  readonly count: number;
  readonly isForbidden: boolean;
}

interface Cluster {
  readonly members: readonly number[];
  readonly links: Map<number, Link>;
}

const addLinks = (a: Link, b: Link | undefined): Link =>
  b ? { sum: a.sum + b.sum, count: a.count + b.count, isForbidden: a.isForbidden || b.isForbidden } : a;

const mergedLinks = (x: Cluster, y: Cluster, isAlive: (cluster: number) => boolean): Map<number, Link> => {
  const links = new Map<number, Link>();
  for (const cluster of [x, y])
    for (const [other, link] of cluster.links)
      if (isAlive(other)) links.set(other, addLinks(link, links.get(other)));
  return links;
};

/** Groups of indices into `mentions`, each in exactly one, in order of first mention. */
export const linkEvents = (mentions: readonly Mention[], weights: PairWeights = PAIR_WEIGHTS): number[][] => {
  const clusters: (Cluster | null)[] = mentions.map((_, i) => ({ members: [i], links: new Map() }));
  const queue = new Queue();
  const connect = (a: number, b: number, link: Link): void => {
    const [x, y] = [clusters[a] as Cluster, clusters[b] as Cluster];
    x.links.set(b, link);
    y.links.set(a, link);
    if (link.isForbidden) return;
    const pairs = x.members.length * y.members.length;
    const similarity = (link.sum + (pairs - link.count) * UNLIKE) / pairs;
    if (similarity > MERGE) queue.push({ a: Math.min(a, b), b: Math.max(a, b), similarity });
  };
  for (const [a, b] of mentions.length <= ALL_PAIRS ? allPairs(mentions.length) : indexedPairs(mentions)) {
    const [x, y] = [mentions[a] as Mention, mentions[b] as Mention];
    const isForbidden = cannotBeOne(x, y);
    connect(a, b, { sum: isForbidden ? 0 : pairScore(x, y, weights), count: 1, isForbidden });
  }
  for (let top = queue.pop(); top; top = queue.pop()) {
    const [x, y] = [clusters[top.a], clusters[top.b]];
    if (!x || !y) continue;
    clusters[top.a] = null;
    clusters[top.b] = null;
    const links = mergedLinks(x, y, other => clusters[other] !== null);
    const merged = clusters.push({ members: [...x.members, ...y.members], links: new Map() }) - 1;
    for (const [other, link] of links) connect(merged, other, link);
  }
  return clusters
    .flatMap(cluster => (cluster ? [[...cluster.members].sort((a, b) => a - b)] : []))
    .sort((a, b) => (a[0] as number) - (b[0] as number));
};
