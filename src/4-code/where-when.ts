// Where and when an event took place: places and times chosen from the predicate's own clause, else from the clauses
// around it in the same sentence. A place name inside an actor's name is not the event's place.
import type { Sentence } from '../schema/analysis.ts';
import type { EventPlace, EventTime } from '../schema/coded-report.ts';
import type { GroundedTime } from '../schema/grounding.ts';
import { childrenBy, childrenOf, pathToRoot, relation, tokenAt } from '../schema/tree.ts';
import { argumentsOf } from './arguments.ts';
import { bestFrame, type Candidate } from './frames.ts';
import { caseOf } from './predicate-form.ts';
import { mentionHeadedAt, type Reading } from './reading.ts';
import { type Filler, slotTokens } from './roles.ts';
import { daysFrom } from './told-distance.ts';

const locative = new Set([
  'in',
  'at',
  'near',
  'on',
  'around',
  'inside',
  'outside',
  'across',
  'over',
  'into',
  'within',
  'throughout',
  'off',
  'along',
  'towards',
  'toward',
  'outside of',
  'close to',
  'next to',
  'north of',
  'south of',
  'east of',
  'west of',
]);

const placeAt = (reading: Reading, sentence: Sentence, token: number): Filler | null => {
  const mention = mentionHeadedAt(reading, sentence, token);
  const entity = mention && reading.entities.get(mention.entity);
  if (mention && entity?.place && (entity.kind === 'place' || entity.actor === null))
    return { token, mention, entity };
  // "in the village of X", "in the city, X": a common noun with the name beside it
  for (const child of childrenBy(sentence, token, 'appos', 'nmod', 'flat', 'compound', 'nmod:desc')) {
    const rel = relation(tokenAt(sentence, child));
    const marker = caseOf(sentence, child);
    if (rel === 'nmod' && marker !== null && marker !== 'of' && !locative.has(marker)) continue;
    const inner = placeAt(reading, sentence, child);
    if (inner) return inner;
  }
  return null;
};

const locativesOf = (reading: Reading, sentence: Sentence, token: number): Filler[] =>
  argumentsOf(reading, sentence, token)
    .filter(a => a.slot.startsWith('prep:') && locative.has(a.slot.slice('prep:'.length)))
    .map(a => placeAt(reading, sentence, a.token))
    .filter(found => found !== null);

const asEventPlace = ({ mention, entity }: Filler): EventPlace | null =>
  entity.place && {
    start: mention.start,
    end: mention.end,
    entity: entity.id,
    name: entity.place.name,
    country: entity.place.country,
    admin1: entity.place.admin1,
    latitude: entity.place.latitude,
    longitude: entity.place.longitude,
    precision: entity.place.precision,
  };

const narrowest = (places: readonly Filler[]): Filler | null =>
  [...places].sort((a, b) => (a.entity.place?.precision ?? 3) - (b.entity.place?.precision ?? 3))[0] ?? null;

/** A state given a role is no place; a town given one is ("strikes on Idlib"). */
const isParty = ({ token, entity }: Filler, parties: ReadonlySet<number>): boolean =>
  entity.actor !== null && parties.has(token);

/** Relations across which a place or time of the governing clause still holds for the event. */
const sharesSetting = (sentence: Sentence, token: number): boolean =>
  ['obj', 'nmod', 'obl', 'xcomp', 'conj', 'advcl', 'acl', 'nsubj', 'compound', 'appos', 'amod'].includes(
    relation(tokenAt(sentence, token)),
  );

/** The place with why it was taken: a slot of the frame, a phrase on the word `at`, or what was hit. */
export interface PlaceChoice {
  readonly place: Filler;
  readonly by: 'frame' | 'phrase' | 'target';
  readonly at: number;
}

export const eventPlace = (reading: Reading, candidate: Candidate): EventPlace | null => {
  const choice = choosePlace(reading, candidate);
  return choice && asEventPlace(choice.place);
};

export const choosePlace = (reading: Reading, candidate: Candidate): PlaceChoice | null => {
  const { sentence, token } = candidate;
  const given = narrowest(candidate.places.filter(f => f.entity.place));
  if (given) return { place: given, by: 'frame', at: token };
  // "lashed out at Turkey", "blamed it on Iran": a party is not the place
  const parties = new Set([...candidate.actors, ...candidate.recipients].map(f => f.token));
  const seen = pathToRoot(sentence, token);
  for (const [step, at] of seen.entries()) {
    const found = narrowest(
      locativesOf(reading, sentence, at).filter(f => f.entity.kind === 'place' && !isParty(f, parties)),
    );
    if (found) return { place: found, by: 'phrase', at };
    if (step === 0) {
      // "shelled Ain Issa", "the siege of Mariupol": the target is where it happened
      const target = [...slotTokens(reading, sentence, at, 'obj')]
        .map(t => placeAt(reading, sentence, t))
        .filter(f => f !== null);
      const town = narrowest(target.filter(f => f.entity.actor === null));
      if (town) return { place: town, by: 'target', at };
      const home = narrowest(subjectPlaces(reading, sentence, at).filter(f => !isParty(f, parties)));
      if (home) return { place: home, by: 'phrase', at };
    }
    if (!sharesSetting(sentence, at)) break;
  }
  const below = settingsBelow(reading, sentence, token).flatMap(at =>
    locativesOf(reading, sentence, at).filter(f => f.entity.kind === 'place' && !isParty(f, parties)),
  );
  const found = narrowest(below);
  return found && { place: found, by: 'phrase', at: token };
};

/** "a court in Dakar sentenced him": where a verb's subject is said to be. */
const subjectPlaces = (reading: Reading, sentence: Sentence, verb: number): Filler[] =>
  tokenAt(sentence, verb).upos === 'VERB'
    ? childrenBy(sentence, verb, 'nsubj')
        .flatMap(subject => locativesOf(reading, sentence, subject))
        .filter(({ entity }) => entity.kind === 'place')
    : [];

const together = new Set(['as', 'when', 'while']);
const happenings = new Set(['in', 'during', 'after', 'amid', 'at']);

/** "was shot as he left a rally in Quito", "resigned and fled on Monday": a clause that shares day and place with its head. */
const sharesDay = (sentence: Sentence, clause: number): boolean => {
  const rel = relation(tokenAt(sentence, clause));
  if (rel === 'conj') return childrenBy(sentence, clause, 'nsubj', 'aux').length === 0;
  return (
    rel === 'advcl' &&
    childrenBy(sentence, clause, 'mark', 'advmod').some(at =>
      together.has(tokenAt(sentence, at).lemma.toLowerCase()),
    )
  );
};

/** What lies below a predicate and says where it was: "died in a brawl in the valley", a clause of the same moment. */
const settingsBelow = (reading: Reading, sentence: Sentence, token: number): number[] =>
  tokenAt(sentence, token).upos !== 'VERB'
    ? []
    : childrenOf(sentence, token).filter(child => {
        if (sharesDay(sentence, child)) return true;
        const isHappening = bestFrame(reading, sentence, child) !== null;
        return (
          isHappening &&
          tokenAt(sentence, child).upos === 'NOUN' &&
          happenings.has(caseOf(sentence, child) ?? '')
        );
      });

/** Tokens that a time expression covers hang together; its top is the one whose head lies outside. */
const topToken = (sentence: Sentence, time: GroundedTime): number =>
  sentence.tokens.findIndex((t, i) => {
    if (t.start < time.start || t.end > time.end) return false;
    const head = sentence.tokens[t.head];
    return i >= 0 && (!head || head.start < time.start || head.end > time.end);
  });

const asEventTime = ({ start, end, days, precision }: GroundedTime): EventTime | null =>
  days && { from: days.from, to: days.to, precision, start, end };

const isSpeech = (reading: Reading, sentence: Sentence, token: number): boolean =>
  reading.codebook.speechCues.has(
    `${tokenAt(sentence, token).upos}:${tokenAt(sentence, token).lemma.toLowerCase()}`,
  );

export const nearestTime = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  crossesSpeech: boolean,
): EventTime | null => {
  const choice = chooseTime(reading, sentence, token, crossesSpeech);
  return choice && asEventTime(choice.time);
};

/** The time with the word that it shares with the event's path to the root. */
export interface TimeChoice {
  readonly time: GroundedTime;
  readonly meeting: number;
}

/**
 * The time nearest in the tree. `crossesSpeech`: whether the time of the saying is the time of the event ("said on
 * Monday that he rejects" it is; "said on Monday that troops had shelled" it is not).
 */
export const chooseTime = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  crossesSpeech: boolean,
): TimeChoice | null => {
  const path = pathToRoot(sentence, token);
  let best: (TimeChoice & { readonly distance: number }) | null = null;
  for (const time of reading.times[sentence.index] ?? []) {
    if (!time.days) continue;
    const top = topToken(sentence, time);
    if (top < 0) continue;
    const up = pathToRoot(sentence, top);
    const meets = up.findIndex(at => path.includes(at));
    const meeting = up[meets];
    if (meeting === undefined) continue;
    const climbed = path.slice(0, path.indexOf(meeting));
    // below the event's clause ("after talks in May") a time belongs to what it hangs on, unless that is the event
    const between = up.slice(1, meets);
    const isOthers = (at: number): boolean =>
      ['VERB', 'AUX'].includes(tokenAt(sentence, at).upos) &&
      !(sharesDay(sentence, at) && tokenAt(sentence, at).head === token);
    if (between.some(isOthers)) continue;
    if (climbed.some(at => !crossesClause(reading, sentence, at, crossesSpeech))) continue;
    const days = daysFrom(sentence, climbed, time.days);
    const distance = 2 * climbed.length + meets;
    if (days && (!best || distance < best.distance)) best = { time: { ...time, days }, meeting, distance };
  }
  return best;
};

/** "Saturday's attack in Istanbul": the words for the deed carry a day or a place of their own. */
export const hasOwnSetting = (reading: Reading, sentence: Sentence, token: number): boolean =>
  locativesOf(reading, sentence, token).length > 0 ||
  (reading.times[sentence.index] ?? []).some(time => {
    const top = time.days ? topToken(sentence, time) : -1;
    return top >= 0 && tokenAt(sentence, top).head === token;
  });

const crossesClause = (reading: Reading, sentence: Sentence, at: number, crossesSpeech: boolean): boolean => {
  const t = tokenAt(sentence, at);
  if (t.deprel === 'acl:relcl') return false;
  const rel = relation(t);
  if (rel === 'ccomp' || rel === 'parataxis')
    return crossesSpeech || t.head < 0 || !isSpeech(reading, sentence, t.head);
  return true;
};

/** All tokens of the clause around a token: up to the nearest verb that is not merely a support, and all under it. */
export const clauseOf = (sentence: Sentence, token: number): number => {
  for (const at of pathToRoot(sentence, token)) {
    const t = tokenAt(sentence, at);
    const clausal = ['root', 'ccomp', 'advcl', 'parataxis', 'acl', 'conj', 'xcomp', 'csubj'].includes(
      relation(t),
    );
    const hasSubject = childrenOf(sentence, at).some(c => relation(tokenAt(sentence, c)) === 'nsubj');
    if (clausal && (t.upos === 'VERB' || hasSubject)) return at;
  }
  return token;
};
