// How sure an event is, and how much the report is about it.
import type { EventMention, EventStatus } from '../schema/coded-report.ts';
import type { EventType } from '../schema/plover.ts';
import { pathToRoot, relation, tokenAt } from '../schema/tree.ts';
import { isOpen } from './choose.ts';
import type { CodedEvent } from './events.ts';
import { bestFrame, type Candidate } from './frames.ts';
import type { Reading } from './reading.ts';
import { isActor } from './roles.ts';
import { probabilityOf, typesAt } from './typing.ts';

const DEPTH = 0.4;
/** Where it stands says more of what a report is about than how sure it is. */
const SURE = 0.15;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Two decimals, so that the same reading prints the same bytes everywhere. */
const rounded = (x: number): number => Math.round(x * 100) / 100;

/** What moves the confidence, and by how much: their sum on the logistic curve is the confidence. */
export interface ConfidencePart {
  readonly part: string;
  readonly weight: number;
}

/** What there is to weigh: 1 or 0, and how much the frame asks for. */
export const confidenceFeatures = (
  reading: Reading,
  candidate: Candidate,
  type: EventType,
  status: EventStatus,
): Readonly<Record<string, number>> => {
  const { actors, recipients, frame, sentence, token } = candidate;
  const t = tokenAt(sentence, token);
  const actor = actors.some(f => isActor(f.entity));
  const recipient = recipients.some(f => isActor(f.entity));
  const types = typesAt(reading, sentence, token);
  return {
    'to begin with': 1,
    'an actor': Number(actor),
    'no actor at all': Number(actors.length === 0),
    'a recipient': Number(recipient),
    'no recipient at all': Number(recipients.length === 0),
    'what the frame asks for': Math.min(frame.requires.length, 2),
    'a verb': Number(t.upos === 'VERB'),
    hypothetical: Number(status === 'hypothetical'),
    'a modifier': Number(relation(t) === 'amod'),
    'no frame': Number(isOpen(candidate)),
    'the typer on the type': types ? logOdds(probabilityOf(types, type)) : 0,
    'the typer on whether': types ? logOdds(1 - probabilityOf(types, 'none')) : 0,
  };
};

/** Natural logarithm, cut at odds of a thousand to one. */
const logOdds = (p: number): number => Math.log(Math.max(p, 1e-3) / Math.max(1 - p, 1e-3));

/** Set by hand; a typer brings weights of its own, learned on cross-validated codings. */
export const HAND_MADE_CONFIDENCE: Readonly<Record<string, number>> = {
  'to begin with': -0.3,
  'an actor': 0.7,
  'no actor at all': -0.7,
  'a recipient': 0.6,
  'no recipient at all': -0.3,
  'what the frame asks for': 0.3,
  'a verb': 0.4,
  hypothetical: -0.5,
  'a modifier': -0.8,
};

/** The parts that move the confidence; their sum is its natural log-odds. */
export const confidenceParts = (
  reading: Reading,
  candidate: Candidate,
  type: EventType,
  status: EventStatus,
): ConfidencePart[] => {
  const weights = reading.typer?.confidence ?? HAND_MADE_CONFIDENCE;
  return Object.entries(confidenceFeatures(reading, candidate, type, status)).map(([part, value]) => ({
    part,
    weight: value * (weights[part] ?? 0),
  }));
};

/** The share of events like this one, in type and roles, that a trained coder would sign. */
export const confidenceOf = (
  reading: Reading,
  candidate: Candidate,
  type: EventType,
  status: EventStatus,
): number =>
  rounded(
    logistic(confidenceParts(reading, candidate, type, status).reduce((sum, { weight }) => sum + weight, 0)),
  );

/** Clauses between the predicate and what the sentence says; saying it and performing it ("held talks") do not count. */
const depthOf = (reading: Reading, { sentence, token }: Candidate): number => {
  let depth = 0;
  for (const at of pathToRoot(sentence, token)) {
    const { head, deprel } = tokenAt(sentence, at);
    if (head < 0) break;
    const governor = tokenAt(sentence, head);
    const rel = relation(tokenAt(sentence, at));
    const lemma = governor.lemma.toLowerCase();
    const said =
      (rel === 'ccomp' || rel === 'parataxis') &&
      reading.codebook.speechCues.has(`${governor.upos}:${lemma}`) &&
      bestFrame(reading, sentence, head) === null;
    const performed =
      (rel === 'obj' || deprel === 'nsubj:pass' || rel === 'xcomp') &&
      (reading.codebook.lightVerbs.has(lemma) || rel === 'xcomp') &&
      bestFrame(reading, sentence, head) === null;
    if (said || performed || rel === 'aux') continue;
    depth += rel === 'conj' ? 0.5 : deprel === 'acl:relcl' || rel === 'advcl' || rel === 'acl' ? 1.5 : 1;
  }
  return depth;
};

/** What the sentence reports leads, in early sentences first; what is merely spoken of comes after it. */
export const prominenceOf = (reading: Reading, event: EventMention, { candidate }: CodedEvent): number => {
  const { sentence } = candidate;
  const early = 1.2 / (1 + sentence.index);
  const reported = event.status === 'happened' || event.status === 'ongoing' ? 0.2 : 0;
  return SURE * event.confidence + early + reported - DEPTH * Math.min(depthOf(reading, candidate), 4);
};
