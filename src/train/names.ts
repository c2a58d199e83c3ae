// `synoptic train names --data DIR`: entities of GUM, UNER and re3d, the registry and unlabelled text become
// models/en-names.bin (name tagger, kinds of mentions, coreference ranker) and its card.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { analyseText } from '../2-analyse/analyse-text.ts';
import { resolveCoreference } from '../2-analyse/coreference.ts';
import { findMentions, headOf } from '../2-analyse/mentions.ts';
import { type AnalyseModel, openAnalyseModel } from '../2-analyse/model.ts';
import { findNames, type NameModel } from '../2-analyse/names.ts';
import { NAMES_MODEL, type NamesModel, namesArrays, namesMeta } from '../2-analyse/names-file.ts';
import type { Gazetteer } from '../2-analyse/names-gazetteer.ts';
import {
  baselineChains,
  type CoreferenceScore,
  goldChains,
  scoreChains,
  systemChains,
} from '../evaluate/coreference.ts';
import { readModel, writeModel } from '../resources/models.ts';
import { loadRegistry } from '../resources/registry.ts';
import type { Mention, NameKind, Sentence } from '../schema/analysis.ts';
import { type CheckedDocument, crossValidate } from './names-check.ts';
import { type ClusterOptions, learnClusters } from './names-clusters.ts';
import { type CoreferenceDocument, trainCoreference } from './names-coreference.ts';
import { type LabelledSentence, labelGum, labelUner } from './names-data.ts';
import { listNames } from './names-gazetteer.ts';
import { type KindExample, kindExamplesOfGum, trainKinds } from './names-kinds.ts';
import { kindExamplesOfRe3d, labelRe3d, type Re3dDocument, type Re3dEntity } from './names-re3d.ts';
import type { NameScore } from './names-score.ts';
import { trainTagger } from './names-tagger.ts';
import { parseEntities, type TreebankDocument } from './names-treebank.ts';
import { isFreeForCommercialUse } from './treebank.ts';

export interface TrainNamesOptions {
  /** Folder with `ud/`, `ner/`, `re3d/` and `text/`. */
  readonly data: string;
  /** Folder for the model and its card; its `en-analyse.bin` reads the texts that come without trees. */
  readonly out: string;
  /** The project's registry, for the table of listed names. */
  readonly registry: string;
  readonly seed: number;
  /** False leaves out what may not be used commercially. */
  readonly nonCommercial: boolean;
  /** Cross-validates on re3d, which takes six times as long. */
  readonly check: boolean;
  readonly log?: (line: string) => void;
}

export interface TrainNamesResult {
  readonly path: string;
  readonly checksum: string;
  readonly bytes: number;
  readonly names: readonly NameScore[];
  readonly coreference: readonly { readonly on: string; readonly score: CoreferenceScore }[];
}

const TAGGER = { bits: 16, epochs: 5, unknown: 1 } as const;
const KINDS = { bits: 14, epochs: 8 } as const;
const COREFERENCE = { bits: 17, epochs: 5 } as const;
const CLUSTERS: Omit<ClusterOptions, 'seed'> = {
  vocabulary: 30_000,
  least: 8,
  contexts: 1000,
  dimensions: 100,
  clusters: 300,
  rounds: 12,
};
/** re3d is small and nearest to what is read: it counts several times. */
const RE3D_WEIGHT = 4;
const RE3D_KIND_WEIGHT = 3;
/** Texts that anyone may use (CC0). */
const FREE_TEXT = /^un-general-debate/;

const readText = (path: string): string => {
  const packed = `${path}.gz`;
  const bytes = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(packed));
  return bytes.toString('utf8');
};
const readRows = <T>(path: string): T[] =>
  readText(path)
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as T);

interface Material {
  readonly gum: readonly TreebankDocument[];
  readonly gumDev: readonly TreebankDocument[];
  readonly labelled: readonly LabelledSentence[];
  readonly re3d: readonly CheckedDocument[];
  readonly gazetteer: Gazetteer;
}

const readMaterial = (
  options: TrainNamesOptions,
  english: AnalyseModel,
  log: (line: string) => void,
): Material => {
  const { data } = options;
  const gum = parseEntities(readText(join(data, 'ud/en_gum-train.conllu'))).filter(
    document => options.nonCommercial || isFreeForCommercialUse(document.id),
  );
  const gumDev = parseEntities(readText(join(data, 'ud/en_gum-dev.conllu')));
  const ewt = parseEntities(readText(join(data, 'ud/en_ewt-dev.conllu')));
  const uner = labelUner(readText(join(data, 'ner/uner_en_ewt-dev.iob2')), ewt);
  const labelled = [...gum.map(labelGum), ...uner].flatMap(document => document.sentences);
  const entities = readRows<Re3dEntity>(join(data, 're3d/entities.jsonl'));
  const re3d = readRows<Re3dDocument>(join(data, 're3d/documents.jsonl')).map(document => ({
    document,
    sentences: analyseText(document.text, [], english),
    entities: entities.filter(entity => entity.documentId === document.id),
  }));
  const texts = readdirSync(join(data, 'text'))
    .filter(file => /\.txt(\.gz)?$/.test(file) && (options.nonCommercial || FREE_TEXT.test(file)))
    .sort();
  log(
    `${gum.length} GUM documents, ${uner.length} of UNER, ${re3d.length} of re3d; clusters from ${texts.join(', ')}`,
  );
  const clusters = learnClusters(
    texts.map(file => join(data, 'text', file)),
    { ...CLUSTERS, seed: options.seed },
  );
  const names = listNames(options.registry);
  log(`${names.length} listed names, ${clusters.words.length} words in clusters`);
  return { gum, gumDev, labelled, re3d, gazetteer: { names, ...clusters } };
};

/** Kind of the name at a head, as a tagger sees it. */
const nameLookup = (sentences: readonly Sentence[], model: NameModel) => {
  const kinds = findNames(sentences, model).map(
    (names, i) =>
      new Map(names.map(name => [headOf(sentences[i] as Sentence, name.from, name.to), name.kind] as const)),
  );
  return (sentence: number, head: number): NameKind | null => kinds[sentence]?.get(head) ?? null;
};

const repeat = <T>(items: readonly T[], times: number): T[] =>
  Array.from({ length: times }, () => items).flat();

/** Tagger and kinds trained with some of re3d's documents. `base` has seen none of them. */
const trainNameParts = (
  material: Material,
  re3d: readonly CheckedDocument[],
  base: NameModel,
  gumKinds: readonly KindExample[],
  seed: number,
): Pick<NamesModel, 'tagger' | 'kinds' | 'gazetteer'> => {
  const { gazetteer } = material;
  const own = re3d.flatMap(
    ({ document, sentences, entities }) => labelRe3d(document, sentences, entities).sentences,
  );
  const tagger = trainTagger(
    [
      { sentences: material.labelled, weight: 1 },
      { sentences: own, weight: RE3D_WEIGHT },
    ],
    gazetteer,
    { ...TAGGER, seed },
  );
  const ownKinds = re3d.flatMap(({ sentences, entities }) =>
    kindExamplesOfRe3d(sentences, entities, findNames(sentences, base)),
  );
  const kinds = trainKinds([...gumKinds, ...repeat(ownKinds, RE3D_KIND_WEIGHT)], { ...KINDS, seed });
  return { tagger, kinds, gazetteer };
};

const mentionsOf = (
  sentences: readonly Sentence[],
  model: Pick<NamesModel, 'tagger' | 'kinds' | 'gazetteer'>,
): Mention[] => findMentions(sentences, findNames(sentences, model), model);

/** Gold chains laid on the program's own mentions by their heads; the shortest gold mention of a head counts. */
const coreferenceDocument = (
  document: TreebankDocument,
  model: Pick<NamesModel, 'tagger' | 'kinds' | 'gazetteer'>,
): CoreferenceDocument => {
  const mentions = mentionsOf(document.sentences, model);
  const gold = new Map<string, string>();
  for (const mention of [...document.mentions].sort((a, b) => b.to - b.from - (a.to - a.from)))
    gold.set(`${mention.sentence} ${mention.head}`, mention.chain);
  return {
    sentences: document.sentences,
    mentions,
    chains: mentions.map(mention => gold.get(`${mention.sentence} ${mention.head}`) ?? null),
  };
};

/** Scores on documents of GUM, with its trees or with the analyser's own. */
const scoreGum = (
  documents: readonly TreebankDocument[],
  model: NamesModel,
  english: AnalyseModel | null,
  baseline = false,
): CoreferenceScore =>
  scoreChains(
    documents.map(document => {
      const sentences = english ? analyseText(document.text, [], english) : document.sentences;
      const mentions = mentionsOf(sentences, model);
      const chains = baseline
        ? baselineChains(sentences, mentions)
        : resolveCoreference(sentences, mentions, model.coreference);
      return { gold: goldChains(document), system: systemChains(sentences, mentions, chains) };
    }),
  );

/** Same data, registry and seed, same bytes. */
export const trainNames = (options: TrainNamesOptions): TrainNamesResult => {
  const started = Date.now();
  const write = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const log = (line: string): void =>
    write(`${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  const english = openAnalyseModel(readModel(join(options.out, 'en-analyse.bin')));
  const material = readMaterial(options, english, log);
  const { seed } = options;
  const base: NameModel = {
    tagger: trainTagger([{ sentences: material.labelled, weight: 1 }], material.gazetteer, {
      ...TAGGER,
      seed,
    }),
    gazetteer: material.gazetteer,
  };
  const gumKinds = material.gum.flatMap(document =>
    kindExamplesOfGum(document, nameLookup(document.sentences, base)),
  );
  const parts = trainNameParts(material, material.re3d, base, gumKinds, seed);
  log('names and kinds are learned');
  const coreference = trainCoreference(
    material.gum.map(document => coreferenceDocument(document, parts)),
    { ...COREFERENCE, seed },
  );
  log('coreference is learned');
  const model: NamesModel = { ...parts, coreference };
  mkdirSync(options.out, { recursive: true });
  const path = join(options.out, `${NAMES_MODEL}.bin`);
  const checksum = writeModel(path, NAMES_MODEL, namesMeta(model), namesArrays(model));
  const names = options.check
    ? crossValidate(
        material.re3d,
        documents => ({ ...trainNameParts(material, documents, base, gumKinds, seed), coreference }),
        loadRegistry(options.registry, []),
      )
    : [];
  const news = material.gumDev.filter(document => /^(news|interview)$/.test(document.genre));
  const scores = [
    { on: 'GUM news and interview, gold trees', score: scoreGum(news, model, null) },
    { on: 'the same, rule baseline', score: scoreGum(news, model, null, true) },
    { on: 'GUM news and interview, own trees', score: scoreGum(news, model, english) },
    { on: 'the same, rule baseline', score: scoreGum(news, model, english, true) },
    { on: 'all of GUM, own trees', score: scoreGum(material.gumDev, model, english) },
    { on: 'the same, rule baseline', score: scoreGum(material.gumDev, model, english, true) },
  ];
  const result = { path, checksum, bytes: statSync(path).size, names, coreference: scores };
  writeFileSync(join(options.out, `${NAMES_MODEL}.md`), card(options, result));
  log(`${path}: ${(result.bytes / 1e6).toFixed(1)} MB, SHA-256 ${checksum}`);
  return result;
};

const card = (options: TrainNamesOptions, result: TrainNamesResult): string => {
  const n = (value: number): string => value.toFixed(1);
  const names = result.names.map(s => `| ${s.kind} | ${n(s.overlap)} | ${n(s.exact)} |`).join('\n');
  const chains = result.coreference
    .map(
      ({ on, score }) =>
        `| ${on} | ${n(score.conll)} | ${n(score.muc.f1)} | ${n(score.bCubed.f1)} | ${n(score.ceafE.f1)} |`,
    )
    .join('\n');
  return `# ${NAMES_MODEL}

Names with their kinds, kinds of mentions, and coreference for English.

- **Command:** \`synoptic train names --data ${basename(options.data)} --seed ${options.seed}${options.nonCommercial ? '' : ' --no-non-commercial'}${options.check ? ' --check' : ''}\`
- **Data:** entities and coreference of Universal Dependencies English GUM, training part (annotation CC BY 4.0; licences of the texts vary by genre${options.nonCommercial ? ', some non-commercial: leave those out with `--no-non-commercial`' : '; only genres free for commercial use'}); UNER EWT, development part (CC BY-SA 4.0); re3d, development part (each source's own open licence, mostly OGL); word clusters from ${options.nonCommercial ? 'UN General Debate (CC0), Reuters-21578 (research), BBC and InsightCrime texts' : 'UN General Debate (CC0)'}; the project's registry.
- **Size:** ${(result.bytes / 1e6).toFixed(1)} MB. **SHA-256** of header and arrays: \`${result.checksum}\`

${
  names &&
  `Names on re3d as the coded form shows them, each document by a model trained on the other four fifths (the score on
re3d's development part itself is higher, for it is trained on), F1:

| Kind | Overlapping span | Exact span |
|---|---|---|
${names}

`
}Coreference on GUM's development part, F1, mentions matched by head, singletons left out:

| On | CoNLL | MUC | B-cubed | CEAF-e |
|---|---|---|---|---|
${chains}
`;
};
