// Word knowledge that comes with the name model, looked up by hash: listed names (places, persons, organisations)
// and word clusters learned from unlabelled text.
import type { WordCodes } from './names-features.ts';
import { hashText } from './names-hash.ts';

/** Classes of listed names, the three lowest bits of a key. */
export const listedClasses = {
  smallPlace: 1,
  place: 2,
  largePlace: 3,
  state: 4,
  person: 5,
  organization: 6,
  office: 7,
} as const;

export interface Gazetteer {
  /** Sorted 32-bit keys of listed names with their class in the lowest bits. */
  readonly names: Uint32Array;
  /** Sorted 32-bit keys of lower-cased words, and the cluster of each. */
  readonly words: Uint32Array;
  readonly clusters: Uint16Array;
}

export const emptyGazetteer: Gazetteer = {
  names: new Uint32Array(),
  words: new Uint32Array(),
  clusters: new Uint16Array(),
};

/** Letters of a name without case, accents, spaces and signs: "Ra's al-Ayn" and "Ras al Ayn" are one. */
export const lettersOf = (form: string): string =>
  form
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const CLASS_BITS = 7;

/** Position of the first key that is not under `key`. */
const lowerBound = (keys: Uint32Array, key: number): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Key of a name's letters without its class. */
export const nameHash = (letters: string): number => (hashText(letters) & ~CLASS_BITS) >>> 0;

const classOf = (gazetteer: Gazetteer, hash: number): number => {
  const key = (hash & ~CLASS_BITS) >>> 0;
  const found = gazetteer.names[lowerBound(gazetteer.names, key)];
  return found !== undefined && (found & ~CLASS_BITS) >>> 0 === key ? found & CLASS_BITS : 0;
};

/** Cluster of a lower-cased word, from 1; 0 where it has none. */
export const clusterOf = (gazetteer: Gazetteer, lower: string): number => {
  const key = hashText(lower.replace(/\d/g, '0')) >>> 0;
  const at = lowerBound(gazetteer.words, key);
  return gazetteer.words[at] === key ? (gazetteer.clusters[at] as number) + 1 : 0;
};

const LONGEST = 7;

/**
 * Where listed names stand: for each token `class * 4 + part` (0 begin, 1 inside, 2 last, 3 alone), 0 for none.
 * The longest name from a capitalised token on wins.
 */
export const markListed = (words: readonly WordCodes[], gazetteer: Gazetteer): Uint8Array => {
  const marks = new Uint8Array(words.length);
  if (gazetteer.names.length === 0) return marks;
  for (let from = 0; from < words.length; from++) {
    if (!(words[from] as WordCodes).capital) continue;
    let hash = 0x811c9dc5;
    let best = 0;
    let end = from;
    for (let to = from; to < words.length && to < from + LONGEST; to++) {
      const { letters, capital } = words[to] as WordCodes;
      for (let i = 0; i < letters.length; i++) hash = Math.imul(hash ^ letters.charCodeAt(i), 0x01000193);
      if (!capital || letters.length === 0) continue;
      const found = classOf(gazetteer, hash);
      if (found) {
        best = found;
        end = to;
      }
    }
    if (!best) continue;
    for (let i = from; i <= end; i++)
      marks[i] = best * 4 + (from === end ? 3 : i === from ? 0 : i === end ? 2 : 1);
    from = end;
  }
  return marks;
};
