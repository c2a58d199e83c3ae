// Why something was coded so, or was not: reasons in plain words, each with the words of the report it rests on and the
// line of the codebook or registry that says so. What `code --explain` prints.
import type { Span } from './span.ts';

export interface Quoted extends Span {
  readonly text: string;
}

export interface Reason {
  /** What is explained: `frame`, `actor`, `status`, `place`, `confidence`, ... */
  readonly about: string;
  readonly says: string;
  readonly words: readonly Quoted[];
  /** `accuse.yaml:12`, `actors/groups.tsv:40`; null where no table but the program itself decides. */
  readonly source: string | null;
  readonly because: readonly Reason[];
}

export const reason = (about: string, says: string, more: Partial<Reason> = {}): Reason => ({
  about,
  says,
  words: [],
  source: null,
  because: [],
  ...more,
});

export const EXPLAINED_KINDS = ['event', 'statement', 'figure', 'entity', 'words'] as const;

export interface Explanation {
  /** Id of the report. */
  readonly report: string;
  readonly kind: (typeof EXPLAINED_KINDS)[number];
  /** Id in the coded report; null for words that were not coded. */
  readonly id: string | null;
  /** What it was coded as, in a few words: `ASSAULT/aerial happened`. */
  readonly says: string;
  readonly words: Quoted;
  readonly sentence: Quoted;
  readonly reasons: readonly Reason[];
}

/** What is asked about in one report: an id (`e3`, `s1`, `f2`, `n4`), an offset, or words. */
export type Asked =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'words'; readonly words: string };

/** `e3`, `1042`, `shelled`; `REPORT:e3` is e3 for the report of that id and words for any other. */
export const readAsked = (asked: string, report: string): Asked => {
  const own = asked.startsWith(`${report}:`) ? asked.slice(report.length + 1) : asked;
  if (/^[esfn]\d{1,9}$/.test(own)) return { kind: 'id', id: own };
  if (/^\d{1,9}$/.test(own)) return { kind: 'offset', offset: Number(own) };
  return { kind: 'words', words: own };
};
