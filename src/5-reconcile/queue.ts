// A binary heap of cluster pairs, the most alike first; equal ones by the clusters' numbers, so that the order of
// merging depends on nothing else.

export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

const isBefore = (x: Edge, y: Edge): boolean => {
  if (x.similarity !== y.similarity) return x.similarity > y.similarity;
  return x.a !== y.a ? x.a < y.a : x.b < y.b;
};

export class Queue {
  readonly #items: Edge[] = [];

  push(edge: Edge): void {
    const items = this.#items;
    let at = items.length;
    items.push(edge);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(edge, items[parent] as Edge)) break;
      items[at] = items[parent] as Edge;
      at = parent;
    }
    items[at] = edge;
  }

  pop(): Edge | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (!top || !last || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && isBefore(items[child + 1] as Edge, items[child] as Edge)) child++;
      if (!isBefore(items[child] as Edge, last)) break;
      items[at] = items[child] as Edge;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
