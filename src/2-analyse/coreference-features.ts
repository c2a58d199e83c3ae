// A mention and a possible antecedent (or none) become hashed features for the antecedent ranker, after the feature
// sets of Durrett & Klein 2013 and the sieves of Lee et al. 2013.
import type { Cluster } from './coreference-clusters.ts';
import type { Facts } from './coreference-facts.ts';
import { type NameRelation, relateNames } from './coreference-names.ts';
import { hashText, mix, wordCodes } from './names-features.ts';

export const PAIR_FEATURES = 44;
export const NEW_FEATURES = 22;

const definitenessCodes = { definite: 1, demonstrative: 2, possessed: 3, indefinite: 4, bare: 5 } as const;
const formCodes = { name: 1, nominal: 2, pronoun: 3 } as const;
const kindCodes = { person: 1, organization: 2, place: 3, group: 4, other: 5 } as const;
const relationCodes: Readonly<Record<NameRelation, number>> = {
  none: 0,
  same: 1,
  tail: 2,
  head: 3,
  part: 4,
  acronym: 5,
};

const kindOf = (facts: Facts): number => (facts.mention.kind ? kindCodes[facts.mention.kind] : 0);

const bucket = (n: number): number => (n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 40 ? 8 : 9);

const relationClass = (facts: Facts): number => {
  const { relation } = facts;
  if (relation.startsWith('nsubj')) return relation === 'nsubj:pass' ? 2 : 1;
  if (relation === 'obj' || relation === 'iobj') return 3;
  if (relation.startsWith('obl')) return 4;
  if (relation === 'nmod:poss') return 5;
  if (relation.startsWith('nmod')) return 6;
  if (relation === 'conj') return 7;
  if (relation === 'root') return 8;
  if (relation === 'appos') return 9;
  return 10;
};

const ternary = (a: unknown, b: unknown): number => (a === null || b === null ? 0 : a === b ? 1 : 2);

const subset = (small: readonly number[], large: readonly number[]): boolean =>
  small.every(value => large.includes(value));

/** What is known of the relation of two mentions before any weight is read. */
export interface PairFacts {
  readonly nameRelation: NameRelation;
  readonly apposition: boolean;
  readonly copula: boolean;
  readonly nested: boolean;
  readonly sameGovernor: boolean;
}

export const pairFacts = (m: Facts, a: Facts): PairFacts => {
  const together = m.mention.sentence === a.mention.sentence;
  const nameRelation = m.key && a.key ? relateNames(a.key, m.key) : 'none';
  const apposition = together && m.relation === 'appos' && m.governor === a.mention.head;
  const copula =
    together &&
    a.relation.startsWith('nsubj') &&
    a.governor === m.mention.head &&
    m.hasCopula &&
    m.relation !== 'appos';
  const nested = together && m.mention.from >= a.mention.from && m.mention.to <= a.mention.to;
  const sameGovernor = together && m.governor === a.governor && m.governor >= 0;
  return { nameRelation, apposition, copula, nested, sameGovernor };
};

/** Features of linking `m` to `a`; `rank` counts candidates between them, `cluster` is the antecedent's entity. */
export const pairFeatures = (
  m: Facts,
  a: Facts,
  pair: PairFacts,
  cluster: Cluster,
  rank: number,
  out: Int32Array,
): void => {
  const type = m.type;
  const other = a.type;
  const form = formCodes[a.mention.form];
  const sentences = Math.min(9, m.mention.sentence - a.mention.sentence);
  const near = bucket(sentences);
  const headMatch = m.lemma === a.lemma && !m.pronoun && !a.pronoun ? 1 : 0;
  const modifierMatch = headMatch
    ? subset(m.modifiers, a.modifiers)
      ? subset(a.modifiers, m.modifiers)
        ? 3
        : 2
      : 1
    : 0;
  const phraseMatch = m.phrase === a.phrase && m.phrase !== 0 ? 1 : 0;
  const nation =
    m.nationality.length === 0 || cluster.nationality.length === 0
      ? 0
      : subset(m.nationality, cluster.nationality)
        ? 1
        : 2;
  const names = relationCodes[pair.nameRelation];
  const number = ternary(m.number, cluster.number);
  const gender = mix(hashText(m.gender ?? '?'), hashText(cluster.gender ?? '?'));
  const animacy =
    (m.animate === null ? 0 : m.animate ? 1 : 2) * 3 +
    (cluster.animate === null ? 0 : cluster.animate ? 1 : 2);
  const quotes = (m.quotation ? 1 : 0) + (a.quotation ? 2 : 0) + (m.quotation === a.quotation ? 4 : 0);
  const samePlace = m.paragraph === a.paragraph ? 1 : m.paragraph === a.paragraph + 1 ? 2 : 3;
  const grammar = relationClass(a);
  const own = relationClass(m);
  const structure =
    (pair.apposition ? 1 : 0) + (pair.copula ? 2 : 0) + (pair.nested ? 4 : 0) + (pair.sameGovernor ? 8 : 0);
  const role = !m.pronoun && cluster.titles.includes(m.lemma) ? 1 : 0;
  const mKind = kindOf(m);
  const aKind = cluster.kind === null ? 0 : kindCodes[cluster.kind];
  const size = Math.min(5, cluster.size);
  let k = 0;
  const add = (value: number) => {
    out[k] = mix(value, 2000 + k);
    k++;
  };
  add(0);
  add(type);
  add(mix(type, other));
  add(mix(type, near));
  add(mix(mix(type, near), form));
  add(mix(mix(type, bucket(rank)), form));
  add(mix(bucket(rank), near));
  add(mix(type, headMatch * 4 + modifierMatch));
  add(mix(mix(type, other), headMatch * 4 + modifierMatch));
  add(mix(mix(type, near), headMatch));
  add(mix(type, phraseMatch));
  add(mix(phraseMatch * 8 + headMatch, mKind));
  add(mix(names, mKind * 8 + aKind));
  add(mix(names * 2 + headMatch, form));
  add(mix(type, mKind * 8 + aKind));
  add(mix(headMatch, mKind * 8 + aKind));
  add(mix(type, number));
  add(mix(type, gender));
  add(mix(type, animacy));
  add(mix(type, aKind * 4 + number));
  add(mix(type, grammar));
  add(mix(type, grammar * 16 + own));
  add(mix(mix(type, grammar), near));
  add(structure);
  add(mix(type, structure));
  add(mix(structure, form * 8 + aKind));
  add(mix(type, quotes));
  add(mix(mix(type, other), quotes));
  add(mix(type, samePlace));
  add(mix(mix(type, other), samePlace));
  add(mix(type, size));
  add(mix(mix(type, size), near));
  add(m.pronoun ? mix(a.lemma, type) : mix(m.lemma, a.pronoun ? other : a.lemma));
  add(m.pronoun ? mix(type, aKind * 2) : mix(m.lemma, aKind));
  add(mix(role, nation));
  add(mix(mix(role, nation), type));
  add(mix(mix(nation, headMatch), form));
  add(mix(m.governorLemma, aKind));
  add(mix(mix(type, a.firstInSentence ? 1 : 0), near));
  add(mix(type, a.mention.sentence === 0 ? 1 : 0));
  add(mix(mix(type, definitenessCodes[a.definiteness]), near));
  add(mix(type, cluster.lastForm * 4 + Math.min(3, m.mention.sentence - cluster.lastSentence)));
  add(m.speaker >= 0 && cluster.members.includes(m.speaker) ? mix(type, 77) : mix(type, 78));
  add(a.speaker >= 0 && a.speaker === m.index ? 5 : 6);
};

/** Features of `m` starting an entity of its own. `seen`: its head or a word of its name came before. */
export const newFeatures = (m: Facts, seen: number, out: Int32Array): void => {
  const type = m.type;
  const kind = kindOf(m);
  const own = relationClass(m);
  const length = Math.min(6, m.mention.to - m.mention.from);
  let k = 0;
  const add = (value: number) => {
    out[k] = mix(value, 3000 + k);
    k++;
  };
  add(0);
  add(type);
  add(m.lemma);
  add(mix(type, m.lemma));
  add(mix(type, own));
  add(mix(type, kind));
  add(mix(type, seen));
  add(mix(mix(type, seen), kind));
  add(mix(mix(type, seen), length));
  add(mix(type, bucket(m.mention.sentence)));
  add(mix(type, bucket(m.index)));
  add(mix(type, Math.min(3, m.modifiers.length)));
  add(mix(type, m.hasPostmodifier ? 1 : 0));
  add(mix(mix(type, m.hasPostmodifier ? 1 : 0), seen));
  add(mix(m.governorLemma, m.pronoun ? type : 0));
  add(mix(m.governorLemma, own));
  add(mix(type, m.quotation ? 1 : 0));
  add(mix(m.determiner, kind));
  add(mix(m.determiner, seen));
  add(mix(m.caseCode, type));
  add(mix(type, hashText(wordCodes(m.token.form).lower)));
  add(mix(type, m.firstInSentence ? 1 : 0));
};
