// Who receives an event where no slot of its frame holds a party: every party of the sentence is weighed by the path
// that leads to it. "Gave 352 million euros to promote investment in Ethiopia": Ethiopia, three steps down.
import type { Sentence } from '../schema/analysis.ts';
import { childrenBy, pathToRoot, relation, tokenAt } from '../schema/tree.ts';
import type { Candidate } from './frames.ts';
import { caseOf } from './predicate-form.ts';
import { mentionHeadedAt, type Reading } from './reading.ts';
import { type Filler, isActor, isNamed } from './roles.ts';
import { hashFeature } from './typer.ts';

/** Farther away, a party has nothing to do with the predicate. */
const MOST_STEPS = 6;
/** A party is taken where it is this much likelier than not to receive (log-odds): sentences that train have one. */
const LEAST = 1;

/** A party that may receive, and what speaks for and against it. */
export interface PossibleReceiver {
  readonly filler: Filler;
  /** Found by the frame's own slots, though it is no actor. */
  readonly isFilled: boolean;
  readonly features: readonly string[];
}

/** Parties of the sentence that may receive the event, in text order; empty where an actor receives it already. */
export const possibleReceivers = (reading: Reading, candidate: Candidate): PossibleReceiver[] => {
  const { sentence, actors, recipients, mediators, frame } = candidate;
  if (recipients.some(filler => isActor(filler.entity)) || frame.predicates.pattern.length > 0) return [];
  if (!actors.some(filler => isActor(filler.entity) || isNamed(filler))) return [];
  // "feeding terrorism in the north": what is fed is nobody
  if (recipients.some(filler => isWrong(reading, sentence, filler))) return [];
  const taken = new Set([...actors, ...mediators].map(filler => filler.entity.id));
  const own = new Set(recipients.map(filler => filler.token));
  const fillers: Filler[] = [];
  for (const [token, mention] of reading.mentions[sentence.index] ?? []) {
    const entity = reading.entities.get(mention.entity);
    if (!entity || taken.has(entity.id)) continue;
    const filler = { token, mention, entity };
    if (own.has(token) || isActor(entity) || entity.place?.country || isNamed(filler)) fillers.push(filler);
  }
  return fillers
    .sort((a, b) => a.token - b.token)
    .flatMap(filler => {
      const path = pathBetween(sentence, candidate.token, filler.token);
      if (!path) return [];
      const isFilled = own.has(filler.token);
      return [{ filler, isFilled, features: featuresOf(candidate, filler, path, isFilled) }];
    });
};

/** The candidate with the party that receives it where its frame found none. */
export const withReceiver = (reading: Reading, candidate: Candidate): Candidate => {
  const receivers = reading.typer?.receivers;
  if (!receivers) return candidate;
  let best: PossibleReceiver | null = null;
  let most = LEAST;
  for (const possible of possibleReceivers(reading, candidate)) {
    const score = receivers.score(possible.features.map(feature => hashFeature('receiver', feature)));
    if (score > most || (score === most && !best)) {
      best = possible;
      most = score;
    }
  }
  if (!best || best.isFilled) return candidate;
  return { ...candidate, recipients: withConjuncts(reading, candidate, best.filler) };
};

/** "to Syrians, Iraqis and Afghans". */
const withConjuncts = (reading: Reading, { sentence, actors }: Candidate, first: Filler): Filler[] => {
  const others = childrenBy(sentence, first.token, 'conj').flatMap(token => {
    const mention = mentionHeadedAt(reading, sentence, token);
    const entity = mention && reading.entities.get(mention.entity);
    return mention && entity && isActor(entity) ? [{ token, mention, entity }] : [];
  });
  const taken = new Set([...actors, first].map(filler => filler.entity.id));
  return [first, ...others.filter(({ entity }) => !taken.has(entity.id))];
};

/** "Feeding terrorism": what is fed is nobody. */
export const isWrong = (reading: Reading, sentence: Sentence, { token }: Filler): boolean =>
  reading.codebook.wrongs.has(tokenAt(sentence, token).lemma.toLowerCase());

/** Out of its own clause a predicate looks no further than to the verb that performs it: "launched a probe into the bank". */
const climbed = new Set(['obj', 'nsubj', 'xcomp', 'obl', 'compound', 'conj']);

/** Steps up from the predicate, then down to the party: `^obj`, `nmod:in`; null where it is too far. */
const pathBetween = (sentence: Sentence, from: number, to: number): string[] | null => {
  const up = pathToRoot(sentence, from);
  const down = pathToRoot(sentence, to);
  const meeting = down.find(at => up.includes(at));
  if (meeting === undefined) return null;
  const above = up.slice(0, up.indexOf(meeting));
  if (!above.every(at => climbed.has(relation(tokenAt(sentence, at))))) return null;
  const rise = above.map(at => `^${relation(tokenAt(sentence, at))}`);
  const fall = down
    .slice(0, down.indexOf(meeting))
    .reverse()
    .map(at => {
      const rel = relation(tokenAt(sentence, at));
      const marker = rel === 'obl' || rel === 'nmod' ? caseOf(sentence, at) : null;
      return marker ? `${rel}:${marker}` : rel;
    });
  return rise.length + fall.length > MOST_STEPS || rise.length + fall.length === 0
    ? null
    : [...rise, ...fall];
};

const featuresOf = (
  { sentence, token, frame, actors, recipients }: Candidate,
  { token: party, mention, entity }: Filler,
  path: readonly string[],
  isFilled: boolean,
): string[] => {
  const { type } = frame;
  const predicate = tokenAt(sentence, token);
  const what = isActor(entity) ? (entity.actor?.sector ?? 'state') : entity.kind;
  const whole = path.join('>');
  const last = path.at(-1) ?? '';
  const first = path[0] ?? '';
  const country = entity.actor?.country ?? entity.place?.country ?? null;
  const home = actors[0]?.entity.actor?.country ?? null;
  const isOwn = country !== null && country === home;
  const features = [
    'any',
    `path ${whole}`,
    `path ${whole} ${type}`,
    `plain path ${path.map(step => step.split(':')[0]).join('>')}`,
    `last ${last}`,
    `last ${last} ${type}`,
    `first ${first} last ${last}`,
    `first ${first} ${type}`,
    `steps ${path.length}`,
    `steps ${path.length} ${type}`,
    `party ${what}`,
    `party ${what} ${type}`,
    `party ${what} last ${last}`,
    `form ${mention.form}`,
    `before ${party < token} ${predicate.upos}`,
    `own country ${isOwn}`,
    `own country ${isOwn} ${type}`,
    `reading ${mention.reading} ${type}`,
    `filled ${isFilled}`,
    `filled ${isFilled} ${type}`,
    `frame ${frame.id} last ${last}`,
    `predicate ${predicate.lemma.toLowerCase()} last ${last}`,
    `others filled ${recipients.length > 0}`,
  ];
  if (isFilled) features.push(`filled party ${what}`, `filled frame ${frame.id}`);
  return features;
};
