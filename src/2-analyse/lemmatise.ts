// Word and tag -> lemma: a list of what the rules get wrong, learned from the treebanks; irregular words; the rules of
// inflection, checked against known words; then suffix rules learned from the treebanks, the longest first.
import { type KnownWords, regularBase } from './inflection.ts';
import { irregularBase } from './irregular-words.ts';

export interface Lexicon {
  /** `tag form` -> lemma; the form in lower case unless the tag is a proper noun's. */
  readonly forms: ReadonlyMap<string, string>;
  /** `tag suffix` -> edit. */
  readonly suffixes: ReadonlyMap<string, Rule>;
  readonly longest: number;
  /** Bases of the treebanks: `V free`, `N shell`, `A late`. */
  readonly bases: ReadonlySet<string>;
  readonly rankOf: KnownWords['rankOf'];
}

/** Cut `cut` characters off the end of the form (in lower case where `isLower`), then add `add`. */
export interface Rule {
  readonly cut: number;
  readonly add: string;
  readonly isLower: boolean;
}

export const LONGEST_SUFFIX = 5;
/** Longer forms are no words: they are their own lemmas. */
const LONGEST_FORM = 64;

export const plainForm = (form: string): string => form.replace(/[’‘`´ʼ]/g, "'");

function applyRule(form: string, rule: Rule): string {
  const base = rule.isLower ? form.toLowerCase() : form;
  return rule.cut >= base.length && rule.add === '' ? base : base.slice(0, base.length - rule.cut) + rule.add;
}

/** Lemmas of one text, each worked out once for a form and tag. */
export class Lemmas {
  readonly #lexicon: Lexicon;
  readonly #known: Map<string, string>[] = [];

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** `tag` by name and by its number. */
  get(form: string, tag: string, number: number): string {
    this.#known[number] ??= new Map();
    const known = this.#known[number];
    const found = known.get(form);
    if (found !== undefined) return found;
    const lemma = lemmatise(form, tag, this.#lexicon);
    known.set(form, lemma);
    return lemma;
  }
}

const knownWords = ({ bases, rankOf }: Lexicon): KnownWords => ({
  isBase: (kind, word) => bases.has(`${kind} ${word}`),
  rankOf,
});

export function lemmatise(form: string, tag: string, lexicon: Lexicon): string {
  if (form.length > LONGEST_FORM) return form;
  const plain = plainForm(form);
  const lower = plain.toLowerCase();
  const known = lexicon.forms.get(`${tag} ${plain}`) ?? lexicon.forms.get(`${tag} ${lower}`);
  if (known !== undefined) return known;
  const [upos = '', xpos = ''] = tag.split(' ');
  const base = irregularBase(lower, upos, xpos) ?? regularBase(lower, xpos, knownWords(lexicon));
  if (base !== null) return base;
  for (let length = Math.min(lexicon.longest, lower.length); length >= 0; length--) {
    const rule = lexicon.suffixes.get(`${tag} ${lower.slice(lower.length - length)}`);
    if (rule !== undefined) return applyRule(plain, rule);
  }
  return plain;
}
