import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanningTree } from './spanning-tree.ts';

/** The best single-rooted tree with the given root, by trying all. */
function bruteForce(scores: Float32Array, length: number): { heads: number[]; score: number }[] {
  const best: { heads: number[]; score: number }[] = [];
  const heads: number[] = [];
  const visit = (i: number, score: number): void => {
    if (i === length) {
      const root = heads.indexOf(-1);
      if (root < 0 || heads.indexOf(-1, root + 1) >= 0) return;
      for (let w = 0; w < length; w++) {
        let at = w;
        for (let n = 0; at >= 0 && n <= length; n++) at = heads[at] as number;
        if (at >= 0) return;
      }
      if (best[root] === undefined || score > best[root].score) best[root] = { heads: [...heads], score };
      return;
    }
    for (let j = -1; j < length; j++) {
      if (j === i) continue;
      heads[i] = j;
      visit(i + 1, score + (scores[i * (length + 1) + (j < 0 ? length : j)] as number));
    }
  };
  visit(0, 0);
  return best;
}

test('finds the best tree for its root, as trying all trees does', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 5 })
        .chain(n =>
          fc.tuple(
            fc.constant(n),
            fc.array(fc.integer({ min: -50, max: 50 }), { minLength: n * (n + 1), maxLength: n * (n + 1) }),
          ),
        ),
      ([length, values]) => {
        const scores = Float32Array.from(values);
        const heads = [...spanningTree(scores.slice(), length)];
        const root = heads.indexOf(-1);
        const score = heads.reduce(
          (sum, head, i) => sum + (scores[i * (length + 1) + (head < 0 ? length : head)] as number),
          0,
        );
        expect(score).toBe(bruteForce(scores, length)[root]?.score);
      },
    ),
    { numRuns: 400 },
  );
});
