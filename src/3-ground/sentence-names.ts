// A sentence's tokens -> the registry's names in them, leftmost and longest, on token boundaries.
import { nameWords } from '../resources/names.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { NameEntry, Registry } from '../schema/registry.ts';

/** Tokens `from` to `to` (half-open) spell a listed name. */
export interface NameHit {
  readonly from: number;
  readonly to: number;
  /** The normalised words. */
  readonly key: string;
  readonly entries: readonly NameEntry[];
}

/** Stands between words where a comma or quotation mark parts them; no listed name holds it. */
const BREAK = '\u0000';
const SILENT = /^[-‐‑–.'’‘ʼ]+$/;
const UPPER = /\p{Lu}/u;
/** Listed names may begin with these in small letters: "al-Shabaab", "bin Laden", "de Mistura". */
const LOWER_STARTS = new Set('al el as ar ash bin ibn de von van la el-sisi'.split(' '));

interface Words {
  readonly words: readonly string[];
  /** Token of each word. */
  readonly tokenOf: readonly number[];
}

const wordsOf = (sentence: Sentence): Words => {
  const words: string[] = [];
  const tokenOf: number[] = [];
  for (const [index, token] of sentence.tokens.entries()) {
    const own = nameWords(token.form);
    if (own.length === 0 && SILENT.test(token.form)) continue;
    for (const word of own.length > 0 ? own : [BREAK]) {
      words.push(word);
      tokenOf.push(index);
    }
  }
  return { words, tokenOf };
};

const lettersOf = (text: string): string => text.replace(/\P{L}/gu, '');

const fits = (entry: NameEntry, surface: string, before: string): boolean =>
  (!entry.capitals || lettersOf(surface) === lettersOf(surface).toUpperCase()) &&
  (!entry.definite || /^the$/i.test(before));

const mayBegin = (form: string): boolean => UPPER.test(form) || LOWER_STARTS.has(form.toLowerCase());

export const findNames = (sentence: Sentence, registry: Registry): readonly NameHit[] => {
  const { words, tokenOf } = wordsOf(sentence);
  const hits: NameHit[] = [];
  let at = 0;
  while (at < words.length) {
    const from = tokenOf[at] as number;
    const begins = at === 0 || tokenOf[at - 1] !== from;
    const form = sentence.tokens[from]?.form ?? '';
    const match = begins && mayBegin(form) ? registry.longestName(words, at) : null;
    const end = at + (match?.length ?? 1);
    const last = tokenOf[end - 1] as number;
    const ends = end === words.length || tokenOf[end] !== last;
    if (match && ends) {
      const surface = sentence.tokens
        .slice(from, last + 1)
        .map(token => token.form)
        .join(' ');
      const before = sentence.tokens[from - 1]?.form ?? '';
      const entries = UPPER.test(surface) ? match.entries.filter(entry => fits(entry, surface, before)) : [];
      if (entries.length > 0) {
        hits.push({ from, to: last + 1, key: words.slice(at, end).join(' '), entries });
        at = end;
        continue;
      }
    }
    at++;
  }
  return hits;
};
