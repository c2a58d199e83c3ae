// A form's properties as hashes, worked out once a form and kept for the text.

import { wordShape } from './characters.ts';
import { hashString } from './linear-model.ts';

export interface Word {
  /** Order of first use in the text. */
  readonly index: number;
  readonly form: string;
  readonly lower: string;
  /** Hash of the lower-cased form with digits as 0. */
  readonly id: number;
  /** Hash of the form as written. */
  readonly exact: number;
  readonly shape: number;
  /** Hashes of the last 1 to 4 characters, lower-cased. */
  readonly suffixes: readonly number[];
  /** Hashes of the first 1 to 3 characters, lower-cased. */
  readonly prefixes: readonly number[];
}

/** Longer forms look alike past this. */
const REACH = 40;

export class Words {
  readonly #known = new Map<string, Word>();

  get size(): number {
    return this.#known.size;
  }

  /** In the order of their indices. */
  all(): Word[] {
    return [...this.#known.values()];
  }

  get(form: string): Word {
    const known = this.#known.get(form);
    if (known !== undefined) return known;
    const word = describe(form, this.#known.size);
    this.#known.set(form, word);
    return word;
  }
}

/** Typographic and straight signs are one to the models, and so are all digits. */
const plainSigns = (form: string): string =>
  form
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/[0-9]/g, '0');

/** Hash of a lower-cased form, as `Word.id`. */
export const wordId = (lower: string): number => hashString(lower, 1);

function describe(form: string, index: number): Word {
  const cut = form.length > REACH ? form.slice(0, REACH) : form;
  const plain = /^[a-zA-Z]*$/.test(cut) ? cut : plainSigns(cut);
  const lower = plain.toLowerCase();
  const end = lower.length;
  const suffixes = [
    hashString(lower.slice(-1), 102),
    hashString(lower.slice(-2), 103),
    hashString(end > 3 ? lower.slice(end - 3) : lower, 104),
    hashString(end > 4 ? lower.slice(end - 4) : lower, 105),
  ];
  const prefixes = [
    hashString(lower.slice(0, 1), 202),
    hashString(lower.slice(0, 2), 203),
    hashString(lower.slice(0, 3), 204),
  ];
  return {
    index,
    form,
    lower,
    id: wordId(lower),
    exact: hashString(plain, 2),
    shape: wordShape(form, 0, form.length),
    suffixes,
    prefixes,
  };
}
