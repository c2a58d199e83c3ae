// The typer at work: which PLOVER type a predicate names, if any. A log-linear model over the features of
// typer-features.ts with a hidden layer over word vectors, so that a word no rule lists is read like its neighbours.
import { type Model, type ModelArray, modelArray } from '../resources/models.ts';
import type { Token } from '../schema/analysis.ts';
import { EVENT_TYPES, type EventType } from '../schema/plover.ts';

export const TYPER_MODEL = 'en-events';

/** The 16 types, then `none`. */
export const TYPER_CLASSES = [...(Object.keys(EVENT_TYPES) as EventType[]), 'none'] as const;
export type TyperClass = (typeof TYPER_CLASSES)[number];
const CLASSES = TYPER_CLASSES.length;
export const NONE = CLASSES - 1;

/** Words that enter as vectors: the predicate and the heads of its arguments. */
export const WORD_SLOTS = ['predicate', 'object', 'subject', 'oblique', 'clause'] as const;
type WordSlot = (typeof WORD_SLOTS)[number];

/** Takes the features of a predicate as they are found. */
export interface FeatureSink {
  readonly feature: (template: string, value: string) => void;
  readonly word: (slot: WordSlot, token: Token) => void;
}
type Describe = (sink: FeatureSink) => void;

/** FNV-1a over UTF-16 code units, mixed once more. */
export const hashText = (text: string, seed = 0x811c9dc5): number => {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
};

const seeds = new Map<string, number>();

export const hashFeature = (template: string, value: string): number => {
  let seed = seeds.get(template);
  if (seed === undefined) {
    seed = hashText(template);
    seeds.set(template, seed);
  }
  return hashText(value, seed);
};

/** Where 32-bit keys stand in an array, by open addressing. */
class KeyTable {
  readonly #keys: Int32Array;
  readonly #rows: Int32Array;

  constructor(keys: Int32Array) {
    let size = 1024;
    while (size < keys.length * 2) size *= 2;
    this.#keys = new Int32Array(size);
    this.#rows = new Int32Array(size).fill(-1);
    for (const [row, key] of keys.entries()) {
      let slot = key & (size - 1);
      while (this.#rows[slot] !== -1) slot = (slot + 1) & (size - 1);
      this.#keys[slot] = key;
      this.#rows[slot] = row;
    }
  }

  /** -1 where the key is unknown. */
  rowOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = key & mask;
    for (;;) {
      const row = this.#rows[slot] as number;
      if (row < 0 || this.#keys[slot] === key) return row;
      slot = (slot + 1) & mask;
    }
  }
}

/** A linear model over hashed features that says yes or no. */
export class Scorer {
  readonly #table: KeyTable;
  readonly #weights: Int8Array;
  readonly #step: number;

  constructor(keys: Int32Array, weights: Int8Array, step: number) {
    this.#table = new KeyTable(keys);
    this.#weights = weights;
    this.#step = step;
  }

  /** Natural log-odds. */
  score(features: readonly number[]): number {
    let sum = 0;
    for (const feature of features) {
      const row = this.#table.rowOf(feature);
      if (row >= 0) sum += this.#weights[row] as number;
    }
    return sum * this.#step;
  }
}

/** The model's parts as typed arrays: what training makes and the file holds. */
export interface TyperWeights {
  readonly featureKeys: Int32Array;
  /** A row of one weight a class for each feature, in steps of `featureStep`. */
  readonly features: Int8Array;
  readonly featureStep: number;
  readonly wordKeys: Int32Array;
  /** `width` numbers a word, in steps of `wordStep`. */
  readonly words: Int8Array;
  readonly wordStep: number;
  readonly width: number;
  /** A matrix of `width` by `hidden` for each word slot, one after the other. */
  readonly projections: Float32Array;
  readonly hiddenBias: Float32Array;
  /** `hidden` by classes. */
  readonly output: Float32Array;
  readonly outputBias: Float32Array;
  /** Weights of ranking.ts's parts of the confidence. */
  readonly confidence: Readonly<Record<string, number>>;
  /** Features of receivers.ts, a weight each in steps of `receiverStep`. */
  readonly receiverKeys: Int32Array;
  readonly receivers: Int8Array;
  readonly receiverStep: number;
}

/** What was found at a predicate: rows of known features and of known words by slot, -1 for unknown ones. */
export interface Found {
  readonly features: readonly number[];
  readonly words: readonly number[];
}

export interface Contribution {
  readonly feature: string;
  /** Natural logarithm of the odds of the class against all others, with the feature less without it. */
  readonly weight: number;
}

export class Typer {
  readonly #weights: TyperWeights;
  readonly #features: KeyTable;
  readonly #words: KeyTable;
  readonly #hidden: number;
  /** Weights of ranking.ts's parts of the confidence. */
  readonly confidence: Readonly<Record<string, number>>;
  /** Whether a party receives an event. */
  readonly receivers: Scorer;
  /** What a word adds to the hidden layer from a slot, worked out when first met. */
  readonly #projected = new Map<number, Float32Array>();

  constructor(weights: TyperWeights) {
    this.#weights = weights;
    this.confidence = weights.confidence;
    this.receivers = new Scorer(weights.receiverKeys, weights.receivers, weights.receiverStep);
    this.#features = new KeyTable(weights.featureKeys);
    this.#words = new KeyTable(weights.wordKeys);
    this.#hidden = weights.hiddenBias.length;
  }

  /** Probabilities by class, in the order of TYPER_CLASSES. */
  read(describe: Describe): Float64Array {
    const features: number[] = [];
    const words = WORD_SLOTS.map(() => -1);
    describe({
      feature: (template, value) => {
        const row = this.#features.rowOf(hashFeature(template, value));
        if (row >= 0) features.push(row);
      },
      word: (slot, at) => {
        words[WORD_SLOTS.indexOf(slot)] = this.#wordRow(at);
      },
    });
    return this.#probabilities({ features, words });
  }

  /** Whether training met the feature. */
  knows(template: string, value: string): boolean {
    return this.#features.rowOf(hashFeature(template, value)) >= 0;
  }

  /** As `read`, from hashes: of the features, and of the form and the lemma in each word slot, 0 for none. */
  readHashed(features: Int32Array, forms: Int32Array, lemmas: Int32Array): Float64Array {
    return this.#probabilities({
      features: Array.from(features, key => this.#features.rowOf(key)).filter(row => row >= 0),
      words: Array.from(forms, (form, slot) => {
        if (form === 0) return -1;
        const row = this.#words.rowOf(form);
        return row >= 0 ? row : this.#words.rowOf(lemmas[slot] as number);
      }),
    });
  }

  /** What spoke for the class and against it, the strongest first: each feature's odds with it less without it. */
  explain(describe: Describe, type: TyperClass): Contribution[] {
    const names: string[] = [];
    const features: number[] = [];
    const words = WORD_SLOTS.map(() => -1);
    const forms = new Map<WordSlot, string>();
    describe({
      feature: (template, value) => {
        const row = this.#features.rowOf(hashFeature(template, value));
        if (row < 0) return;
        features.push(row);
        names.push(`${template}: ${value}`);
      },
      word: (slot, at) => {
        words[WORD_SLOTS.indexOf(slot)] = this.#wordRow(at);
        forms.set(slot, at.form);
      },
    });
    const whole = this.#odds({ features, words }, type);
    const without = features.map((_, i) => ({
      feature: names[i] as string,
      weight: whole - this.#odds({ features: features.filter((_, j) => j !== i), words }, type),
    }));
    const wordless = WORD_SLOTS.flatMap((slot, i) =>
      (words[i] as number) < 0
        ? []
        : [
            {
              feature: `${slot} like: ${forms.get(slot)}`,
              weight: whole - this.#odds({ features, words: words.map((w, j) => (j === i ? -1 : w)) }, type),
            },
          ],
    );
    return [...without, ...wordless].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }

  #odds(found: Found, type: TyperClass): number {
    const p = this.#probabilities(found)[TYPER_CLASSES.indexOf(type)] as number;
    return Math.log(p + 1e-9) - Math.log(1 - p + 1e-9);
  }

  #wordRow({ form, lemma }: Token): number {
    const row = this.#words.rowOf(hashText(form.toLowerCase()));
    return row >= 0 ? row : this.#words.rowOf(hashText(lemma.toLowerCase()));
  }

  #probabilities({ features, words }: Found): Float64Array {
    const { features: table, featureStep, output, outputBias, hiddenBias } = this.#weights;
    const sums = new Int32Array(CLASSES);
    for (const row of features)
      for (let c = 0, at = row * CLASSES; c < CLASSES; c++, at++)
        sums[c] = (sums[c] as number) + (table[at] as number);
    const scores = new Float64Array(CLASSES);
    for (let c = 0; c < CLASSES; c++)
      scores[c] = (sums[c] as number) * featureStep + (outputBias[c] as number);
    const hidden = Float64Array.from(hiddenBias);
    for (const [slot, row] of words.entries()) {
      if (row < 0) continue;
      const projected = this.#project(slot, row);
      for (let h = 0; h < hidden.length; h++) hidden[h] = (hidden[h] as number) + (projected[h] as number);
    }
    for (let h = 0; h < hidden.length; h++) {
      const value = hidden[h] as number;
      if (value <= 0) continue;
      for (let c = 0, at = h * CLASSES; c < CLASSES; c++, at++)
        scores[c] = (scores[c] as number) + value * (output[at] as number);
    }
    return softmax(scores);
  }

  #project(slot: number, row: number): Float32Array {
    const key = row * WORD_SLOTS.length + slot;
    const known = this.#projected.get(key);
    if (known) return known;
    const { words, wordStep, width, projections } = this.#weights;
    const sum = new Float32Array(this.#hidden);
    for (let d = 0; d < width; d++) {
      const value = (words[row * width + d] as number) * wordStep;
      const at = (slot * width + d) * this.#hidden;
      for (let h = 0; h < this.#hidden; h++)
        sum[h] = (sum[h] as number) + value * (projections[at + h] as number);
    }
    this.#projected.set(key, sum);
    return sum;
  }
}

const softmax = (scores: Float64Array): Float64Array => {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const share = Math.exp((scores[c] as number) - most);
    scores[c] = share;
    sum += share;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
  return scores;
};

const opened = new WeakMap<Model, Typer>();

/** The typer of a model file; opened once a model. */
export const openTyper = (model: Model): Typer => {
  const known = opened.get(model);
  if (known) return known;
  const { classes, ...meta } = model.meta as unknown as TyperMeta;
  if (`${classes}` !== `${TYPER_CLASSES}`)
    throw new Error(
      `the model ${model.kind} knows the classes ${classes}; this program has ${TYPER_CLASSES}. Make it anew with \`synoptic train events\`.`,
    );
  const typer = new Typer({
    ...meta,
    featureKeys: modelArray(model, 'features.keys', Int32Array),
    features: modelArray(model, 'features.weights', Int8Array),
    wordKeys: modelArray(model, 'words.keys', Int32Array),
    words: modelArray(model, 'words.vectors', Int8Array),
    projections: modelArray(model, 'hidden.projections', Float32Array),
    hiddenBias: modelArray(model, 'hidden.bias', Float32Array),
    output: modelArray(model, 'output.weights', Float32Array),
    outputBias: modelArray(model, 'output.bias', Float32Array),
    receiverKeys: modelArray(model, 'receivers.keys', Int32Array),
    receivers: modelArray(model, 'receivers.weights', Int8Array),
  });
  opened.set(model, typer);
  return typer;
};

type TyperMeta = { readonly classes: readonly string[] } & Pick<
  TyperWeights,
  'featureStep' | 'wordStep' | 'width' | 'confidence' | 'receiverStep'
>;

/** What a model file says of the typer in words and numbers, and its arrays. */
export const typerParts = ({
  featureStep,
  wordStep,
  width,
  confidence,
  receiverStep,
  ...arrays
}: TyperWeights): { meta: Record<string, unknown>; arrays: Record<string, ModelArray> } => ({
  meta: { classes: TYPER_CLASSES, featureStep, wordStep, width, confidence, receiverStep },
  arrays: {
    'features.keys': arrays.featureKeys,
    'features.weights': arrays.features,
    'words.keys': arrays.wordKeys,
    'words.vectors': arrays.words,
    'hidden.projections': arrays.projections,
    'hidden.bias': arrays.hiddenBias,
    'output.weights': arrays.output,
    'output.bias': arrays.outputBias,
    'receivers.keys': arrays.receiverKeys,
    'receivers.weights': arrays.receivers,
  },
});
