// The pair scorer of stage 5: log-odds that two coded event mentions are one event, a logistic regression fitted on
// event coreference with a Gaussian prior about weights set by hand (maximum a posteriori, Newton's method; Bishop,
// Pattern Recognition and Machine Learning, 4.3). The same data and seed give the same weights.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkEvents } from '../5-reconcile/link-events.ts';
import { type Mention, viewMentions } from '../5-reconcile/mention.ts';
import {
  cannotBeOne,
  isSpeechPair,
  PAIR_FEATURES,
  type PairFeatures,
  type PairWeights,
  pairFeatures,
} from '../5-reconcile/pair-score.ts';
import { Reconciler } from '../5-reconcile/reconciler.ts';
import { splitWords } from '../5-reconcile/words.ts';
import { spansOverlap } from '../schema/span.ts';
import type { CodedText } from '../schema/story.ts';
import { type ChainedMention, type EventCorpus, readEventCorpus } from './event-corpus.ts';
import { PRIOR_WEIGHTS } from './event-links-prior.ts';

/** Pairs that speak for the prior: so many are as loud as it is. */
const PRIOR_STRENGTH = 40;
const FOLDS = 5;
const ROUNDS = 30;

/** A story with the coreference chain of each mention, null where the corpus marks none there. */
interface MarkedStory {
  /** ECB+ topic: folds never divide one. */
  readonly topic: string;
  readonly mentions: readonly Mention[];
  readonly chains: readonly (string | null)[];
}

interface Pair {
  readonly features: readonly number[];
  readonly isOne: boolean;
  readonly isSpeech: boolean;
  /** Long chains have pairs by the square: each counts less, so that a mention counts about once. */
  readonly weight: number;
}

const topicOf = (document: string): string => document.split('_')[0] as string;

const markStories = (
  { texts, mentions }: EventCorpus,
  code: (id: string, text: string) => CodedText,
): MarkedStory[] => {
  const reconciler = new Reconciler();
  reconciler.add([...texts].map(([id, text]) => code(id, text)));
  const byDocument = new Map<string, ChainedMention[]>();
  for (const mention of mentions) {
    const known = byDocument.get(mention.document);
    if (known) known.push(mention);
    else byDocument.set(mention.document, [mention]);
  }
  return [...reconciler.tell()].map(({ texts: reports }) => {
    const viewed = viewMentions(
      reports,
      reports.map(({ report }) => splitWords(report.text)),
    );
    const chains = viewed.map(
      ({ reference }) =>
        byDocument.get(reference.report)?.find(mention => spansOverlap(mention, reference.trigger))?.chain ??
        null,
    );
    return { topic: topicOf(reports[0]?.report.id ?? ''), mentions: viewed, chains };
  });
};

const pairsOf = ({ mentions, chains }: MarkedStory): Pair[] => {
  const pairs: Pair[] = [];
  const marked = [...mentions.keys()].filter(i => chains[i] !== null);
  for (const [n, j] of marked.entries())
    for (const i of marked.slice(0, n)) {
      const [a, b] = [mentions[i] as Mention, mentions[j] as Mention];
      if (cannotBeOne(a, b)) continue;
      const features = pairFeatures(a, b);
      pairs.push({
        features: PAIR_FEATURES.map(name => features[name]),
        isOne: chains[i] === chains[j],
        isSpeech: isSpeechPair(a, b),
        weight: 2 / marked.length,
      });
    }
  return pairs;
};

/** Solves a symmetric positive system by Gaussian elimination. */
const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows[column] as number[];
    for (const row of rows.slice(column + 1)) {
      const factor = (row[column] as number) / (pivot[column] as number);
      for (let k = column; k <= rows.length; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  const solution: number[] = new Array(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let value = row[rows.length] as number;
    for (let k = i + 1; k < rows.length; k++) value -= (row[k] as number) * (solution[k] as number);
    solution[i] = value / (row[i] as number);
  }
  return solution;
};

const regress = (pairs: readonly Pair[], prior: readonly number[], strength: number): number[] => {
  let weights = [...prior];
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, i) => strength * (weight - (prior[i] as number)));
    const hessian = weights.map((_, i) => weights.map((__, k) => (i === k ? strength : 0)));
    for (const { features, isOne, weight } of pairs) {
      const odds = features.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
      const chance = 1 / (1 + Math.exp(-odds));
      for (const [i, value] of features.entries()) {
        if (value === 0) continue;
        gradient[i] = (gradient[i] as number) + weight * (chance - Number(isOne)) * value;
        const row = hessian[i] as number[];
        for (const [k, other] of features.entries())
          row[k] = (row[k] as number) + weight * chance * (1 - chance) * value * other;
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, i) => weight - (step[i] as number));
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  return weights;
};

const asFeatures = (values: readonly number[]): PairFeatures =>
  Object.fromEntries(PAIR_FEATURES.map((name, i) => [name, values[i] as number])) as unknown as PairFeatures;

const fitWeights = (stories: readonly MarkedStory[], strength: number): PairWeights => {
  const pairs = stories.flatMap(pairsOf);
  const fitKind = (isSpeech: boolean, prior: PairFeatures): PairFeatures =>
    asFeatures(
      regress(
        pairs.filter(pair => pair.isSpeech === isSpeech),
        PAIR_FEATURES.map(name => prior[name]),
        strength,
      ),
    );
  return { deeds: fitKind(false, PRIOR_WEIGHTS.deeds), speech: fitKind(true, PRIOR_WEIGHTS.speech) };
};

interface LinkScore {
  readonly mentions: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** B-cubed over the marked mentions (Bagga and Baldwin 1998); chains reach across stories. */
const scoreLinks = (
  stories: readonly MarkedStory[],
  weightsOf: (topic: string) => PairWeights,
): LinkScore => {
  const items: { readonly chain: string; readonly cluster: string }[] = [];
  for (const [number, { topic, mentions, chains }] of stories.entries())
    for (const [c, cluster] of linkEvents(mentions, weightsOf(topic)).entries())
      for (const i of cluster) {
        const chain = chains[i];
        if (chain) items.push({ chain, cluster: `${number} ${c}` });
      }
  const count = (key: (item: (typeof items)[number]) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
    return counts;
  };
  const [both, clusters, chains] = [
    count(({ chain, cluster }) => `${chain} ${cluster}`),
    count(({ cluster }) => cluster),
    count(({ chain }) => chain),
  ];
  let [precision, recall] = [0, 0];
  for (const { chain, cluster } of items) {
    const shared = both.get(`${chain} ${cluster}`) as number;
    precision += shared / (clusters.get(cluster) as number) / items.length;
    recall += shared / (chains.get(chain) as number) / items.length;
  }
  return {
    mentions: items.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall || 1),
  };
};

/** Topics in folds, dealt out by the seed. */
const foldOf = (seed: number): ((topic: string) => number) => {
  const folds = new Map<string, number>();
  return topic => {
    const known = folds.get(topic);
    if (known !== undefined) return known;
    const fold = createHash('sha256').update(`${seed} ${topic}`).digest()[0] as number;
    folds.set(topic, fold % FOLDS);
    return fold % FOLDS;
  };
};

const crossValidate = (stories: readonly MarkedStory[], seed: number): LinkScore => {
  const fold = foldOf(seed);
  const byFold = Array.from({ length: FOLDS }, (_, n) =>
    fitWeights(
      stories.filter(({ topic }) => fold(topic) !== n),
      PRIOR_STRENGTH,
    ),
  );
  return scoreLinks(stories, topic => byFold[fold(topic)] as PairWeights);
};

const rounded = (weights: PairFeatures): PairFeatures =>
  asFeatures(PAIR_FEATURES.map(name => Math.round(weights[name] * 100) / 100));

const sourceOf = ({ deeds, speech }: PairWeights): string => {
  const block = (weights: PairFeatures): string =>
    PAIR_FEATURES.map(name => `    ${name}: ${weights[name]},\n`).join('');
  return `// Weights of the pair scorer. Made by \`synoptic train links\`: do not edit; models/event-links.md says from what.
import type { PairWeights } from './pair-score.ts';

export const PAIR_WEIGHTS: PairWeights = {
  deeds: {
${block(deeds)}  },
  speech: {
${block(speech)}  },
};
`;
};

const percent = (value: number): string => (100 * value).toFixed(1);

const row = (what: string, { mentions, precision, recall, f1 }: LinkScore): string =>
  `| ${what} | ${mentions} | ${percent(precision)} | ${percent(recall)} | ${percent(f1)} |`;

export interface TrainLinksOptions {
  /** Holds `ecb/`. */
  readonly data: string;
  /** The project's folder: weights go to its `src/5-reconcile/`, the card to its `models/`. */
  readonly out: string;
  readonly seed: number;
  readonly code: (id: string, text: string) => CodedText;
}

export interface TrainedLinks {
  readonly path: string;
  readonly checksum: string;
  readonly bytes: number;
}

export const trainLinks = ({ data, out, seed, code }: TrainLinksOptions): TrainedLinks => {
  const [train, dev] = ['train', 'dev'].map(part =>
    markStories(readEventCorpus(join(data, 'ecb'), part), code),
  ) as [MarkedStory[], MarkedStory[]];
  const fitted = fitWeights(train, PRIOR_STRENGTH);
  const weights: PairWeights = { deeds: rounded(fitted.deeds), speech: rounded(fitted.speech) };
  const source = sourceOf(weights);
  const path = join(out, 'src/5-reconcile/pair-weights.ts');
  const checksum = createHash('sha256').update(source).digest('hex');
  const pairs = train.flatMap(pairsOf);
  const ones = pairs.filter(({ isOne }) => isOne).length;
  const card = `# event-links

How likely two coded event mentions are one event: ${PAIR_FEATURES.length} features of a pair, weighed apart for deeds and for speech acts. Clusters merge while their mean log-odds are above 0 (src/5-reconcile/link-events.ts).

- **Command:** \`synoptic train links --data data --seed ${seed}\`
- **Data:** event coreference of ECB+, training part (CC BY 3.0): ${pairs.length.toLocaleString('en')} pairs of coded mentions in one story that no rule keeps apart, ${ones.toLocaleString('en')} of them one event; ${pairs.filter(pair => pair.isSpeech).length.toLocaleString('en')} pairs are of speech acts.
- **Method:** logistic regression with a Gaussian prior about hand-set weights (src/train/event-links-prior.ts), as strong as ${PRIOR_STRENGTH} mentions. The seed deals topics into folds; the weights do not hang on it.
- **SHA-256** of src/5-reconcile/pair-weights.ts: \`${checksum}\`

B-cubed over the marked mentions that the coder finds, stories made by the program:

| On | Mentions | P | R | F1 |
|---|---|---|---|---|
${row(
  'ECB+ train, prior alone',
  scoreLinks(train, () => PRIOR_WEIGHTS),
)}
${row(`ECB+ train, ${FOLDS} folds by topic`, crossValidate(train, seed))}
${row(
  'ECB+ train, fitted on it',
  scoreLinks(train, () => weights),
)}
${row(
  'ECB+ dev, prior alone',
  scoreLinks(dev, () => PRIOR_WEIGHTS),
)}
${row(
  'ECB+ dev',
  scoreLinks(dev, () => weights),
)}
`;
  writeFileSync(path, source);
  writeFileSync(join(out, 'models/event-links.md'), card);
  return { path, checksum, bytes: Buffer.byteLength(source) };
};
