// Labelled texts -> their predicates with the features that the typer sees and what is known about each.
import { argumentsOf } from '../4-code/arguments.ts';
import { fittingFrames } from '../4-code/frames.ts';
import { isPredicate } from '../4-code/open-frames.ts';
import type { Reading } from '../4-code/reading.ts';
import { statusOf } from '../4-code/status.ts';
import { turnByStatus } from '../4-code/turn.ts';
import { hashFeature, hashText, WORD_SLOTS } from '../4-code/typer.ts';
import { featuresAt } from '../4-code/typer-features.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { EventType } from '../schema/plover.ts';
import { spansOverlap } from '../schema/span.ts';
import { pathToRoot, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { LabelledText } from './events-data.ts';

/** Templates whose features say what the codebook makes of the predicate. */
const CODEBOOK_TEMPLATES = new Set(['listed', 'fits', 'frame', 'fits also', 'parties', 'type and parties']);

export interface TypedCandidate {
  /** Hashes of features, and which of them come from the codebook's frames. */
  readonly features: Int32Array;
  readonly fromCodebook: Uint8Array;
  /** Hash of the form and of the lemma by word slot, 0 where the slot is empty. */
  readonly forms: Int32Array;
  readonly lemmas: Int32Array;
  /** How many of source and target stand among its arguments; 0 where none is marked. */
  readonly bound: number;
  readonly depth: number;
  /** Stands at the words that the label is about. */
  readonly isTrigger: boolean;
  /** Types of the frames that fit, the best first, as the status turns them. */
  readonly fitting: readonly EventType[];
  readonly frames: readonly string[];
  /** For reading along. */
  readonly word: string;
}

export interface CandidateGroup {
  readonly label: LabelledText;
  readonly candidates: readonly TypedCandidate[];
}

export const candidatesOf = (reading: Reading, label: LabelledText): CandidateGroup => ({
  label,
  candidates: reading.sentences
    .slice(0, label.sentences)
    .flatMap(sentence =>
      sentence.tokens.flatMap((_, token) =>
        isPredicate(reading, sentence, token) ? [candidateAt(reading, sentence, token, label)] : [],
      ),
    ),
});

const candidateAt = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  label: LabelledText,
): TypedCandidate => {
  const features: number[] = [];
  const fromCodebook: number[] = [];
  const forms = new Int32Array(WORD_SLOTS.length);
  const lemmas = new Int32Array(WORD_SLOTS.length);
  featuresAt(reading, sentence, token, {
    feature: (template, value) => {
      features.push(hashFeature(template, value));
      fromCodebook.push(CODEBOOK_TEMPLATES.has(template) ? 1 : 0);
    },
    word: (slot, { form, lemma }) => {
      forms[WORD_SLOTS.indexOf(slot)] = hashText(form.toLowerCase());
      lemmas[WORD_SLOTS.indexOf(slot)] = hashText(lemma.toLowerCase());
    },
  });
  const fitting = fittingFrames(reading, sentence, token);
  const { status } = statusOf(reading, sentence, token);
  return {
    features: Int32Array.from(features),
    fromCodebook: Uint8Array.from(fromCodebook),
    forms,
    lemmas,
    bound: boundBy(reading, sentence, token, label),
    depth: pathToRoot(sentence, token).length - 1,
    isTrigger: label.trigger !== undefined && spansOverlap(label.trigger, tokenAt(sentence, token)),
    fitting: [
      ...new Set(
        fitting.map(({ frame }) => {
          const own = frame.status && status === 'happened' ? frame.status : status;
          return turnByStatus(frame.type, own)?.type ?? frame.type;
        }),
      ),
    ],
    frames: fitting.map(({ frame }) => frame.id),
    word: tokenAt(sentence, token).form,
  };
};

/** Whether the source is its doer and the target anything else of its: 0, 1 or 2. */
const boundBy = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  { source, target }: LabelledText,
): number => {
  const within = (spans: LabelledText['source'], at: number): boolean => {
    const { start, end } = tokenAt(sentence, at);
    return spans.some(([from, to]) => start < to && from < end);
  };
  const args = argumentsOf(reading, sentence, token).filter(a => a.slot !== 'mod' && a.slot !== 'time');
  const doer = args.some(a => a.slot === 'subj' && within(source, a.token));
  const done = args.some(
    a => a.slot !== 'subj' && subtreeOf(sentence, a.token).some(at => within(target, at)),
  );
  return Number(doer) + Number(done);
};
