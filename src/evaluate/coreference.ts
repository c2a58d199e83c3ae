// Gold and system chains become MUC, B-cubed, CEAF-e and their mean, the CoNLL F1 (Pradhan et al. 2014); mentions are
// matched by their heads as CorefUD's scorer does (Zabokrtsky et al. 2022), singletons are left out on both sides.
import type { Mention, Sentence, Token } from '../schema/analysis.ts';
import type { TreebankDocument } from '../train/names-treebank.ts';

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface CoreferenceScore {
  readonly muc: Score;
  readonly bCubed: Score;
  readonly ceafE: Score;
  readonly conll: number;
  /** Mentions in chains of two or more, found on both sides. */
  readonly mentions: Score;
}

type Chain = readonly string[];

/** Counts of one measure: precision is hitsSystem / system, recall is hitsGold / gold. */
interface Tally {
  hitsSystem: number;
  system: number;
  hitsGold: number;
  gold: number;
}

const scoreOf = ({ hitsSystem, system, hitsGold, gold }: Tally): Score => {
  const precision = system ? hitsSystem / system : 0;
  const recall = gold ? hitsGold / gold : 0;
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision: precision * 100, recall: recall * 100, f1: f1 * 100 };
};

const placesOf = (chains: readonly Chain[]): Map<string, number> =>
  new Map(chains.flatMap((chain, i) => chain.map(mention => [mention, i] as const)));

const mucHits = (from: readonly Chain[], to: readonly Chain[]): [number, number] => {
  const places = placesOf(to);
  let hits = 0;
  let links = 0;
  for (const chain of from) {
    const parts = new Set(chain.map(mention => places.get(mention) ?? `alone ${mention}`));
    hits += chain.length - parts.size;
    links += chain.length - 1;
  }
  return [hits, links];
};

const bCubedHits = (from: readonly Chain[], to: readonly Chain[]): [number, number] => {
  const places = placesOf(to);
  let hits = 0;
  let total = 0;
  for (const chain of from) {
    const counts = new Map<number, number>();
    for (const mention of chain) {
      const place = places.get(mention);
      if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    for (const count of counts.values()) hits += (count * count) / chain.length;
    total += chain.length;
  }
  return [hits, total];
};

/** Best one-to-one assignment of rows to columns by the Hungarian method; returns the sum of what is assigned. */
export const bestAssignment = (values: readonly (readonly number[])[], columns: number): number => {
  const rows = values.length;
  const n = Math.max(rows, columns);
  const cost = (i: number, j: number): number => -(values[i]?.[j] ?? 0);
  const u = new Float64Array(n + 1);
  const v = new Float64Array(n + 1);
  const match = new Int32Array(n + 1);
  const way = new Int32Array(n + 1);
  for (let i = 1; i <= n; i++) {
    match[0] = i;
    let j0 = 0;
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(n + 1);
    do {
      used[j0] = 1;
      const i0 = match[j0] as number;
      let delta = Number.POSITIVE_INFINITY;
      let j1 = 0;
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue;
        const current = cost(i0 - 1, j - 1) - (u[i0] as number) - (v[j] as number);
        if (current < (least[j] as number)) {
          least[j] = current;
          way[j] = j0;
        }
        if ((least[j] as number) < delta) {
          delta = least[j] as number;
          j1 = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          u[match[j] as number] = (u[match[j] as number] as number) + delta;
          v[j] = (v[j] as number) - delta;
        } else least[j] = (least[j] as number) - delta;
      }
      j0 = j1;
    } while (match[j0] !== 0);
    do {
      const j1 = way[j0] as number;
      match[j0] = match[j1] as number;
      j0 = j1;
    } while (j0 !== 0);
  }
  let sum = 0;
  for (let j = 1; j <= n; j++) sum -= cost((match[j] as number) - 1, j - 1);
  return sum;
};

const ceafHits = (gold: readonly Chain[], system: readonly Chain[]): number => {
  const places = placesOf(system);
  const values = gold.map(chain => {
    const row = new Array<number>(system.length).fill(0);
    for (const mention of chain) {
      const place = places.get(mention);
      if (place !== undefined) row[place] = (row[place] as number) + 1;
    }
    return row.map((shared, j) => (2 * shared) / (chain.length + (system[j] as Chain).length));
  });
  return bestAssignment(values, system.length);
};

/** Scores chains over documents; each document gives gold and system chains of mention keys. */
export const scoreChains = (
  documents: readonly { readonly gold: readonly Chain[]; readonly system: readonly Chain[] }[],
): CoreferenceScore => {
  const tally = (): Tally => ({ hitsSystem: 0, system: 0, hitsGold: 0, gold: 0 });
  const muc = tally();
  const bCubed = tally();
  const ceafE = tally();
  const mentions = tally();
  const add = (to: Tally, [hitsGold, gold]: [number, number], [hitsSystem, system]: [number, number]) => {
    to.hitsGold += hitsGold;
    to.gold += gold;
    to.hitsSystem += hitsSystem;
    to.system += system;
  };
  for (const document of documents) {
    const gold = document.gold.filter(chain => chain.length > 1);
    const system = document.system.filter(chain => chain.length > 1);
    add(muc, mucHits(gold, system), mucHits(system, gold));
    add(bCubed, bCubedHits(gold, system), bCubedHits(system, gold));
    const shared = ceafHits(gold, system);
    add(ceafE, [shared, gold.length], [shared, system.length]);
    const goldMentions = placesOf(gold);
    const systemMentions = placesOf(system);
    const both = [...goldMentions.keys()].filter(key => systemMentions.has(key)).length;
    add(mentions, [both, goldMentions.size], [both, systemMentions.size]);
  }
  const scores = { muc: scoreOf(muc), bCubed: scoreOf(bCubed), ceafE: scoreOf(ceafE) };
  const conll = (scores.muc.f1 + scores.bCubed.f1 + scores.ceafE.f1) / 3;
  return { ...scores, conll, mentions: scoreOf(mentions) };
};

/**
 * Keys by head: its character offset, the same whatever the tokeniser. Of several mentions with one head the shortest
 * has the plain key.
 */
const headKeys = <T>(
  mentions: readonly T[],
  headAt: (m: T) => number,
  length: (m: T) => number,
): Map<T, string> => {
  const keys = new Map<T, string>();
  const counts = new Map<number, number>();
  for (const mention of [...mentions].sort((a, b) => length(a) - length(b))) {
    const at = headAt(mention);
    const count = counts.get(at) ?? 0;
    counts.set(at, count + 1);
    keys.set(mention, count === 0 ? `${at}` : `${at} #${count}`);
  }
  return keys;
};

export const goldChains = (document: TreebankDocument): Chain[] => {
  const tokenOf = (sentence: number, token: number): Token =>
    (document.sentences[sentence] as Sentence).tokens[token] as Token;
  const keys = headKeys(
    document.mentions,
    m => tokenOf(m.sentence, m.head).start,
    m => m.to - m.from,
  );
  const chains = new Map<string, Set<string>>();
  for (const mention of document.mentions) {
    const chain = chains.get(mention.chain) ?? new Set<string>();
    chains.set(mention.chain, chain.add(keys.get(mention) ?? ''));
  }
  return [...chains.values()].map(chain => [...chain]);
};

/** System chains as keys. Relative pronouns are left out: GUM does not mark them. */
export const systemChains = (
  sentences: readonly Sentence[],
  mentions: readonly Mention[],
  chains: readonly (readonly number[])[],
): Chain[] => {
  const tokenOf = (m: Mention): Token => (sentences[m.sentence] as Sentence).tokens[m.head] as Token;
  const keys = headKeys(
    mentions,
    m => tokenOf(m).start,
    m => m.to - m.from,
  );
  return chains.map(chain =>
    chain.flatMap(index => {
      const mention = mentions[index] as Mention;
      return tokenOf(mention).xpos.startsWith('W') ? [] : [keys.get(mention) ?? ''];
    }),
  );
};

const isNounLike = (m: Mention): boolean => m.form !== 'pronoun';

/**
 * A simple rule baseline: same head word is the same thing; a pronoun is the nearest earlier mention with the same
 * number; "I" and "you" are their own chains.
 */
export const baselineChains = (sentences: readonly Sentence[], mentions: readonly Mention[]): number[][] => {
  const chains: number[][] = [];
  const byHead = new Map<string, number[]>();
  const chainOf: number[][] = [];
  const isPlural = (token: Token) =>
    /^(they|them|their|these|those|we|us|our)$/i.test(token.form) || token.feats.includes('Number=Plur');
  for (const [index, mention] of mentions.entries()) {
    const token = (sentences[mention.sentence] as Sentence).tokens[mention.head] as Token;
    const first = /^(i|me|my|you|your|we|us|our)$/i.test(token.form);
    let chain = isNounLike(mention) || first ? byHead.get(token.lemma.toLowerCase()) : undefined;
    if (!chain && !isNounLike(mention) && !first)
      for (let i = index - 1; i >= 0 && i > index - 30; i--) {
        const other = mentions[i] as Mention;
        const candidate = (sentences[other.sentence] as Sentence).tokens[other.head] as Token;
        if (isNounLike(other) && isPlural(candidate) === isPlural(token)) {
          chain = chainOf[i];
          break;
        }
      }
    if (!chain) {
      chain = [];
      chains.push(chain);
    }
    chain.push(index);
    chainOf.push(chain);
    if (isNounLike(mention) || first) byHead.set(token.lemma.toLowerCase(), chain);
  }
  return chains;
};
