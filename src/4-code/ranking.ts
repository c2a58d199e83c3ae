// How sure an event is, and how much the report is about it.
import type { EventMention, EventStatus } from '../schema/coded-report.ts';
import { relation, tokenAt } from '../schema/tree.ts';
import type { CodedEvent } from './events.ts';
import type { Candidate } from './frames.ts';
import { isActor } from './roles.ts';

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Two decimals, so that the same reading prints the same bytes everywhere. */
const rounded = (x: number): number => Math.round(x * 100) / 100;

/** From the roles filled, how much the frame asked for and how plainly the words say it. Weights set by hand. */
export const confidenceOf = (candidate: Candidate, status: EventStatus): number => {
  const { actors, recipients, frame, sentence, token } = candidate;
  const t = tokenAt(sentence, token);
  const actor = actors.some(f => isActor(f.entity));
  const recipient = recipients.some(f => isActor(f.entity));
  return rounded(
    logistic(
      -0.6 +
        (actor ? 1 : actors.length > 0 ? 0.3 : -0.4) +
        (recipient ? 0.9 : recipients.length > 0 ? 0.3 : 0) +
        Math.min(frame.requires.length, 2) * 0.3 +
        (t.upos === 'VERB' ? 0.4 : 0) +
        (status === 'hypothetical' ? -0.5 : 0) +
        (relation(t) === 'amod' ? -0.8 : 0),
    ),
  );
};

/** Main clauses of early sentences lead; what is merely spoken of comes after what is reported. */
export const prominenceOf = (event: EventMention, { candidate }: CodedEvent): number => {
  const { sentence, token } = candidate;
  const root = tokenAt(sentence, token).head < 0 ? 0.6 : 0;
  const early = 1.2 / (1 + sentence.index);
  const reported = event.status === 'happened' || event.status === 'ongoing' ? 0.4 : 0;
  return event.confidence + root + early + reported - (event.statement ? 0.1 : 0);
};
