// Arc scores -> the best tree with one root: each word's best head where that makes a tree, else Chu and Liu's and
// Edmonds' algorithm with the best root fixed.

/**
 * `scores[i * (length + 1) + j]`: word j as the head of word i; j = length is the root. Returns heads, -1 for the
 * root.
 */
export function spanningTree(scores: Float32Array, length: number): Int32Array {
  const width = length + 1;
  const heads = new Int32Array(length);
  let root = 0;
  let roots = 0;
  for (let i = 0; i < length; i++) {
    scores[i * width + i] = Number.NEGATIVE_INFINITY;
    let top = length;
    for (let j = 0; j < length; j++)
      if ((scores[i * width + j] as number) > (scores[i * width + top] as number)) top = j;
    heads[i] = top === length ? -1 : top;
    if (top === length) roots++;
    if (gain(scores, width, i) > gain(scores, width, root)) root = i;
  }
  if (roots === 1 && findCycle(heads) === null) return heads;
  return edmonds(scores, length, root);
}

/** How much better the root is as head than the best word. */
function gain(scores: Float32Array, width: number, word: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < width - 1; j++) most = Math.max(most, scores[word * width + j] as number);
  const own = scores[word * width + width - 1] as number;
  return most === Number.NEGATIVE_INFINITY ? own : own - most;
}

/** The members of a cycle, null where there is none. */
function findCycle(heads: Int32Array): number[] | null {
  const seen = new Int32Array(heads.length);
  for (let i = 0; i < heads.length; i++) {
    let at = i;
    while (at >= 0 && seen[at] === 0) {
      seen[at] = i + 1;
      at = heads[at] as number;
    }
    if (at < 0 || seen[at] !== i + 1) continue;
    const cycle = [at];
    for (let next = heads[at] as number; next !== at; next = heads[next] as number) cycle.push(next);
    return cycle;
  }
  return null;
}

/**
 * Contracts cycles one after another in one matrix of `enter[i][j]`, the score of the best arc from group j into
 * group i, keeping which words that arc joins.
 */
function edmonds(scores: Float32Array, length: number, root: number): Int32Array {
  const total = 2 * length;
  const score = new Float64Array(total * total).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(total * total);
  const into = new Int32Array(total * total);
  for (let i = 0; i < length; i++)
    for (let j = 0; j < length; j++) {
      from[i * total + j] = j;
      into[i * total + j] = i;
      if (i !== root && i !== j) score[i * total + j] = scores[i * (length + 1) + j] as number;
    }
  let active = Array.from({ length }, (_, i) => i);
  const best = new Int32Array(total).fill(-1);
  const parent = new Int32Array(total).fill(-1);
  const choose = (i: number): void => {
    let top = -1;
    for (const j of active)
      if (j !== i && (top < 0 || (score[i * total + j] as number) > (score[i * total + top] as number)))
        top = j;
    best[i] = top;
  };
  for (const i of active) if (i !== root) choose(i);
  let next = length;
  for (;;) {
    const cycle = cycleAmong(active, best);
    if (cycle === null) break;
    const group = next++;
    const members = new Set(cycle);
    const outside = active.filter(i => !members.has(i));
    for (const i of cycle) parent[i] = group;
    for (const other of outside) {
      for (const i of cycle) {
        const lost = score[i * total + (best[i] as number)] as number;
        const entering = (score[i * total + other] as number) - lost;
        if (entering > (score[group * total + other] as number) || i === cycle[0]) {
          score[group * total + other] = entering;
          from[group * total + other] = from[i * total + other] as number;
          into[group * total + other] = into[i * total + other] as number;
        }
        const leaving = score[other * total + i] as number;
        if (leaving > (score[other * total + group] as number) || i === cycle[0]) {
          score[other * total + group] = leaving;
          from[other * total + group] = from[other * total + i] as number;
          into[other * total + group] = into[other * total + i] as number;
        }
      }
    }
    active = [...outside, group];
    choose(group);
    for (const i of outside) if (i !== root && members.has(best[i] as number)) best[i] = group;
  }
  return expand(length, next, root, total, best, parent, from, into);
}

function cycleAmong(active: readonly number[], best: Int32Array): number[] | null {
  const seen = new Map<number, number>();
  for (const i of active) {
    let at = i;
    while (at >= 0 && !seen.has(at)) {
      seen.set(at, i);
      at = best[at] as number;
    }
    if (at < 0 || seen.get(at) !== i) continue;
    const cycle = [at];
    for (let next = best[at] as number; next !== at; next = best[next] as number) cycle.push(next);
    return cycle;
  }
  return null;
}

/** Breaks each contracted cycle, the outermost first, where the arc into it enters. */
function expand(
  length: number,
  groups: number,
  root: number,
  total: number,
  best: Int32Array,
  parent: Int32Array,
  from: Int32Array,
  into: Int32Array,
): Int32Array {
  const heads = new Int32Array(length).fill(-1);
  const isSettled = new Uint8Array(total);
  for (let group = groups - 1; group >= 0; group--) {
    if (isSettled[group] !== 0 || group === root) continue;
    const arc = group * total + (best[group] as number);
    const word = into[arc] as number;
    heads[word] = from[arc] as number;
    // Every group between the word and this one gets its head by this arc.
    for (let inner = word; inner !== group; inner = parent[inner] as number) isSettled[inner] = 1;
  }
  return heads;
}
