// Names to normalised words, and an index of them: the words of "‘Ayn al-‘Arab" are ayn, al, arab.

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

const PLAIN = /^[A-Za-z0-9 -]*$/;

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
 * ending is a word of its own. A token of thousands of characters is no name and has none.
 */
export const nameWords = (text: string): readonly string[] => {
  if (text.length > 500) return [];
  // Nearly every name is plain letters, and loading has thousands to read.
  if (PLAIN.test(text)) {
    const lower = text.toLowerCase();
    return lower.includes(' ') || lower.includes('-')
      ? lower.split(/[ -]+/).filter(word => word !== '')
      : lower === ''
        ? []
        : [lower];
  }
  return text.split(/\s+/).flatMap(split);
};

export const nameKey = (text: string): string => nameWords(text).join(' ');

/** Values by their words; `longest` has the most words of any name that begins with a word. */
export interface NameIndex<T> {
  readonly values: Map<string, T[]>;
  readonly longest: Map<string, number>;
}

/** What a search needs of an index. */
export interface NameLookup<T> {
  readonly values: { readonly get: (key: string) => readonly T[] | undefined };
  readonly longest: ReadonlyMap<string, number>;
}

export const newNameIndex = <T>(): NameIndex<T> => ({ values: new Map(), longest: new Map() });

export const addName = <T>(index: NameIndex<T>, words: readonly string[], value: T): void => {
  const [first] = words;
  if (first === undefined) return;
  const key = words.length === 1 ? first : words.join(' ');
  const known = index.values.get(key);
  if (known) known.push(value);
  else index.values.set(key, [value]);
  if ((index.longest.get(first) ?? 0) < words.length) index.longest.set(first, words.length);
};

/** The longest name that begins at `words[from]`. */
export const longestIn = <T>(
  index: NameLookup<T>,
  words: readonly string[],
  from: number,
): { readonly length: number; readonly values: readonly T[] } | null => {
  const most = index.longest.get(words[from] ?? '') ?? 0;
  for (let length = Math.min(most, words.length - from); length > 0; length--) {
    const values = index.values.get(words.slice(from, from + length).join(' '));
    if (values) return { length, values };
  }
  return null;
};
