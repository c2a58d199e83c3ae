// The name tagger's weights and its decoder: labels in BILOU form, first-order Viterbi over hashed features
// (Collins 2002; BILOU after Ratinov & Roth 2009).
import { NAME_KINDS, type NameKind } from '../schema/analysis.ts';

/** 0 is outside; then B, I, L, U of each kind. */
export const NAME_LABELS = 1 + NAME_KINDS.length * 4;
export const OUTSIDE = 0;
export const labelOf = (kind: NameKind, part: 'B' | 'I' | 'L' | 'U'): number =>
  1 + NAME_KINDS.indexOf(kind) * 4 + 'BILU'.indexOf(part);
export const kindOfLabel = (label: number): NameKind => NAME_KINDS[(label - 1) >> 2] as NameKind;
export const partOfLabel = (label: number): number => (label === OUTSIDE ? -1 : (label - 1) & 3);

/** May `next` follow `label`? B and I must go on in the same kind; the rest must not be gone on with. */
export const mayFollow = (label: number, next: number): boolean => {
  const part = partOfLabel(label);
  const nextPart = partOfLabel(next);
  const open = part === 0 || part === 1;
  const goesOn = nextPart === 1 || nextPart === 2;
  if (open !== goesOn) return false;
  return !open || (label - 1) >> 2 === (next - 1) >> 2;
};

const isLast = (label: number): boolean => partOfLabel(label) < 0 || partOfLabel(label) >= 2;

const predecessors: readonly (readonly number[])[] = Array.from({ length: NAME_LABELS }, (_, next) =>
  Array.from({ length: NAME_LABELS }, (_, label) => label).filter(label => mayFollow(label, next)),
);

export interface TaggerWeights {
  /** `(mask + 1) * NAME_LABELS` weights, row by feature hash. */
  readonly table: Int8Array | Float32Array;
  readonly mask: number;
  /** `NAME_LABELS * NAME_LABELS` weights of label pairs. */
  readonly transitions: Int16Array | Float32Array;
}

/** Adds the rows of the features to `scores` from `at`. */
export const scoreFeatures = (
  weights: TaggerWeights,
  features: Int32Array,
  scores: Float64Array,
  at: number,
): void => {
  const { table, mask } = weights;
  for (let f = 0; f < features.length; f++) {
    const row = ((features[f] as number) & mask) * NAME_LABELS;
    for (let label = 0; label < NAME_LABELS; label++)
      scores[at + label] = (scores[at + label] as number) + (table[row + label] as number);
  }
};

const IMPOSSIBLE = -1e12;

/**
 * Best label sequence. `scores` holds NAME_LABELS values a token; `allowed(i, label)` narrows it where given.
 * Linear in the number of tokens.
 */
export const decode = (
  weights: TaggerWeights,
  scores: Float64Array,
  n: number,
  allowed: ((i: number, label: number) => boolean) | null = null,
): Uint8Array => {
  const L = NAME_LABELS;
  const back = new Uint8Array(n * L);
  let previous = new Float64Array(L).fill(IMPOSSIBLE);
  let current = new Float64Array(L);
  previous[OUTSIDE] = 0;
  for (let i = 0; i < n; i++) {
    for (let label = 0; label < L; label++) {
      let best = IMPOSSIBLE;
      let from = OUTSIDE;
      if (!allowed || allowed(i, label)) {
        for (const before of predecessors[label] as readonly number[]) {
          const score = (previous[before] as number) + (weights.transitions[before * L + label] as number);
          if (score > best) {
            best = score;
            from = before;
          }
        }
        best += scores[i * L + label] as number;
      }
      current[label] = best;
      back[i * L + label] = from;
    }
    const swap = previous;
    previous = current;
    current = swap;
  }
  // A stretch always ends before an outside token or the sentence's end, which counts as one.
  let last = OUTSIDE;
  let best = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < L; label++) {
    const score = (previous[label] as number) + (weights.transitions[label * L + OUTSIDE] as number);
    if (isLast(label) && score > best) {
      best = score;
      last = label;
    }
  }
  const labels = new Uint8Array(n);
  for (let i = n - 1; i >= 0; i--) {
    labels[i] = last;
    last = back[i * L + last] as number;
  }
  return labels;
};
