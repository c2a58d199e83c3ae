// The network's heads: tags and features by softmax, trees by the biaffine classifier of Dozat and Manning (2017);
// forward and backward.
import { LEAK } from '../2-analyse/network-kernel.ts';
import {
  type Batch,
  biasGradient,
  crossEntropy,
  type Loss,
  type NetworkExample,
  type Parts,
  UNKNOWN_CLASS,
} from './network-parts.ts';

export class Heads {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** From `dropped`; gradients go to the parameters and to `dDropped`. */
  learn(batch: Batch, loss: Loss): void {
    const { dDropped } = this.#parts.a;
    dDropped.values.fill(0, 0, batch.rows * dDropped.columns);
    loss.tags += this.#learnClasses('tags', batch);
    loss.feats += this.#learnClasses('feats', batch);
    this.#learnTrees(batch, loss);
  }

  #learnClasses(name: 'tags' | 'feats', { examples, starts, rows }: Batch): number {
    const { dropped, dDropped } = this.#parts.a;
    const scores = this.#parts.a[name];
    const weights = this.#parts.parameter(`${name}.weights`);
    const bias = this.#parts.parameter(`${name}.bias`);
    this.#parts.shop.forward(dropped, weights, scores, rows);
    let loss = 0;
    for (const [s, example] of examples.entries())
      for (let w = 0; w < example.tags.length; w++) {
        const at = ((starts[s] as number) + w) * scores.columns;
        const gold = example[name][w] as number;
        if (gold === UNKNOWN_CLASS) {
          scores.values.fill(0, at, at + scores.columns);
          continue;
        }
        for (let c = 0; c < bias.columns; c++)
          scores.values[at + c] = (scores.values[at + c] as number) + (bias.value[c] as number);
        loss += crossEntropy(scores.values, at, bias.columns, gold);
        for (let c = bias.columns; c < scores.columns; c++) scores.values[at + c] = 0;
      }
    biasGradient(bias, scores, 0, rows);
    this.#parts.shop.backward(dropped, weights, scores, rows, dDropped);
    return loss;
  }

  #learnTrees(batch: Batch, loss: Loss): void {
    const { examples, starts, rows } = batch;
    const { arcs, labelWidth } = this.#parts.shape;
    const { dropped, projected, queries, dDropped, dProjected, dQueries } = this.#parts.a;
    const project = this.#parts.parameter('project.weights');
    const projectBias = this.#parts.parameter('project.bias');
    const arcWeights = this.#parts.parameter('arcs.weights');
    const arcBias = this.#parts.parameter('arcs.bias');
    const { columns } = projected;
    this.#parts.shop.forward(dropped, project, projected, rows);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        const value = (projected.values[r * columns + c] as number) + (projectBias.value[c] as number);
        projected.values[r * columns + c] = c < 2 * arcs && value < 0 ? LEAK * value : value;
      }
    // Projected: dependent and head vectors for arcs, then dependent and head vectors for labels.
    this.#parts.shop.forward(projected, arcWeights, queries, rows);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < arcs; c++)
        queries.values[r * arcs + c] =
          (queries.values[r * arcs + c] as number) + (arcBias.value[c] as number);
    dProjected.values.fill(0, 0, rows * columns);
    dQueries.values.fill(0, 0, rows * arcs);
    for (const [s, example] of examples.entries()) this.#learnArcs(example, starts[s] as number, loss);
    biasGradient(arcBias, dQueries, 0, rows);
    this.#parts.shop.backward(projected, arcWeights, dQueries, rows, dProjected);
    loss.labels += this.#learnLabels(batch, 2 * arcs, labelWidth);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < 2 * arcs; c++)
        if ((projected.values[r * columns + c] as number) < 0)
          dProjected.values[r * columns + c] = (dProjected.values[r * columns + c] as number) * LEAK;
    biasGradient(projectBias, dProjected, 0, rows);
    this.#parts.shop.backward(dropped, project, dProjected, rows, dDropped);
  }

  #learnArcs(example: NetworkExample, start: number, loss: Loss): void {
    const { arcs } = this.#parts.shape;
    const { projected, queries, pairs, dPairs, dProjected, dQueries } = this.#parts.a;
    const root = this.#parts.parameter('arcs.root');
    const length = example.heads.length;
    const stride = this.#parts.shop.pairs(queries, 0, projected, arcs, arcs, start, length, pairs);
    const scores = new Float32Array(length + 1);
    for (let i = 0; i < length; i++) {
      const query = (start + i) * arcs;
      let rootScore = 0;
      for (let c = 0; c < arcs; c++)
        rootScore += (queries.values[query + c] as number) * (root.value[c] as number);
      scores.set(pairs.values.subarray(i * stride, i * stride + length));
      scores[i] = -1e4;
      scores[length] = rootScore;
      const gold = example.heads[i] as number;
      let top = 0;
      for (let j = 1; j <= length; j++) if ((scores[j] as number) > (scores[top] as number)) top = j;
      if (top === gold) loss.right++;
      loss.arcs += crossEntropy(scores, 0, length + 1, gold);
      scores[i] = 0;
      dPairs.values.set(scores.subarray(0, length), i * stride);
      const d = scores[length] as number;
      for (let c = 0; c < arcs; c++) {
        root.gradient[c] = (root.gradient[c] as number) + d * (queries.values[query + c] as number);
        dQueries.values[query + c] = (dQueries.values[query + c] as number) + d * (root.value[c] as number);
      }
    }
    this.#parts.shop.spread(dPairs.values, stride, false, projected, arcs, arcs, start, length, dQueries, 0);
    this.#parts.shop.spread(dPairs.values, stride, true, queries, 0, arcs, start, length, dProjected, arcs);
  }

  #learnLabels({ examples, starts, rows }: Batch, from: number, width: number): number {
    const { projected, hidden, dHidden, labels, dProjected } = this.#parts.a;
    const weights = this.#parts.parameter('labels.weights');
    const bias = this.#parts.parameter('labels.bias');
    const root = this.#parts.parameter('labels.root');
    const { columns } = projected;
    const eachWord = (visit: (row: number, headRow: number, gold: number) => void): void => {
      for (const [s, { heads, labels: gold }] of examples.entries()) {
        const start = starts[s] as number;
        for (let w = 0; w < heads.length; w++) {
          const head = heads[w] as number;
          visit(start + w, head === heads.length ? -1 : start + head, gold[w] as number);
        }
      }
    };
    eachWord((row, headRow) => {
      for (let c = 0; c < width; c++) {
        const head = headRow < 0 ? root.value[c] : projected.values[headRow * columns + from + width + c];
        const sum = (projected.values[row * columns + from + c] as number) + (head as number);
        hidden.values[row * width + c] = Math.max(0, sum);
      }
    });
    this.#parts.shop.forward(hidden, weights, labels, rows);
    let loss = 0;
    eachWord((row, _, gold) => {
      const at = row * labels.columns;
      for (let c = 0; c < bias.columns; c++)
        labels.values[at + c] = (labels.values[at + c] as number) + (bias.value[c] as number);
      loss += crossEntropy(labels.values, at, bias.columns, gold);
      for (let c = bias.columns; c < labels.columns; c++) labels.values[at + c] = 0;
    });
    biasGradient(bias, labels, 0, rows);
    dHidden.values.fill(0, 0, rows * width);
    this.#parts.shop.backward(hidden, weights, labels, rows, dHidden);
    eachWord((row, headRow) => {
      for (let c = 0; c < width; c++) {
        if ((hidden.values[row * width + c] as number) <= 0) continue;
        const d = dHidden.values[row * width + c] as number;
        const own = row * columns + from + c;
        dProjected.values[own] = (dProjected.values[own] as number) + d;
        if (headRow < 0) root.gradient[c] = (root.gradient[c] as number) + d;
        else {
          const other = headRow * columns + from + width + c;
          dProjected.values[other] = (dProjected.values[other] as number) + d;
        }
      }
    });
    return loss;
  }
}
