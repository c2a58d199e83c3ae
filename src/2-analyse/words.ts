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

function describe(form: string, index: number): Word {
  const cut = form.length > REACH ? form.slice(0, REACH) : form;
  // Typographic and straight apostrophes are one letter to the models.
  const plain = cut
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/[0-9]/g, '0');
  const lower = plain.toLowerCase();
  const suffixes = [1, 2, 3, 4].map(n => hashString(lower.slice(-n), 101 + n));
  const prefixes = [1, 2, 3].map(n => hashString(lower.slice(0, n), 201 + n));
  return {
    index,
    form,
    lower,
    id: hashString(lower, 1),
    exact: hashString(plain, 2),
    shape: wordShape(form, 0, form.length),
    suffixes,
    prefixes,
  };
}
