// Mentions become coreference chains: name and role sieves with precision first (Lee et al. 2013), then a linear
// antecedent ranker (Durrett & Klein 2013) that goes through the report once, with a bounded look back.
import type { Mention, Sentence } from '../schema/analysis.ts';
import { Cluster } from './coreference-clusters.ts';
import { collectFacts, type Facts } from './coreference-facts.ts';
import {
  NEW_FEATURES,
  newFeatures,
  PAIR_FEATURES,
  type PairFacts,
  pairFacts,
  pairFeatures,
} from './coreference-features.ts';
import type { NameKey, NameRelation } from './coreference-names.ts';
import { assignSpeakers } from './coreference-speakers.ts';

export interface CoreferenceWeights {
  /** `mask + 1` weights by feature hash. */
  readonly table: Int8Array | Float32Array;
  readonly mask: number;
}

const WINDOW_SENTENCES = 4;
const PRONOUN_CANDIDATES = 30;
const NEAR_CANDIDATES = 16;
const KEPT_PER_KEY = 4;

/** Mentions seen so far, found again by head, name word or acronym. */
class Index {
  private readonly lists = new Map<string | number, number[]>();
  add(key: string | number, mention: number): void {
    const list = this.lists.get(key);
    if (!list) this.lists.set(key, [mention]);
    else {
      list.push(mention);
      if (list.length > KEPT_PER_KEY) list.shift();
    }
  }
  get(key: string | number): readonly number[] {
    return this.lists.get(key) ?? [];
  }
}

export interface Candidate {
  readonly antecedent: Facts;
  readonly pair: PairFacts;
}

/** Can the two not be one for grammar's sake: gender, animacy, number, or binding within a clause? */
const excluded = (m: Facts, a: Facts, pair: PairFacts, cluster: Cluster): boolean => {
  if (pair.nested && !pair.apposition) return true;
  if (
    m.mention.sentence === a.mention.sentence &&
    a.mention.from >= m.mention.from &&
    a.mention.to <= m.mention.to
  )
    return true;
  if (m.relative !== a.relative && a.relative) return true;
  if (!pair.apposition && isNewcomer(m, a, cluster)) return true;
  const { pronoun } = m;
  if (!pronoun) return a.pronoun !== null && a.pronoun.person !== 3;
  if (
    pair.sameGovernor &&
    !pronoun.reflexive &&
    m.relation !== 'nmod:poss' &&
    a.relation !== 'nmod:poss' &&
    m.relation !== 'conj'
  )
    return true;
  if (pronoun.person === 3) {
    if (a.pronoun && a.pronoun.person !== 3) return m.quotation === a.quotation;
    if (pronoun.gender && cluster.gender && pronoun.gender !== cluster.gender) return true;
    if (pronoun.gender && pronoun.gender !== 'neuter' && (cluster.animate === false || a.number === 'plural'))
      return true;
    if (pronoun.family === 'it' && (a.mention.kind === 'person' || a.number === 'plural')) return true;
    if (pronoun.family === 'they' && a.pronoun?.number === 'singular') return true;
    return false;
  }
  // "I" in a quotation is its speaker or another "I" in it.
  if (pronoun.family === 'i' && m.quotation > 0 && m.speaker >= 0)
    return a.index !== m.speaker && !(a.pronoun?.family === 'i' && a.quotation === m.quotation);
  // I, we, you: another of the same person, or one who can speak.
  if (a.pronoun) return a.pronoun.person === 3 && m.quotation === 0;
  return a.mention.kind === 'place' || a.mention.kind === 'other';
};

/**
 * Phrases without a name of their own that bring somebody new: "a ministry spokesperson" after the minister, "the
 * Norvian government" after the Sarvian one or after "the government in Sarv".
 */
const isNewcomer = (m: Facts, a: Facts, cluster: Cluster): boolean => {
  if (m.key || m.pronoun || m.hasCopula || a.hasCopula) return false;
  if (m.definiteness === 'indefinite' && m.number === 'singular') return true;
  if (m.nationality.length === 0) return false;
  if (cluster.nationality.length === 0) return a.key === null && a.hasPostmodifier;
  return !m.nationality.some(nation => cluster.nationality.includes(nation));
};

export class Resolver {
  readonly facts: Facts[];
  readonly clusterOf: (Cluster | null)[];
  private readonly index = new Index();
  private readonly recent: number[] = [];
  /** Mentions picked as candidates of the mention at hand; `stamps` says for which mention each was picked last. */
  private readonly picked: number[] = [];
  private readonly stamps: Int32Array;
  private stamp = 0;

  constructor(sentences: readonly Sentence[], mentions: readonly Mention[]) {
    this.facts = collectFacts(sentences, mentions);
    assignSpeakers(sentences, this.facts);
    this.clusterOf = this.facts.map(() => null);
    this.stamps = new Int32Array(this.facts.length);
  }

  private pick(at: number): void {
    if (this.stamps[at] === this.stamp) return;
    this.stamps[at] = this.stamp;
    this.picked.push(at);
  }

  private pickAll(key: string | number): void {
    for (const at of this.index.get(key)) this.pick(at);
  }

  /** 1: the head came before; 2: a word of the name did; 4: the whole name or phrase did. */
  seen(m: Facts): number {
    let seen = 0;
    if (!m.pronoun && this.index.get(m.lemma).length > 0) seen |= 1;
    for (const word of m.key?.words ?? []) if (this.index.get(`w ${word}`).length > 0) seen |= 2;
    if (this.index.get(m.phrase ^ 0x55555555).length > 0) seen |= 4;
    return seen;
  }

  /** Possible antecedents, nearest first. Their number is bounded, whatever the report's length. */
  candidates(m: Facts): Candidate[] {
    const { picked } = this;
    picked.length = 0;
    this.stamp++;
    const near = m.pronoun ? PRONOUN_CANDIDATES : m.key ? 0 : NEAR_CANDIDATES;
    for (let i = this.recent.length - 1; i >= 0 && picked.length < near; i--) {
      const at = this.recent[i] as number;
      const a = this.facts[at] as Facts;
      if (m.mention.sentence - a.mention.sentence > WINDOW_SENTENCES) break;
      if (!m.pronoun && a.pronoun) continue;
      this.pick(at);
    }
    if (m.pronoun && m.pronoun.person < 3) this.pickAll(`p ${m.pronoun.family}`);
    if (!m.pronoun) {
      this.pickAll(m.lemma);
      this.pickAll(m.phrase ^ 0x55555555);
      if (!m.key) this.pickAll(`t ${m.lemma}`);
    }
    if (m.key) {
      for (const word of m.key.words) this.pickAll(`w ${word}`);
      if (m.key.acronym) this.pickAll(`i ${m.key.acronym}`);
      if (m.key.initials) this.pickAll(`a ${m.key.initials}`);
    }
    if (m.relation === 'appos' || m.hasCopula)
      for (let i = this.recent.length - 1; i >= 0; i--) {
        const a = this.facts[this.recent[i] as number] as Facts;
        if (a.mention.sentence !== m.mention.sentence) break;
        if (a.mention.head === m.governor || a.governor === m.mention.head) this.pick(a.index);
      }
    const found: Candidate[] = [];
    for (const at of picked.sort((x, y) => y - x)) {
      const a = this.facts[at] as Facts;
      const cluster = this.clusterOf[at] as Cluster;
      const pair = pairFacts(m, a);
      if (excluded(m, a, pair, cluster) || (cluster.contradicts(m) && !pair.apposition)) continue;
      found.push({ antecedent: a, pair });
    }
    return found;
  }

  /** Antecedent that a rule settles, or null: relative pronouns, names that agree, a role with its nation. */
  settled(m: Facts, candidates: readonly Candidate[]): Facts | null {
    if (m.pronoun?.family === 'i' && m.quotation > 0 && m.speaker >= 0 && m.speaker < m.index)
      return this.facts[m.speaker] as Facts;
    if (m.relative)
      return candidates.find(({ antecedent }) => isAntecedentOfRelative(m, antecedent))?.antecedent ?? null;
    return m.key ? settledName(m, m.key, candidates) : this.settledRole(m, candidates);
  }

  /**
   * "the Norvian president" after "Norvian President Lena Brovik": the one person with that title whose nation agrees.
   * Without a nation it must be the only one.
   */
  private settledRole(m: Facts, candidates: readonly Candidate[]): Facts | null {
    if (m.pronoun || m.definiteness !== 'definite' || m.number === 'plural') return null;
    const bearers = candidates.filter(({ antecedent }) => {
      const cluster = this.clusterOf[antecedent.index] as Cluster;
      return cluster.names.length > 0 && cluster.kind === 'person' && cluster.titles.includes(m.lemma);
    });
    const agree = bearers.filter(({ antecedent }) => {
      const { nationality } = this.clusterOf[antecedent.index] as Cluster;
      return m.nationality.length === 0 || m.nationality.some(nation => nationality.includes(nation));
    });
    const found = agree[0]?.antecedent;
    if (!found) return null;
    const one = agree.every(c => this.clusterOf[c.antecedent.index] === this.clusterOf[found.index]);
    return one || m.nationality.length > 0 ? found : null;
  }

  enter(m: Facts, antecedent: Facts | null): void {
    const cluster = antecedent ? (this.clusterOf[antecedent.index] as Cluster) : new Cluster();
    cluster.add(m);
    this.clusterOf[m.index] = cluster;
    this.recent.push(m.index);
    if (m.pronoun) {
      if (m.pronoun.person < 3) this.index.add(`p ${m.pronoun.family}`, m.index);
      return;
    }
    this.index.add(m.lemma, m.index);
    this.index.add(m.phrase ^ 0x55555555, m.index);
    if (!m.key) return;
    if (m.mention.kind === 'person') for (const title of m.titles) this.index.add(`t ${title}`, m.index);
    for (const word of m.key.words) this.index.add(`w ${word}`, m.index);
    if (m.key.initials) {
      this.index.add(`i ${m.key.initials}`, m.index);
    }
    if (m.key.acronym) this.index.add(`a ${m.key.acronym}`, m.index);
  }
}

/** The nearest mention with the same name, or with a part of it where that is plain: a surname, an acronym. */
const settledName = (m: Facts, key: NameKey, candidates: readonly Candidate[]): Facts | null => {
  const { kind } = m.mention;
  const find = (fits: (relation: NameRelation, other: Mention['kind']) => boolean): Facts | null =>
    candidates.find(c => fits(c.pair.nameRelation, c.antecedent.mention.kind))?.antecedent ?? null;
  const same = find((relation, other) => relation === 'same' && (other === kind || key.words.length > 1));
  if (same) return same;
  if (kind === 'person')
    return find((relation, other) => (relation === 'tail' || relation === 'head') && other === 'person');
  return find((relation, other) => relation === 'acronym' && (other === kind || key.initials.length > 2));
};

/** "who" in "the soldiers who fled": the noun that the relative clause hangs on comes just before. */
const isAntecedentOfRelative = (m: Facts, a: Facts): boolean =>
  a.mention.sentence === m.mention.sentence && a.mention.head === m.relativeHead;

const pairRow = new Int32Array(PAIR_FEATURES);
const newRow = new Int32Array(NEW_FEATURES);

export const scoreRow = (weights: CoreferenceWeights, row: Int32Array): number => {
  const { table, mask } = weights;
  let score = 0;
  for (let i = 0; i < row.length; i++) score += table[(row[i] as number) & mask] as number;
  return score;
};

/** Chains over the mentions, each mention in exactly one, in text order. */
export const resolveCoreference = (
  sentences: readonly Sentence[],
  mentions: readonly Mention[],
  weights: CoreferenceWeights,
): number[][] => {
  const resolver = new Resolver(sentences, mentions);
  const clusters = new Set<Cluster>();
  for (const m of resolver.facts) {
    const candidates = resolver.candidates(m);
    let best = resolver.settled(m, candidates);
    if (!best && candidates.length > 0 && !m.relative) {
      newFeatures(m, resolver.seen(m), newRow);
      let top = scoreRow(weights, newRow);
      for (const [rank, { antecedent, pair }] of candidates.entries()) {
        pairFeatures(m, antecedent, pair, resolver.clusterOf[antecedent.index] as Cluster, rank, pairRow);
        const score = scoreRow(weights, pairRow);
        if (score > top) {
          top = score;
          best = antecedent;
        }
      }
    }
    resolver.enter(m, best);
    clusters.add(resolver.clusterOf[m.index] as Cluster);
  }
  joinLaterSpeakers(resolver, clusters);
  return [...clusters]
    .map(cluster => cluster.members.sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
};

/** "I will stay," said Karim: the speaker comes after the pronoun, so the two chains are joined at the end. */
const joinLaterSpeakers = (resolver: Resolver, clusters: Set<Cluster>): void => {
  for (const m of resolver.facts) {
    if (m.pronoun?.family !== 'i' || m.quotation === 0 || m.speaker <= m.index) continue;
    const own = resolver.clusterOf[m.index] as Cluster;
    const speaker = resolver.clusterOf[m.speaker] as Cluster;
    if (own === speaker) continue;
    for (const member of own.members) {
      resolver.clusterOf[member] = speaker;
      speaker.members.push(member);
    }
    clusters.delete(own);
  }
};
