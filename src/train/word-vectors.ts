// Running text -> word vectors: positive pointwise mutual information with the words just before and after, reduced by
// its singular vectors (Levy, Goldberg and Dagan 2015), found by subspace iteration on the Gram matrix.
import { Matrices, packPanels } from '../2-analyse/matrix.ts';
import { Random } from './tensors.ts';

export interface VectorTraining {
  /** A multiple of eight. */
  readonly width: number;
  readonly seed: number;
  readonly report: (line: string) => void;
}

const POSITIONS = [-2, -1, 1, 2];
/** Context words with a column of their own; the others share columns by their ending. */
const CONTEXT_WORDS = 448;
const CONTEXT_ENDINGS = 64;
const CONTEXTS = CONTEXT_WORDS + CONTEXT_ENDINGS;
const COLUMNS = POSITIONS.length * CONTEXTS;
/** Frequent contexts count for a little more than their share (Levy et al.: context distribution smoothing). */
const SMOOTHING = 0.75;
const ITERATIONS = 10;
const CHUNK = 512;

/**
 * `text` holds a row of the vocabulary for each word, 0 for words without one and -1 between paragraphs.
 * `endings[i]` is a hash of the last letters of word i of the text. Returns vectors of unit
 * root mean square, `width` numbers for each of `rows` rows; row 0 is zero.
 */
export function learnVectors(
  text: Int32Array,
  endings: Int32Array,
  rows: number,
  training: VectorTraining,
): Float32Array {
  const counts = countContexts(text, endings, rows);
  training.report('word vectors: contexts are counted');
  toMutualInformation(counts, rows);
  const reducer = new Reducer(training.width);
  reducer.addRows(counts, rows);
  training.report('word vectors: the Gram matrix is summed');
  reducer.iterate(new Random(training.seed));
  const vectors = reducer.reduce(counts, rows);
  for (let row = 0; row < rows; row++) normalise(vectors, row * training.width, training.width);
  return vectors;
}

function countContexts(text: Int32Array, endings: Int32Array, rows: number): Float32Array {
  const columns = contextColumns(text, endings, rows);
  const counts = new Float32Array(rows * COLUMNS);
  for (let i = 0; i < text.length; i++) {
    const word = text[i] as number;
    if (word <= 0) continue;
    for (let p = 0; p < POSITIONS.length; p++) {
      const offset = POSITIONS[p] as number;
      const column = columns[i + offset] ?? -1;
      if (column < 0 || (columns[i + offset / 2] ?? 0) < 0) continue;
      const at = word * COLUMNS + p * CONTEXTS + column;
      counts[at] = (counts[at] as number) + 1;
    }
  }
  return counts;
}

/** The context column of each word of the text, -1 between paragraphs. */
function contextColumns(text: Int32Array, endings: Int32Array, rows: number): Int16Array {
  const frequency = new Float64Array(rows);
  for (const row of text) if (row > 0) frequency[row] = (frequency[row] as number) + 1;
  const columnOf = new Int16Array(rows).fill(-1);
  const ranked = Array.from(frequency.keys()).sort(
    (a, b) => (frequency[b] as number) - (frequency[a] as number) || a - b,
  );
  for (const [column, row] of ranked.slice(0, CONTEXT_WORDS).entries()) columnOf[row] = column;
  const columns = new Int16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const row = text[i] as number;
    const own = row > 0 ? (columnOf[row] as number) : -1;
    const shared = CONTEXT_WORDS + (((endings[i] as number) >>> 0) % CONTEXT_ENDINGS);
    columns[i] = row < 0 ? -1 : own >= 0 ? own : shared;
  }
  return columns;
}

function toMutualInformation(counts: Float32Array, rows: number): void {
  const ofColumn = new Float64Array(COLUMNS);
  for (let at = 0; at < counts.length; at += COLUMNS)
    for (let c = 0; c < COLUMNS; c++) ofColumn[c] = (ofColumn[c] as number) + (counts[at + c] as number);
  const shares = ofColumn.map(count => count ** SMOOTHING);
  const total = shares.reduce((sum, share) => sum + share, 0) / POSITIONS.length;
  for (let row = 0; row < rows; row++) {
    const at = row * COLUMNS;
    let sum = 0;
    for (let c = 0; c < COLUMNS; c++) sum += counts[at + c] as number;
    if (sum === 0) continue;
    const factor = (total * POSITIONS.length) / sum;
    for (let c = 0; c < COLUMNS; c++) {
      const count = counts[at + c] as number;
      counts[at + c] = count > 0 ? Math.max(0, Math.log((count * factor) / (shares[c] as number))) : 0;
    }
  }
}

/** Reduces rows of `COLUMNS` numbers to `width` by their leading right singular vectors. */
class Reducer {
  readonly #width: number;
  readonly #matrices = new Matrices();
  readonly #at: { gram: number; left: number; packed: number; basis: number; out: number };

  readonly #left: Float32Array;
  readonly #packed: Float32Array;
  readonly #out: Float32Array;
  #basis: Float32Array;
  #values: Float64Array;

  constructor(width: number) {
    const m = this.#matrices;
    this.#width = width;
    this.#at = {
      gram: m.allocate(COLUMNS * COLUMNS),
      left: m.allocate(COLUMNS * CHUNK),
      packed: m.allocate(COLUMNS * CHUNK),
      basis: m.allocate(COLUMNS * width),
      out: m.allocate(COLUMNS * width),
    };

    this.#left = m.view(this.#at.left, COLUMNS * CHUNK);
    this.#packed = m.view(this.#at.packed, COLUMNS * CHUNK);
    this.#out = m.view(this.#at.out, COLUMNS * width);
    this.#basis = new Float32Array(COLUMNS * width);
    this.#values = new Float64Array(width);
  }

  addRows(values: Float32Array, rows: number): void {
    for (let start = 0; start < rows; start += CHUNK) {
      const count = Math.min(CHUNK, rows - start);
      const chunk = values.subarray(start * COLUMNS, (start + count) * COLUMNS);
      for (let r = 0; r < count; r++)
        for (let c = 0; c < COLUMNS; c++) this.#left[c * count + r] = chunk[r * COLUMNS + c] as number;
      packPanels(chunk, this.#packed, count, COLUMNS, COLUMNS);
      const { gram, left, packed } = this.#at;
      this.#matrices.multiply(left, packed, gram, COLUMNS, count, COLUMNS, count, COLUMNS, true);
    }
  }

  iterate(random: Random): void {
    for (let i = 0; i < this.#basis.length; i++) this.#basis[i] = random.around(1);
    orthonormalise(this.#basis, this.#width);
    for (let n = 0; n < ITERATIONS; n++) {
      packPanels(
        this.#basis,
        this.#matrices.view(this.#at.basis, this.#basis.length),
        COLUMNS,
        this.#width,
        this.#width,
      );
      const { gram, basis, out } = this.#at;
      this.#matrices.multiply(gram, basis, out, COLUMNS, COLUMNS, this.#width, COLUMNS, this.#width, false);
      this.#basis = this.#out.slice();
      this.#values = orthonormalise(this.#basis, this.#width);
    }
  }

  /** Projections on the singular vectors, weighted by the square roots of the singular values. */
  reduce(values: Float32Array, rows: number): Float32Array {
    const width = this.#width;
    const basis = this.#basis.slice();
    for (let i = 0; i < basis.length; i++)
      basis[i] = (basis[i] as number) / ((this.#values[i % width] as number) ** 0.25 + 1e-12);
    packPanels(basis, this.#matrices.view(this.#at.basis, basis.length), COLUMNS, width, width);
    const vectors = new Float32Array(rows * width);
    for (let start = 0; start < rows; start += CHUNK) {
      const count = Math.min(CHUNK, rows - start);
      this.#left.set(values.subarray(start * COLUMNS, (start + count) * COLUMNS));
      this.#matrices.multiply(
        this.#at.left,
        this.#at.basis,
        this.#at.out,
        count,
        COLUMNS,
        width,
        COLUMNS,
        width,
        false,
      );
      vectors.set(this.#out.subarray(0, count * width), start * width);
    }
    return vectors;
  }
}

/** Gram and Schmidt over the columns of a row-major matrix; returns the lengths that the columns had. */
function orthonormalise(matrix: Float32Array, columns: number): Float64Array {
  const rows = matrix.length / columns;
  const lengths = new Float64Array(columns);
  const column = new Float64Array(rows);
  const done: Float64Array[] = [];
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) column[r] = matrix[r * columns + c] as number;
    for (const other of done) {
      let dot = 0;
      for (let r = 0; r < rows; r++) dot += (column[r] as number) * (other[r] as number);
      for (let r = 0; r < rows; r++) column[r] = (column[r] as number) - dot * (other[r] as number);
    }
    const length = Math.hypot(...column) || 1;
    lengths[c] = length;
    const unit = column.map(value => value / length);
    done.push(unit);
    for (let r = 0; r < rows; r++) matrix[r * columns + c] = unit[r] as number;
  }
  return lengths;
}

function normalise(vectors: Float32Array, at: number, width: number): void {
  let sum = 0;
  for (let i = at; i < at + width; i++) sum += (vectors[i] as number) ** 2;
  const scale = sum > 0 ? 1 / Math.sqrt(sum / width) : 0;
  for (let i = at; i < at + width; i++) vectors[i] = (vectors[i] as number) * scale;
}
