// One figure of the scoreboard.

export interface Row {
  /** Where the gold is from: `codebook`, `examples`, `en_gum-dev`. */
  readonly gold: string;
  readonly what: string;
  /** Right ones of `of`; for F1, which has no such count, null. */
  readonly right: number | null;
  readonly of: number;
  /** 0 to 100. */
  readonly percent: number;
  /** What others reach on the same data by the same measure. */
  readonly others?: string;
}

export const counted = (gold: string, what: string, right: number, of: number): Row => ({
  gold,
  what,
  right,
  of,
  percent: of === 0 ? 100 : (100 * right) / of,
});
