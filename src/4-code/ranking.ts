// How sure an event is, and how much the report is about it.
import type { EventMention, EventStatus } from '../schema/coded-report.ts';
import { pathToRoot, relation, tokenAt } from '../schema/tree.ts';
import type { CodedEvent } from './events.ts';
import { bestFrame, type Candidate } from './frames.ts';
import type { Reading } from './reading.ts';
import { isActor } from './roles.ts';

const DEPTH = 0.4;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Two decimals, so that the same reading prints the same bytes everywhere. */
const rounded = (x: number): number => Math.round(x * 100) / 100;

/** What moves the confidence, and by how much: their sum on the logistic curve is the confidence. */
export interface ConfidencePart {
  readonly part: string;
  readonly weight: number;
}

/** From the roles filled, how much the frame asked for and how plainly the words say it. Weights set by hand. */
export const confidenceParts = (candidate: Candidate, status: EventStatus): ConfidencePart[] => {
  const { actors, recipients, frame, sentence, token } = candidate;
  const t = tokenAt(sentence, token);
  const actor = actors.some(f => isActor(f.entity));
  const recipient = recipients.some(f => isActor(f.entity));
  return [
    { part: 'to begin with', weight: -0.6 },
    { part: 'actor', weight: actor ? 1 : actors.length > 0 ? 0.3 : -0.4 },
    { part: 'recipient', weight: recipient ? 0.9 : recipients.length > 0 ? 0.3 : 0 },
    { part: 'what the frame asks for', weight: Math.min(frame.requires.length, 2) * 0.3 },
    { part: 'a verb', weight: t.upos === 'VERB' ? 0.4 : 0 },
    { part: 'hypothetical', weight: status === 'hypothetical' ? -0.5 : 0 },
    { part: 'a modifier', weight: relation(t) === 'amod' ? -0.8 : 0 },
  ];
};

export const confidenceOf = (candidate: Candidate, status: EventStatus): number =>
  rounded(logistic(confidenceParts(candidate, status).reduce((sum, { weight }) => sum + weight, 0)));

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
  return event.confidence + early + reported - DEPTH * Math.min(depthOf(reading, candidate), 4);
};
