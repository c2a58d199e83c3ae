// Averaged perceptron (Freund and Schapire 1999; Collins 2002) over hashed sparse features: rows are made only for
// features that an update has touched, entries only for classes it has touched.
import type { LinearModel } from '../2-analyse/linear-model.ts';

const FREE = -1;

export class Perceptron {
  readonly classes: number;
  #keys = new Int32Array(1 << 16);
  #rows = new Int32Array(1 << 16).fill(FREE);
  #count = 0;
  /** Per row: where its entries start in the pool, how many there are and how many fit. */
  #start: number[] = [];
  #used: number[] = [];
  #room: number[] = [];
  #label = new Uint8Array(1 << 18);
  #weight = new Int32Array(1 << 18);
  #total = new Float64Array(1 << 18);
  #stamp = new Int32Array(1 << 18);
  #poolEnd = 0;
  #time = 1;

  constructor(classes: number) {
    this.classes = classes;
  }

  /** Moves the clock of the average on; once for each decision. */
  tick(): void {
    this.#time++;
  }

  score(features: Int32Array, count: number, scores: Int32Array): void {
    scores.fill(0);
    for (let f = 0; f < count; f++) {
      const row = this.#find(features[f] as number);
      if (row === FREE) continue;
      const from = this.#start[row] as number;
      const to = from + (this.#used[row] as number);
      for (let i = from; i < to; i++) {
        const label = this.#label[i] as number;
        scores[label] = (scores[label] as number) + (this.#weight[i] as number);
      }
    }
  }

  update(features: Int32Array, count: number, label: number, change: number): void {
    for (let f = 0; f < count; f++) {
      const i = this.#entry(this.#findOrAdd(features[f] as number), label);
      const weight = this.#weight[i] as number;
      this.#total[i] = (this.#total[i] as number) + weight * (this.#time - (this.#stamp[i] as number));
      this.#stamp[i] = this.#time;
      this.#weight[i] = weight + change;
    }
  }

  /** The averaged model, its weights scaled to 16 bits, without those under `least` of an average update. */
  finish(least: number): LinearModel {
    const rows: { key: number; labels: number[]; weights: number[] }[] = [];
    let largest = 0;
    for (let slot = 0; slot < this.#keys.length; slot++) {
      const row = this.#rows[slot] as number;
      if (row === FREE) continue;
      const labels: number[] = [];
      const weights: number[] = [];
      const from = this.#start[row] as number;
      for (let i = from; i < from + (this.#used[row] as number); i++) {
        const weight = this.#weight[i] as number;
        const average =
          ((this.#total[i] as number) + weight * (this.#time - (this.#stamp[i] as number))) / this.#time;
        if (Math.abs(average) < least) continue;
        labels.push(this.#label[i] as number);
        weights.push(average);
        largest = Math.max(largest, Math.abs(average));
      }
      if (labels.length > 0) rows.push({ key: this.#keys[slot] as number, labels, weights });
    }
    return packRows(this.classes, rows, Math.min(64, 32_000 / Math.max(largest, 1)));
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = key & mask;
    for (;;) {
      const row = this.#rows[slot] as number;
      if (row === FREE || this.#keys[slot] === key) return row;
      slot = (slot + 1) & mask;
    }
  }

  #findOrAdd(key: number): number {
    const found = this.#find(key);
    if (found !== FREE) return found;
    if (this.#count * 2 > this.#keys.length) this.#growTable();
    const row = this.#count++;
    insert(this.#keys, this.#rows, key, row);
    this.#start.push(this.#poolEnd);
    this.#used.push(0);
    this.#room.push(2);
    this.#reserve(2);
    return row;
  }

  #entry(row: number, label: number): number {
    const from = this.#start[row] as number;
    const used = this.#used[row] as number;
    for (let i = from; i < from + used; i++) if (this.#label[i] === label) return i;
    const room = this.#room[row] as number;
    let start = from;
    if (used === room) {
      start = this.#poolEnd;
      this.#reserve(room * 2);
      for (const pool of [this.#label, this.#weight, this.#total, this.#stamp])
        pool.copyWithin(start, from, from + used);
      this.#start[row] = start;
      this.#room[row] = room * 2;
    }
    const i = start + used;
    this.#used[row] = used + 1;
    this.#label[i] = label;
    this.#weight[i] = 0;
    this.#total[i] = 0;
    this.#stamp[i] = this.#time;
    return i;
  }

  #reserve(entries: number): void {
    this.#poolEnd += entries;
    if (this.#poolEnd <= this.#label.length) return;
    const size = this.#label.length * 2;
    this.#label = grown(this.#label, new Uint8Array(size));
    this.#weight = grown(this.#weight, new Int32Array(size));
    this.#total = grown(this.#total, new Float64Array(size));
    this.#stamp = grown(this.#stamp, new Int32Array(size));
  }

  #growTable(): void {
    const keys = new Int32Array(this.#keys.length * 2);
    const rows = new Int32Array(keys.length).fill(FREE);
    for (let slot = 0; slot < this.#keys.length; slot++) {
      const row = this.#rows[slot] as number;
      if (row !== FREE) insert(keys, rows, this.#keys[slot] as number, row);
    }
    this.#keys = keys;
    this.#rows = rows;
  }
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function insert(keys: Int32Array, rows: Int32Array, key: number, row: number): void {
  const mask = keys.length - 1;
  let slot = key & mask;
  while (rows[slot] !== FREE) slot = (slot + 1) & mask;
  keys[slot] = key;
  rows[slot] = row;
}

function packRows(
  classes: number,
  rows: readonly { key: number; labels: number[]; weights: number[] }[],
  scale: number,
): LinearModel {
  let size = 1024;
  while (size < rows.length * 1.3) size *= 2;
  const keys = new Int32Array(size);
  const at = new Int32Array(size).fill(FREE);
  for (const [i, row] of rows.entries()) insert(keys, at, row.key, i);
  const entries = rows.reduce((sum, row) => sum + row.labels.length, 0);
  const starts = new Uint32Array(size + 1);
  const labels = new Uint8Array(entries);
  const weights = new Int16Array(entries);
  let end = 0;
  for (let slot = 0; slot < size; slot++) {
    starts[slot] = end;
    const row = rows[at[slot] as number];
    if (row === undefined) continue;
    labels.set(row.labels, end);
    weights.set(
      row.weights.map(weight => Math.round(weight * scale)),
      end,
    );
    end += row.labels.length;
  }
  starts[size] = end;
  return { classes, keys, starts, labels, weights };
}
