// Names to normalised words, and a trie of them: the words of "Ra’s al-‘Ayn" are ras, al, ayn.

const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'a',
  ħ: 'h',
}; // prettier-ignore

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ıøłđðþßæœəħ]/g, letter => LETTERS[letter] ?? letter);

const known = new Map<string, readonly string[]>();
const KNOWN_LIMIT = 20_000;

const split = (piece: string): string[] => {
  const possessive = /^(.*)['’ʼ]s$/i.exec(piece);
  if (possessive) return [...split(possessive[1] ?? ''), "'s"];
  return fold(piece)
    .replace(/['’‘ʼʻʾʿ`´.]/g, '')
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
};

/**
 * Words of a name or token without case, accents, ayn and hamza signs and dots; hyphens part words; a possessive
 * ending is a word of its own. Remembers the words of short tokens, which repeat.
 */
export const nameWords = (text: string): readonly string[] => {
  const seen = known.get(text);
  if (seen) return seen;
  const words = text.length > 2000 ? [] : text.split(/\s+/).flatMap(split);
  if (text.length <= 40) {
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(text, words);
  }
  return words;
};

export const nameKey = (text: string): string => nameWords(text).join(' ');

export interface TrieNode<T> {
  next: Map<string, TrieNode<T>> | null;
  values: T[] | null;
}

export const newTrie = <T>(): TrieNode<T> => ({ next: null, values: null });

/** Adds a value under its words and returns what is listed there now. */
export const addName = <T>(root: TrieNode<T>, words: readonly string[], value: T): readonly T[] => {
  let node = root;
  for (const word of words) {
    node.next ??= new Map();
    let child = node.next.get(word);
    if (!child) {
      child = newTrie();
      node.next.set(word, child);
    }
    node = child;
  }
  node.values ??= [];
  node.values.push(value);
  return node.values;
};

export const longestIn = <T>(
  root: TrieNode<T>,
  words: readonly string[],
  from: number,
): { readonly length: number; readonly values: readonly T[] } | null => {
  let node: TrieNode<T> | undefined = root;
  let best: { length: number; values: readonly T[] } | null = null;
  for (let at = from; at < words.length; at++) {
    node = node.next?.get(words[at] ?? '');
    if (!node) break;
    if (node.values) best = { length: at - from + 1, values: node.values };
  }
  return best;
};
