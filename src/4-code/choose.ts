// Codebook and typer together -> at most one candidate event a predicate: frames propose, the typer chooses between
// their types, drops what reads like no event, and names the type where no frame does.
import type { Sentence } from '../schema/analysis.ts';
import type { EventType } from '../schema/plover.ts';
import { tokenAt } from '../schema/tree.ts';
import { type Candidate, fitFrame, fittingFrames } from './frames.ts';
import { isOpenPredicate, openFrames } from './open-frames.ts';
import { predicateKeys, type Reading } from './reading.ts';
import { isActor, isNamed } from './roles.ts';
import { statusOf } from './status.ts';
import { turnByStatus } from './turn.ts';
import { NONE, type Typer } from './typer.ts';
import { likeliestType, probabilityOf, typesAt } from './typing.ts';

/** What a type ten times as likely weighs against one more condition that a frame asks for. */
const TRUST = 2;
/** A frame's candidate is dropped where this sure that it is no event. */
const DROP = 0.8;
/** The same for a verb that an actor does to another. */
const DROP_DEED = 0.92;
/** A predicate without a frame is coded where this sure of one type. */
const OPEN = 0.8;

/** The type that the event gets once its own modality is counted. */
export const typeOf = (reading: Reading, { sentence, token, frame }: Candidate): EventType => {
  const { status } = statusOf(reading, sentence, token);
  const spoken = frame.status && status === 'happened' ? frame.status : status;
  return turnByStatus(frame.type, spoken)?.type ?? frame.type;
};

export const chooseCandidate = (reading: Reading, sentence: Sentence, token: number): Candidate | null => {
  const fitting = fittingFrames(reading, sentence, token);
  const [first] = fitting;
  if (!reading.typer) return first ?? null;
  if (!first) return openCandidate(reading, sentence, token);
  const types = typesAt(reading, sentence, token);
  if (!types) return first;
  const doubt = types[NONE] as number;
  if (doubt > (isDeed(first) ? DROP_DEED : DROP) && !isTrusted(reading.typer, first)) return null;
  if (fitting.length === 1) return first;
  const worth = (candidate: Candidate): number =>
    candidate.fit + TRUST * Math.log10(probabilityOf(types, typeOf(reading, candidate)) + 1e-3);
  return fitting.reduce((best, one) => (worth(one) > worth(best) ? one : best));
};

const dying = new Set(['die', 'perish']);

const openCandidate = (reading: Reading, sentence: Sentence, token: number): Candidate | null => {
  // what is said is a statement
  const isSaid = predicateKeys(sentence, token, []).some(key => reading.codebook.speechCues.has(key));
  if (isSaid || !isOpenPredicate(reading, sentence, token)) return null;
  const types = typesAt(reading, sentence, token);
  if (!types) return null;
  const { type, probability } = likeliestType(types);
  const frame = openFrames(reading.codebook).get(type);
  if (probability < OPEN || !frame) return null;
  const candidate = fitFrame(reading, sentence, token, frame);
  if (!candidate) return null;
  // "twenty soldiers died in a brawl": harm is done to whoever dies
  if (dying.has(tokenAt(sentence, token).lemma))
    return { ...candidate, actors: [], recipients: candidate.actors };
  // without a frame, only who does it to whom makes it an event
  const isParty = candidate.actors.some(f => isActor(f.entity) || isNamed(f));
  return isParty ? candidate : null;
};

/**
 * What is denied hangs on the denial, so that one is never dropped. "Dismissed rumours": a frame that asks for a verb's
 * words by name and finds them is taken at its word, and so is one that the typer has never met, as a user's own.
 */
const isTrusted = (typer: Typer, { sentence, token, frame }: Candidate): boolean =>
  (tokenAt(sentence, token).upos === 'VERB' &&
    (frame.contentStatus === 'denied' || frame.requires.some(need => need.lemmas !== null))) ||
  !typer.knows('frame', frame.id);

/** "He met the president", "it urged both countries to talk": an actor does it to someone. */
const isDeed = ({ sentence, token, actors, recipients }: Candidate): boolean =>
  tokenAt(sentence, token).upos === 'VERB' &&
  actors.some(f => isActor(f.entity) || isNamed(f)) &&
  recipients.length > 0;

/** Whether the typer and no frame named the candidate's type. */
export const isOpen = ({ frame }: Candidate): boolean =>
  Object.values(frame.predicates).every(words => words.length === 0);
