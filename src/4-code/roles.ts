// Fillers of a frame's role slots -> participants: coordination is spread out, partitives and event nouns are looked
// through, and every filler is tied to the entity that grounding made of it.
import type { Sentence } from '../schema/analysis.ts';
import type { FillerClass, Slot } from '../schema/codebook.ts';
import type { Participant } from '../schema/coded-report.ts';
import type { Entity, GroundedMention } from '../schema/grounding.ts';
import { childrenBy, childrenOf, conjunctsOf, relation, tokenAt } from '../schema/tree.ts';
import { argumentsOf } from './arguments.ts';
import { caseOf } from './predicate-form.ts';
import { isTimeAt, mentionHeadedAt, predicateKeys, type Reading } from './reading.ts';

export interface Filler {
  readonly token: number;
  readonly mention: GroundedMention;
  readonly entity: Entity;
}

const armedSectors = new Set(['MIL', 'REB', 'UAF', 'PRM', 'COP', 'SPY']);
const civilianSectors = new Set([
  'CVL',
  'REF',
  'JRN',
  'LAB',
  'EDU',
  'MED',
  'AGR',
  'BUS',
  'REL',
  'SOC',
  'OPP',
  'ELI',
]);

/** Whether coders would take the entity for an actor: a state, a body, an office-holder, an agent with a sector. */
export const isActor = (entity: Entity): boolean =>
  entity.actor !== null && (entity.actor.country !== null || entity.actor.sector !== null);

/** A person, body or group by name, whether a registry knows it or not. */
export const isNamedParty = ({ mention, entity }: Filler): boolean =>
  isActor(entity) ||
  (mention.form === 'name' && ['person', 'organization', 'group'].includes(entity.kind) && !entity.place);

/** Named here or elsewhere in the report: "he was sentenced to death". */
export const isNamed = ({ entity }: Filler): boolean =>
  ['person', 'organization', 'group'].includes(entity.kind) &&
  entity.mentions.some(mention => mention.kind === 'name');

/** Could stand as a party to an event though no registry lists it: a named person or body, a group of people. */
export const isParty = (entity: Entity): boolean =>
  isActor(entity) || entity.kind === 'person' || entity.kind === 'organization' || entity.kind === 'group';

export const isOfClass = (entity: Entity, wanted: FillerClass): boolean => {
  const { actor } = entity;
  switch (wanted) {
    case 'actor':
      return isActor(entity);
    case 'state':
      return actor !== null && actor.country !== null && (actor.sector === null || actor.sector === 'GOV');
    case 'armed':
      return actor?.sector != null && armedSectors.has(actor.sector);
    case 'civilian':
      return actor?.sector != null && civilianSectors.has(actor.sector);
    case 'person':
      return entity.kind === 'person';
    case 'organization':
      return entity.kind === 'organization' || entity.kind === 'group';
    case 'place':
      return entity.place !== null;
    case 'event':
    case 'number':
      return false;
  }
};

const partitives = new Set([
  'part',
  'most',
  'some',
  'ten',
  'dozen',
  'hundred',
  'thousand',
  'million',
  'score',
  'number',
  'group',
  'member',
  'many',
  'several',
  'half',
  'majority',
  'rest',
  'all',
  'one',
  'two',
  'three',
  'series',
  'wave',
  'round',
  'side',
  'position',
  'target',
  'area',
  'town',
  'city',
  'village',
  'home',
  'house',
  'convoy',
  'base',
  'headquarters',
  'site',
  'stretch',
  'swath',
]);

/** The tokens that a filler stands for: its conjuncts; "parts of Syria" -> Syria when "parts" is no entity. */
const unfold = (reading: Reading, sentence: Sentence, token: number): number[] =>
  conjunctsOf(sentence, token).flatMap(one => {
    const mention = mentionHeadedAt(reading, sentence, one);
    const entity = mention && reading.entities.get(mention.entity);
    const { lemma, upos } = tokenAt(sentence, one);
    if (entity && (isParty(entity) || entity.place)) return [one];
    // "countries like Jordan": the examples stand for them
    const examples = childrenBy(sentence, one, 'nmod').filter(child =>
      /^(like|such as|include)$/.test(caseOf(sentence, child) ?? ''),
    );
    const named = examples.flatMap(child => unfold(reading, sentence, child));
    if (named.length > 0) return named;
    if (partitives.has(lemma.toLowerCase()) || upos === 'NUM') {
      const whole = childrenBy(sentence, one, 'nmod').filter(child => caseOf(sentence, child) === 'of');
      const inner = whole.flatMap(child => unfold(reading, sentence, child));
      if (inner.length > 0) return inner;
    }
    return [one];
  });

/** "strikes killed five": who struck. Looked through once, for nouns that are event predicates themselves. */
const throughEvent = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  slot: 'subj' | 'obj',
): number[] => {
  const { upos } = tokenAt(sentence, token);
  if (upos !== 'NOUN') return [];
  if (!predicateKeys(sentence, token, []).some(key => reading.codebook.framesByPredicate.has(key))) return [];
  return argumentsOf(reading, sentence, token)
    .filter(argument => argument.slot === slot && argument.token !== token)
    .map(argument => argument.token);
};

/** "dozens of rockets", "a number of barracks": the tokens, and of what they are a number. */
export const withParts = (sentence: Sentence, token: number): number[] =>
  conjunctsOf(sentence, token).flatMap(one => {
    const { lemma } = tokenAt(sentence, one);
    if (!partitives.has(lemma.toLowerCase()) && !quantities.has(lemma.toLowerCase())) return [one];
    return [one, ...childrenBy(sentence, one, 'nmod').filter(child => caseOf(sentence, child) === 'of')];
  });

const quantities = new Set([
  'team',
  'mission',
  'delegation',
  'contingent',
  'shipment',
  'worth',
  'stock',
  'stockpile',
  'kg',
  'kilo',
  'kilogram',
  'litre',
  'liter',
  'barrel',
  'bag',
  'box',
  'load',
  'crowd',
  'amount',
  'quantity',
  'cache',
  'stash',
  'haul',
  'batch',
  'ton',
  'tonne',
  'kind',
  'variety',
  'string',
  'pair',
]);

/** "Turkish" and "the city's" inside a filler that no registry knows still say whose it is. */
const ownersOf = (sentence: Sentence, token: number): number[] =>
  ownersAt(sentence, token).flatMap(owner => [owner, ...childrenBy(sentence, owner, 'conj')]);

const ownersAt = (sentence: Sentence, token: number): number[] =>
  childrenOf(sentence, token).filter(
    child =>
      ['nmod:poss', 'amod', 'compound'].includes(tokenAt(sentence, child).deprel) ||
      // "froze the assets of the president"
      (relation(tokenAt(sentence, child)) === 'nmod' && caseOf(sentence, child) === 'of'),
  );

const fillerAt = (reading: Reading, sentence: Sentence, token: number): Filler | null => {
  const mention = mentionHeadedAt(reading, sentence, token);
  const entity = mention && reading.entities.get(mention.entity);
  return mention && entity && !isTimeAt(reading, sentence, token) ? { token, mention, entity } : null;
};

/** "the foreign ministers of Chad, Niger and Benin", "citizens from both": each state after the first has its part. */
const furtherStates = (reading: Reading, sentence: Sentence, token: number): Filler[] => {
  if (!/^NNP?S$/.test(tokenAt(sentence, token).xpos)) return [];
  let states = [token];
  for (let depth = 0; depth < 2; depth++) {
    states = states
      .flatMap(at => childrenBy(sentence, at, 'nmod'))
      .filter(at => /^(of|from)$/.test(caseOf(sentence, at) ?? ''));
    const found = states.flatMap(at => childrenBy(sentence, at, 'conj'));
    if (found.length === 0) continue;
    return found
      .map(at => fillerAt(reading, sentence, at))
      .filter(filler => filler !== null)
      .filter(({ entity }) => isOfClass(entity, 'state'));
  }
  return [];
};

/** Fillers of one token, best first reading only: itself if a party, else whom the event noun or the owner names. */
export const fillersAt = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  role: 'subj' | 'obj',
  /** Entities that fill another role: an owner among them says nothing new ("returned the bible to its owner"). */
  taken: readonly Filler[] = [],
): Filler[] =>
  unfold(reading, sentence, token).flatMap(one => {
    const own = fillerAt(reading, sentence, one);
    if (own && isParty(own.entity)) return [own, ...furtherStates(reading, sentence, one)];
    const through = throughEvent(reading, sentence, one, role)
      .flatMap(inner => unfold(reading, sentence, inner))
      .map(inner => fillerAt(reading, sentence, inner))
      .filter(filler => filler !== null)
      .filter(filler => isParty(filler.entity) || filler.entity.place !== null);
    if (through.length > 0) return through;
    if (own?.entity.place) return [own];
    const owners = ownersOf(sentence, one)
      .map(owner => fillerAt(reading, sentence, owner))
      .filter(filler => filler !== null)
      .filter(filler => isActor(filler.entity) || filler.entity.place !== null)
      .filter(filler => taken.every(one => one.entity.id !== filler.entity.id));
    return owners.length > 0 ? owners : own ? [own] : [];
  });

/** "Hamas said it would free them": the words that say who "it" is, where the same sentence has them. */
const spelledOut = (reading: Reading, sentence: Sentence, { mention, entity }: Filler): GroundedMention => {
  if (mention.form !== 'pronoun') return mention;
  const others = [...(reading.mentions[sentence.index]?.values() ?? [])].filter(
    other => other.entity === entity.id && other.form !== 'pronoun' && other.reading !== 'place',
  );
  const before = others.filter(other => other.start < mention.start);
  return before.find(other => other.form === 'name') ?? before[0] ?? others[0] ?? mention;
};

/** A participant with the country of its own entity, else of whoever its phrase names: "a major Russian airbase". */
export const participantOf = (reading: Reading, sentence: Sentence, filler: Filler): Participant => {
  const { entity } = filler;
  const mention = spelledOut(reading, sentence, filler);
  const country =
    entity.actor?.country ??
    entity.place?.country ??
    countryWithin(reading, sentence, filler.token) ??
    filler.mention.locatedIn;
  const sector = entity.actor?.sector ?? null;
  const known = entity.actor?.country != null || (entity.actor !== null && country === null);
  return {
    start: mention.start,
    end: mention.end,
    entity: entity.id,
    name: entity.name,
    country,
    sector,
    code: known ? (entity.actor?.code ?? '') : `${country ?? ''}${sector ?? ''}`,
  };
};

/** The country named by a nationality, owner or place inside the phrase: "the rebel-held province of Idlib". */
const countryWithin = (reading: Reading, sentence: Sentence, token: number, depth = 0): string | null => {
  const inside = childrenBy(sentence, token, 'amod', 'compound', 'nmod', 'appos', 'flat');
  const order = ['amod', 'nmod:poss', 'compound'];
  const rank = (child: number): number =>
    (order.indexOf(tokenAt(sentence, child).deprel) + order.length + 1) % (order.length + 1);
  for (const child of inside.sort((a, b) => rank(a) - rank(b))) {
    const entity = fillerAt(reading, sentence, child)?.entity;
    const country = entity?.actor?.country ?? entity?.place?.country;
    if (country) return country;
  }
  if (depth >= 2) return null;
  for (const child of inside) {
    const country = countryWithin(reading, sentence, child, depth + 1);
    if (country) return country;
  }
  return null;
};

/** Tokens that fill a slot of the predicate at `token`. */
export const slotTokens = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  slot: Slot,
  which: 'own' | 'low' | 'all' = 'all',
): number[] => {
  const found: number[] = [];
  for (const a of argumentsOf(reading, sentence, token))
    if (a.slot === slot && (which === 'all' || a.low === (which === 'low'))) found.push(a.token);
  return found;
};

/** Whoever speaks: any mention will do, a person inside a longer phrase before the phrase's thing. */
export const speakerAt = (reading: Reading, sentence: Sentence, token: number): Filler | null =>
  fillerAt(reading, sentence, token) ?? fillersAt(reading, sentence, token, 'subj')[0] ?? null;
