// `synoptic train events --data DIR`: labelled sentences, the codebook's examples and unlabelled text become
// models/en-events.bin, the typer of stage 4, and its card.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HAND_MADE_CONFIDENCE } from '../4-code/ranking.ts';
import { TYPER_MODEL, Typer, type TyperWeights, typerParts } from '../4-code/typer.ts';
import { readGold } from '../evaluate/read-gold.ts';
import { loadCodebook } from '../resources/codebook.ts';
import { readModel, writeModel } from '../resources/models.ts';
import { loadRegistry } from '../resources/registry.ts';
import { type CheckedText, type ConfidenceScore, learnConfidence, scoreConfidence } from './events-check.ts';
import {
  codeText,
  groupOf,
  type ReadText,
  readLabelledText,
  receiversOf,
  type TrainingResources,
} from './events-coding.ts';
import { FOLDS, foldOf, type LabelledText, readLabelled } from './events-data.ts';
import { decidedTexts } from './events-decided.ts';
import { trainTyper } from './events-network.ts';
import { type ReceiverExample, trainReceivers } from './events-receivers.ts';
import { type EventsScore, scoreEvents } from './events-score.ts';
import { learnWordTable } from './events-words.ts';

export interface TrainEventsOptions {
  /** Folder with `plover/`, `cameo/`, `acled-types/`, `police/` and `text/`. */
  readonly data: string;
  /** Files of `review gold`: what reviewers decided is learnt as well. */
  readonly gold?: readonly string[];
  /** Folder for the model and its card; its `en-analyse.bin` and `en-names.bin` read the texts. */
  readonly out: string;
  /** The project's folder, for codebook and registry. */
  readonly project: string;
  readonly seed: number;
  readonly log?: (line: string) => void;
}

export interface TrainEventsResult {
  readonly path: string;
  readonly checksum: string;
  readonly bytes: number;
  readonly scores: EventsScore & ConfidenceScore;
}

const ROUNDS = 8;
const HIDDEN = 32;
const MEASURED: ReadonlySet<LabelledText['from']> = new Set(['relations', 'classes', 'roles', 'decided']);

export const trainEvents = (options: TrainEventsOptions): TrainEventsResult => {
  const { data, gold = [], out, project, seed, log = line => process.stderr.write(`${line}\n`) } = options;
  const resources: TrainingResources = {
    models: { analyse: readModel(join(out, 'en-analyse.bin')), names: readModel(join(out, 'en-names.bin')) },
    codebook: loadCodebook([join(project, 'codebook')]),
    registry: loadRegistry(join(project, 'registry'), []),
  };
  const table = learnWordTable(join(data, 'text'), resources.models.analyse, seed, log);
  const decided = gold.flatMap(readGold).flatMap(report => decidedTexts(report, resources.models));
  const labelled = [...readLabelled(data, resources.codebook), ...decided];
  log(
    `${labelled.length} labelled texts${gold.length > 0 ? `, ${decided.length} of them decided by reviewers` : ''}`,
  );
  const measured: ReadText[] = [];
  const receivers: ReceiverExample[] = [];
  const groups = labelled.map((label, i) => {
    if (i > 0 && i % 1000 === 0) log(`${i} texts are read`);
    const text = readLabelledText(label, resources);
    if (MEASURED.has(label.from)) measured.push(text);
    receivers.push(...receiversOf(text, resources));
    return groupOf(text, resources);
  });
  const train = (fold: number): TyperWeights => {
    const isOther = ({ label }: { label: LabelledText }): boolean => foldOf(label.text) !== fold;
    const training = { seed, rounds: ROUNDS, hidden: HIDDEN, report: log };
    return {
      ...trainTyper(groups.filter(isOther), table, training),
      ...trainReceivers(receivers.filter(isOther), seed),
    };
  };
  const checked: CheckedText[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const typer = new Typer({ ...train(fold), confidence: HAND_MADE_CONFIDENCE });
    for (const text of measured)
      if (foldOf(text.label.text) === fold) checked.push({ text, events: codeText(text, resources, typer) });
    log(`fold ${fold + 1} of ${FOLDS} is checked`);
  }
  const scores = { ...scoreEvents(checked), ...scoreConfidence(checked) };
  const weights: TyperWeights = { ...train(-1), confidence: learnConfidence(checked) };
  mkdirSync(out, { recursive: true });
  const path = join(out, `${TYPER_MODEL}.bin`);
  const { meta, arrays } = typerParts(weights);
  const checksum = writeModel(path, TYPER_MODEL, meta, arrays);
  const result = { path, checksum, bytes: statSync(path).size, scores };
  writeFileSync(join(out, `${TYPER_MODEL}.md`), card(options, labelled.length, decided.length, result));
  return result;
};

const percent = (share: number): string => (100 * share).toFixed(1);

const card = (
  { seed, gold = [] }: TrainEventsOptions,
  texts: number,
  decided: number,
  { bytes, checksum, scores }: TrainEventsResult,
): string => `# ${TYPER_MODEL}

Which PLOVER type a predicate names, if any, and how sure a coded event is (decision 11).

- **Command:** \`synoptic train events --data DIR --seed ${seed}${gold.map(file => ` --gold ${basename(file)}`).join('')}\`
- **Data:** ${texts} labelled texts: relations of Zero-Shot PLOVER and synthetic stories of NGEC (CC BY-SA 4.0; none stated), sentence classes of ConfliBERT, snippets of CASE 2021, police sentences of IndiaPoliceEvents (none stated), and the codebook's own examples; word vectors from UN General Debate (CC0), Reuters-21578 (research), BBC and InsightCrime texts.${decided > 0 ? ` Reviewers decided on ${decided} of the texts (\`review gold\`).` : ''}
- **Size:** ${(bytes / 1e6).toFixed(1)} MB. **SHA-256** of header and arrays: \`${checksum}\`

The whole flow, each text coded by a model trained on the other four fifths:

| Measure | % |
|---|---|
| relations: type of the event that binds source and target, macro F1 | ${percent(scores.type.f1)} |
| the same, accuracy | ${percent(scores.type.accuracy)} |
| relations: quad class of that event, macro F1 | ${percent(scores.relationClass.f1)} |
| relations: both roles | ${percent(scores.bothRoles)} |
| relations: type and both roles | ${percent(scores.typeAndRoles)} |
| roles: those of the first event, overlap F1 | ${percent(scores.rolesOfFirst)} |
| roles: those of every event, overlap F1 | ${percent(scores.rolesOfAll)} |
| classes: quad class of the first event, macro F1 | ${percent(scores.firstClass.f1)} |
| the same, accuracy | ${percent(scores.firstClass.accuracy)} |
| expected calibration error of the confidence | ${percent(scores.calibrationError)} |

Confidence against the share of events that are right, cross-validated:

| Stated | Right | Events |
|---|---|---|
${scores.bins
  .filter(({ events }) => events > 0)
  .map(({ stated, right, events }) => `| ${percent(stated)} | ${percent(right)} | ${events} |`)
  .join('\n')}
`;
