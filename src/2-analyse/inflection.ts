// A regularly inflected form becomes the bases that English spelling allows, and of those the one that is known to be
// a word: "freed" may come of "fre" or "free", "shelled" of "shel", "shell" or "shelle".

export interface KnownWords {
  /** Is it the base of a verb, noun or adjective in the treebanks? */
  readonly isBase: (kind: BaseKind, word: string) => boolean;
  /** Rank of a word by frequency in running text, from 1; 0 where it is not known. */
  readonly rankOf: (word: string) => number;
}

export type BaseKind = 'V' | 'N' | 'A';

const VOWEL = 'aeiou';
/** One syllable that ends in consonant, vowel, consonant doubles before an ending: "star" gives "starred". */
const DOUBLES = /^(?:[^aeiouy]*|[^aeiou]*qu)[aeiou][bdgklmnprtvz]$/;
const DOUBLED = /([bdfgklmnprstvz])\1$/;

/** Endings of stems that take an "e": "reduc", "argu", "toppl", "mandat", "barricad", "injur", "combin", "provok". */
const CUT_E =
  /(?:[cuvz]|[^s]s|[^aeioulrw]l|[rd]g|[aeiou][gkf]|.(?:[^aeiou]|[iu])at|.[aiou]d|[^aeiou]ut|.[iu]t?r|[^aeiou]in|.[ae]ng)$/;
/** "focus", "buzz", "kick", and two vowels before the last consonant: "loot", "reveal", "repair". */
const WHOLE = /(?:us|zz|ck|[aeo][aeiu][a-z]|o[ou][a-z])$/;

/** Does a stem take an "e" where no list tells? */
const wantsE = (stem: string): boolean => DOUBLES.test(stem) || (CUT_E.test(stem) && !WHOLE.test(stem));

/** Bases of a stem before a vowel ending ("-ed", "-ing", "-er"), the likeliest first. */
const beforeVowel = (stem: string, kind: BaseKind): string[] => {
  if (stem.endsWith('i') && stem.length > 1) {
    const start = stem.slice(0, -1);
    return start.length > 1 ? [`${start}y`, `${start}ie`, stem] : [`${start}ie`, `${start}y`];
  }
  const undoubled = DOUBLED.test(stem) ? [stem.slice(0, -1)] : [];
  const withE = `${stem}e`;
  // "pummelled" doubles, "shelled" does not: a word of one syllable keeps its two letters.
  const isOne = /(?:ss|ff|zz)$|^[^aeiou]*[aeiou]+ll$/.test(stem);
  if (undoubled.length > 0 && !isOne) return [...undoubled, stem, withE];
  // "panicked" is of "panic", "picked" of "pick".
  if (/[aeiou].*[^aeiou]ick$/.test(stem)) return [stem.slice(0, -1), stem];
  const plain =
    kind === 'A' && stem.endsWith('l') ? [withE, stem] : wantsE(stem) ? [withE, stem] : [stem, withE];
  return [...plain, ...undoubled];
};

/** "-s" and "-es": "towns", "vigilantes", "clashes", "caches", "buses", "cargoes". */
const beforeS = (form: string): string[] => {
  const stem = form.slice(0, -1);
  if (form.endsWith('ies')) {
    const withY = `${form.slice(0, -3)}y`;
    return form.length > 4 ? [withY, stem] : [stem, withY];
  }
  const shorter = form.slice(0, -2);
  if (!form.endsWith('es') || !/(?:s|sh|ch|x|z|o)$/.test(shorter)) return [stem];
  return /(?:[^s]s|[^z]z)$/.test(shorter) ? [stem, shorter] : [shorter, stem];
};

const STEM_LEAST = 1;

const candidatesOf = (form: string, xpos: string): readonly [BaseKind, string[]] | null => {
  const ending = (length: number): string => form.slice(0, form.length - length);
  switch (xpos) {
    case 'VBD':
    case 'VBN':
      return form.endsWith('ed') && form.length > 2 + STEM_LEAST
        ? ['V', form.endsWith('eed') ? [ending(1), ending(2)] : beforeVowel(ending(2), 'V')]
        : null;
    case 'VBG':
      if (!form.endsWith('ing') || form.length <= 3 + STEM_LEAST) return null;
      return form.endsWith('ying') && form.length < 6
        ? ['V', [`${ending(4)}ie`, ending(3)]]
        : ['V', beforeVowel(ending(3), 'V')];
    case 'VBZ':
      return form.endsWith('s') && form.length > 2 ? ['V', beforeS(form)] : null;
    case 'NNS':
      return form.endsWith('s') && form.length > 2 ? ['N', beforeS(form)] : null;
    case 'JJR':
    case 'RBR':
      return form.endsWith('er') && form.length > 4 ? ['A', beforeVowel(ending(2), 'A')] : null;
    case 'JJS':
    case 'RBS':
      return form.endsWith('est') && form.length > 5 ? ['A', beforeVowel(ending(3), 'A')] : null;
    default:
      return null;
  }
};

const isSpelled = (form: string): boolean => /^[a-z-]*[a-z]$/.test(form);

/** Is the vowel ending put to the base by the rules? "stared" is not of "star", nor "visitting" of "visit". */
const fitsSpelling = (base: string, form: string): boolean => {
  if (!DOUBLES.test(base)) return true;
  const next = form.charAt(base.length);
  return next === base.at(-1) || !VOWEL.includes(next) || form.startsWith(`${base}s`);
};

/**
 * The base of a regular form under its Penn tag; null where the form is none. Of the bases that spelling allows the
 * first that is one in the treebanks, else the first that running text knows, else the likeliest spelling.
 */
export const regularBase = (form: string, xpos: string, known: KnownWords): string | null => {
  const hyphen = form.lastIndexOf('-') + 1;
  const last = form.slice(hyphen);
  if (!isSpelled(form)) return null;
  const found = candidatesOf(last, xpos);
  if (!found) return null;
  const [kind, bases] = found;
  const fitting = bases.filter(base => fitsSpelling(base, last));
  const chosen =
    fitting.find(base => known.isBase(kind, base)) ??
    bases.find(base => known.isBase(kind, base)) ??
    mostFrequent(fitting, known) ??
    bases[0];
  return chosen === undefined ? null : form.slice(0, hyphen) + chosen;
};

const mostFrequent = (bases: readonly string[], known: KnownWords): string | undefined => {
  const ranked = bases.map(base => [known.rankOf(base), base] as const).filter(([rank]) => rank > 0);
  return ranked.sort((a, b) => a[0] - b[0])[0]?.[1];
};
