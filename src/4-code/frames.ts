// Predicates -> candidate events: every frame of the codebook that fits a predicate's arguments, and the best of them.
import type { Sentence } from '../schema/analysis.ts';
import type { Frame, Requirement, Slot } from '../schema/codebook.ts';
import { childrenBy, conjunctsOf, tokenAt } from '../schema/tree.ts';
import { argumentsOf } from './arguments.ts';
import { namedIn } from './means.ts';
import { entityAt, isTimeAt, keysAt, type Reading } from './reading.ts';
import {
  type Filler,
  fillersAt,
  isActor,
  isNamedParty,
  isOfClass,
  isParty,
  slotTokens,
  withParts,
} from './roles.ts';
import { isOwnClause } from './status.ts';

export interface Candidate {
  readonly sentence: Sentence;
  readonly token: number;
  readonly frame: Frame;
  readonly actors: readonly Filler[];
  readonly recipients: readonly Filler[];
  readonly mediators: readonly Filler[];
  /** Slot-given places ("entered [prep:into] Syria"); other places are found around the trigger. */
  readonly places: readonly Filler[];
  /** Tokens of embedded events, as the frame's content slots name them. */
  readonly content: readonly number[];
  readonly fit: number;
}

/** The tokens in a slot; a content role asks the event embedded there for its own. */
const slotFillers = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
  slot: Slot,
  which: 'own' | 'low' | 'all' = 'all',
  taken: readonly Filler[] = [],
): Filler[] => {
  if (slot.startsWith('content.') && which === 'low') return [];
  if (slot.startsWith('content.')) {
    const role = slot.slice('content.'.length) === 'actor' ? 'subj' : 'obj';
    return contentTokens(reading, sentence, token, frame).flatMap(content => {
      const embedded = bestFrame(reading, sentence, content);
      if (embedded) return [...(role === 'subj' ? embedded.actors : embedded.recipients)];
      return slotTokens(reading, sentence, content, role).flatMap(t => fillersAt(reading, sentence, t, role));
    });
  }
  const role = slot === 'subj' || slot === 'poss' ? 'subj' : 'obj';
  return slotTokens(reading, sentence, token, slot, which).flatMap(t =>
    fillersAt(reading, sentence, t, role, taken),
  );
};

const contentTokens = (reading: Reading, sentence: Sentence, token: number, frame: Frame): number[] => [
  ...new Set(
    frame.content.flatMap(slot =>
      slotTokens(reading, sentence, token, slot).flatMap(filler =>
        filler === token
          ? []
          : conjunctsOf(sentence, filler)
              .filter(one => one === filler || !isOwnClause(sentence, one))
              .flatMap(one => throughSupport(reading, sentence, one)),
      ),
    ),
  ),
];

/** "called for the start of talks", "rumours of a meeting": a noun that is no event itself passes on to what it holds. */
const throughSupport = (reading: Reading, sentence: Sentence, token: number): number[] => {
  const inner: number[] = [];
  let at = token;
  for (let step = 0; step < 3; step++) {
    inner.push(at);
    // listed is not enough: "pledged to impose sanctions" goes on to the sanctions, though "impose martial law" is a frame
    if (bestFrame(reading, sentence, at)) break;
    const next = argumentsOf(reading, sentence, at).find(
      a =>
        !a.shared &&
        (a.slot === 'prep:of' ||
          a.slot === 'prep:for' ||
          a.slot === 'prep:to' ||
          a.slot === 'obj' ||
          a.slot === 'clause'),
    );
    if (!next || next.token === at) break;
    at = next.token;
  }
  return inner;
};

export const holds = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
  need: Requirement,
  which: 'own' | 'all' = 'all',
): boolean =>
  need.slots.some(slot => {
    if (slot === 'actor' || slot === 'recipient' || slot === 'mediator' || slot === 'place') {
      const fillers = frame.roles[slot].flatMap(s => slotFillers(reading, sentence, token, frame, s));
      return fillers.some(filler => !need.is || need.is.some(wanted => isOfClass(filler.entity, wanted)));
    }
    const tokens = slotTokens(reading, sentence, token, slot, which).flatMap(filler =>
      withParts(sentence, filler),
    );
    if (tokens.length === 0) return false;
    if (!need.lemmas && !need.is && !need.types) return true;
    return tokens.some(filler => {
      if (need.lemmas && isListed(sentence, filler, need.lemmas)) return true;
      if (need.types && typesAt(reading, sentence, filler).some(type => need.types?.includes(type)))
        return true;
      return need.is?.some(wanted => fillsClass(reading, sentence, filler, wanted)) ?? false;
    });
  });

/** By its lemma, or with the word before it: "chemical weapon", "ceasefire agreement". */
const isListed = (sentence: Sentence, token: number, lemmas: ReadonlySet<string>): boolean => {
  const { form, lemma, upos } = tokenAt(sentence, token);
  const word = lemma.toLowerCase();
  // "people" and "arms" are listed as they stand; "supplies", "troops" are plurals that a lemmatiser may leave
  const words = upos === 'NOUN' ? [word, form.toLowerCase(), singular(word)] : [word];
  if (words.some(one => lemmas.has(one))) return true;
  return childrenBy(sentence, token, 'compound', 'amod').some(child => {
    const before = tokenAt(sentence, child).lemma.toLowerCase();
    return words.some(one => lemmas.has(`${before} ${one}`));
  });
};

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');

const fillsClass = (reading: Reading, sentence: Sentence, token: number, wanted: string): boolean => {
  if (wanted === 'number') return tokenAt(sentence, token).upos === 'NUM';
  if (wanted === 'event') return typesAt(reading, sentence, token).length > 0;
  if (wanted === 'person' || wanted === 'organization') {
    // "welcomed Trump's decision": whoever owns the thing is not the thing
    const own = entityAt(reading, sentence, token);
    if (own && (isOfClass(own, wanted) || !['NOUN', 'PROPN', 'PRON'].includes(tokenAt(sentence, token).upos)))
      return isOfClass(own, wanted);
    if (own?.kind === 'other') return false;
  }
  const fillers = fillersAt(reading, sentence, token, 'obj');
  // "handed over its weapons", "the army's decision": whoever owns the thing is not the thing
  const counted =
    wanted === 'armed' || wanted === 'civilian'
      ? fillers.filter(filler => !owning.has(tokenAt(sentence, filler.token).deprel))
      : fillers;
  return counted.some(filler => isOfClass(filler.entity, wanted as 'actor'));
};

const owning = new Set(['nmod:poss', 'amod', 'compound']);

/** Event types that the predicate could be of, by the codebook's word lists alone. */
const typesAt = (reading: Reading, sentence: Sentence, token: number): Frame['type'][] =>
  throughSupport(reading, sentence, token).flatMap(inner => {
    const fitting = bestFrame(reading, sentence, inner);
    return fitting ? [fitting.frame.type] : [];
  });

export const framesFor = (reading: Reading, sentence: Sentence, token: number): readonly Frame[] => {
  // "on March 4" is no march
  if (tokenAt(sentence, token).upos === 'PROPN' && isTimeAt(reading, sentence, token)) return [];
  for (const key of keysAt(reading, sentence, token)) {
    const frames = reading.codebook.framesByPredicate.get(key);
    if (frames) return frames;
  }
  return [];
};

export type RoleName = keyof Frame['roles'];

/** What fills a role, and the slot that it came from; null where nothing does. */
interface Filled {
  readonly slot: Slot | null;
  readonly fillers: Filler[];
}

/** The first of the role's slots that holds an actor, else the first that holds anything. */
export const fillRole = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
  role: RoleName,
  taken: readonly Filler[],
): Filled => {
  const isTaken = (filler: Filler): boolean =>
    taken.some(one => one.token === filler.token || one.entity.id === filler.entity.id);
  let fallback: Filled = { slot: null, fillers: [] };
  for (const which of ['own', 'low'] as const)
    for (const slot of frame.roles[role]) {
      const fillers = dedupe(
        slotFillers(reading, sentence, token, frame, slot, which, taken).filter(f => !isTaken(f)),
      );
      // "the row and Turkey": beside an actor what is no party plays no part
      if (fillers.some(isNamedParty))
        return { slot, fillers: fillers.filter(({ entity }) => isParty(entity) || entity.place !== null) };
      if (fallback.fillers.length === 0 && fillers.length > 0) fallback = { slot, fillers };
    }
  return fallback;
};

const dedupe = (fillers: readonly Filler[]): Filler[] => {
  const seen = new Set<string>();
  return fillers.filter(({ entity }) => !seen.has(entity.id) && seen.add(entity.id));
};

/** What keeps a frame from a predicate: the first requirement that does not hold, or the first bar that does. */
export interface Block {
  readonly kind: 'requires' | 'excludes';
  readonly need: Requirement;
}

export const blockOf = (reading: Reading, sentence: Sentence, token: number, frame: Frame): Block | null => {
  for (const need of frame.requires)
    if (!holds(reading, sentence, token, frame, need)) return { kind: 'requires', need };
  for (const need of frame.excludes)
    if (holds(reading, sentence, token, frame, need, 'own')) return { kind: 'excludes', need };
  return null;
};

/** Null where the frame asks for what is not there, or bars what is. */
export const fitFrame = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  frame: Frame,
): Candidate | null => {
  if (blockOf(reading, sentence, token, frame)) return null;
  const filled = (role: RoleName, taken: readonly Filler[]): Filler[] =>
    fillRole(reading, sentence, token, frame, role, taken).fillers;
  let actors = filled('actor', []).filter(filler => !isWeapon(reading, sentence, filler));
  const taken = actors;
  let recipients = filled('recipient', taken);
  const mediators = dedupe([
    ...filled('mediator', taken),
    ...slotTokens(reading, sentence, token, 'mediator').flatMap(t => fillersAt(reading, sentence, t, 'subj')),
  ]);
  const places = filled('place', []);
  if (frame.reciprocal) [actors, recipients] = shareOut(actors, recipients);
  const content = contentTokens(reading, sentence, token, frame);
  const fit =
    frame.priority +
    frame.requires.length +
    (actors.some(f => isActor(f.entity)) ? 1 : actors.length > 0 ? 0.5 : 0) +
    (recipients.some(f => isActor(f.entity)) ? 1 : recipients.length > 0 ? 0.5 : 0);
  return { sentence, token, frame, actors, recipients, mediators, places, content, fit };
};

/** "wounded by a roadside bomb": what it was done with is nobody. */
const isWeapon = (reading: Reading, sentence: Sentence, { token, mention, entity }: Filler): boolean => {
  if (isActor(entity)) return false;
  // "Russian missiles": whose they are
  for (let at = mention.from; at < mention.to; at++)
    if (at !== token && entityAt(reading, sentence, at) !== null) return false;
  // "destroyed by an air strike"
  if (framesFor(reading, sentence, token).some(({ type }) => type === 'ASSAULT')) return true;
  return namedIn(reading, sentence).weapons.has(token);
};

/** "Turkish and Syrian ministers met", "talks between A and B": the first named acts, the others receive. */
const shareOut = (actors: readonly Filler[], recipients: readonly Filler[]): [Filler[], Filler[]] => {
  // "agreed to resume talks": what is no party does not keep B from receiving
  const hasOther = recipients.some(filler => isActor(filler.entity));
  if (!hasOther && actors.length > 1) return [actors.slice(0, 1), actors.slice(1)];
  if (actors.length === 0 && recipients.length > 1) return [recipients.slice(0, 1), recipients.slice(1)];
  return [[...actors], [...recipients]];
};

/** By sentence and token; undefined where not yet looked at. */
const memo = new WeakMap<Reading, (readonly Candidate[] | undefined)[][]>();

/** Every frame that fits the predicate at `token`, the best one first. */
export const fittingFrames = (reading: Reading, sentence: Sentence, token: number): readonly Candidate[] => {
  let known = memo.get(reading);
  if (!known) {
    known = reading.sentences.map(() => []);
    memo.set(reading, known);
  }
  const here = known[sentence.index] ?? [];
  const found = here[token];
  if (found !== undefined) return found;
  here[token] = []; // guards against frames whose contents point back at them
  const fitting = framesFor(reading, sentence, token)
    .map(frame => fitFrame(reading, sentence, token, frame))
    .filter(candidate => candidate !== null)
    .sort((a, b) => b.fit - a.fit);
  here[token] = fitting;
  return fitting;
};

/** The frame that fits the predicate at `token` best, null where none does. */
export const bestFrame = (reading: Reading, sentence: Sentence, token: number): Candidate | null =>
  fittingFrames(reading, sentence, token)[0] ?? null;
