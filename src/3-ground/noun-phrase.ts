// Noun phrases for people who act: the head noun gives the sector, nationality, possessor or complement the country.
// "a spokesman for the Iraqi army", "Turkey's foreign ministry", "Hamas fighters".
import { nameKey } from '../resources/names.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { Sector } from '../schema/plover.ts';
import type { Agent, Registry } from '../schema/registry.ts';
import { childrenBy, childrenOf, relation, tokenAt } from '../schema/tree.ts';
import type { Referent } from './referent.ts';
import type { NameHit } from './sentence-names.ts';

/** A sentence with the registry names in it and what each refers to. */
export interface NamedSentence {
  readonly sentence: Sentence;
  readonly hits: readonly NameHit[];
  /** Aligned with `hits`; null where the name stays open. */
  readonly referents: readonly (Referent | null)[];
}

export interface AgentAt {
  readonly agent: Agent;
  readonly from: number;
  readonly to: number;
}

export interface Phrase extends AgentAt {
  /** First token of the phrase, determiner and possessor included. */
  readonly start: number;
  /** Alpha-3 codes in text order: two in "the Turkish and Syrian ministers". */
  readonly countries: readonly string[];
  readonly sector: Sector | null;
  /** The organisation or person served: Hamas in "Hamas fighters". */
  readonly served: Referent | null;
  /** Country of the place where they are said to be: "protesters in Cairo". */
  readonly location: string | null;
  /** Token of a possessive pronoun: "its troops". */
  readonly possessor: number;
  readonly definite: boolean;
  /** A number or "a", "some", "several": someone else at each mention. */
  readonly counted: boolean;
  /** Where the words end that name the phrase: after "of Iraq" in "the government of Iraq". */
  readonly end: number;
  /** One person, several, or a body. */
  readonly kind: Agent['kind'];
  /** Several of them, but of one country: no one office-holder is meant. */
  readonly plural: boolean;
  /** Other modifiers, to tell "Islamist rebels" from "rebels". */
  readonly modifiers: string;
}

const lemmaTables = new WeakMap<Sentence, readonly string[]>();

const lemmasOf = (sentence: Sentence): readonly string[] => {
  let table = lemmaTables.get(sentence);
  if (!table) {
    table = sentence.tokens.map(token =>
      nameKey(token.lemma === '_' ? token.form : token.lemma || token.form),
    );
    lemmaTables.set(sentence, table);
  }
  return table;
};

/** "prime minister-designate" with its hyphen. */
const LONGEST = 5;

const openers = new WeakMap<Registry['agents'], ReadonlySet<string>>();

/** The first words of the agent nouns of several words. */
const openersOf = ({ agents }: Registry): ReadonlySet<string> => {
  let found = openers.get(agents);
  if (!found) {
    found = new Set([...agents.keys()].filter(key => key.includes(' ')).map(firstWord));
    openers.set(agents, found);
  }
  return found;
};

const firstWord = (words: string): string => {
  const space = words.indexOf(' ');
  return space < 0 ? words : words.slice(0, space);
};

const lookUp = (registry: Registry, lemmas: readonly string[], from: number, to: number): Agent | null => {
  const first = lemmas[from] ?? '';
  if (first === '' || lemmas[to - 1] === '') return null;
  if (to - from > 1 && !openersOf(registry).has(firstWord(first))) return null;
  const words =
    to - from === 1
      ? first
      : lemmas
          .slice(from, to)
          .filter(lemma => lemma !== '')
          .join(' ');
  return (
    registry.agents.get(words) ??
    (words.endsWith('s') ? (registry.agents.get(words.slice(0, -1)) ?? null) : null)
  );
};

/** The longest listed agent noun that ends at the token, or begins there ("secretary of state"). */
export const agentAt = (registry: Registry, sentence: Sentence, index: number): AgentAt | null => {
  const lemmas = lemmasOf(sentence);
  let best: AgentAt | null = null;
  const consider = (from: number, to: number): void => {
    if (from < 0 || to > lemmas.length || (best && to - from <= best.to - best.from)) return;
    const agent = lookUp(registry, lemmas, from, to);
    if (agent) best = { agent, from, to };
  };
  for (let length = 1; length <= LONGEST; length++) {
    consider(index - length + 1, index + 1);
    consider(index, index + length);
  }
  return best;
};

/** The longest agent noun that begins at the token. */
export const agentFrom = (
  registry: Registry,
  sentence: Sentence,
  index: number,
  stop: number,
): AgentAt | null => {
  const lemmas = lemmasOf(sentence);
  for (let to = Math.min(index + LONGEST, stop); to > index; to--) {
    const agent = lookUp(registry, lemmas, index, to);
    if (agent) return { agent, from: index, to };
  }
  return null;
};

/** Index of the hit over a token, -1 where there is none; hits are in order and apart. */
export const hitCovering = (hits: readonly NameHit[], index: number): number => {
  let low = 0;
  let high = hits.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const hit = hits[middle] as NameHit;
    if (index < hit.from) high = middle - 1;
    else if (index >= hit.to) low = middle + 1;
    else return middle;
  }
  return -1;
};

export const hitFrom = (hits: readonly NameHit[], index: number): number => {
  const found = hitCovering(hits, index);
  return hits[found]?.from === index ? found : -1;
};

const BACKED =
  /^(?:backed|supported|aligned|allied|sponsored|funded|trained|linked|based|born|held|controlled|affiliated|imposed|bound|made|style|friendly|leaning|speaking|brokered|mediated)$/i;

/** "ethnic Albanians", "ethnic Russian rebels": a people, whatever country they live in. */
export const isEthnic = (sentence: Sentence, hit: NameHit): boolean =>
  /^ethnic$/i.test(sentence.tokens[hit.from - 1]?.form ?? '');

/** "Turkey-backed", "US-trained": the name says who stands behind, not who they are. "US-led" does say it. */
const isBacker = (sentence: Sentence, hit: NameHit): boolean => {
  const next = sentence.tokens[hit.to];
  const after = sentence.tokens[hit.to + 1];
  return (next?.form === '-' || next?.form === '‑') && after !== undefined && BACKED.test(after.form);
};

const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those']);
const LEFT = new Set([
  'amod',
  'compound',
  'nmod',
  'det',
  'nummod',
  'flat',
  'case',
  'punct',
  'advmod',
  'goeswith',
]);

/** "Turkish and Syrian", "defence and foreign" ministers; not "rebels and Turkish" troops. */
const joinsModifiers = (sentence: Sentence, index: number, from: number): boolean => {
  const before = sentence.tokens[index - 1];
  const after = sentence.tokens[index + 1];
  if (!before || !after || (after.upos !== 'ADJ' && after.upos !== 'PROPN')) return false;
  if (before.upos === 'ADJ' || (before.upos === 'PROPN' && !before.form.endsWith('s'))) return true;
  return before.upos === 'NOUN' && before.feats.includes('Number=Sing') && reaches(sentence, index - 1, from);
};

/** First token of the noun phrase: the leftmost of the modifiers before the head. */
const phraseStart = (sentence: Sentence, from: number): number => {
  let start = from;
  for (let index = from - 1; index >= 0 && index >= from - 12; index--) {
    const token = tokenAt(sentence, index);
    if (token.upos === 'CCONJ' && !joinsModifiers(sentence, index, from)) break;
    if (token.upos === 'VERB' && relation(token) !== 'amod') break;
    if (
      ['AUX', 'SCONJ', 'PRON', 'ADP'].includes(token.upos) &&
      !/^(?:my|your|his|her|its|our|their)$/i.test(token.form)
    )
      break;
    const own = LEFT.has(relation(token)) || token.upos === 'CCONJ' || relation(token) === 'conj';
    if (!own || /^[,;:()"“”]$/.test(token.form)) break;
    if (!reaches(sentence, index, from)) break;
    start = index;
  }
  return start;
};

/** True where the path of heads from `index` arrives at or after `target`. */
const reaches = (sentence: Sentence, index: number, target: number): boolean => {
  let at = index;
  for (let step = 0; step < 6 && at >= 0; step++) {
    if (at >= target) return true;
    at = tokenAt(sentence, at).head;
  }
  return false;
};

const COMPLEMENT = /^(?:of|for|from|to)$/i;
const PLACED = /^(?:in|at|near|inside|across|around|throughout|within|outside)$/i;

const caseOf = (sentence: Sentence, index: number): string => {
  const marks = childrenBy(sentence, index, 'case');
  return marks.length > 0 ? tokenAt(sentence, marks[0] as number).form : '';
};

interface Complement {
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly served: Referent | null;
  readonly end: number;
}

const countryOfReferent = (referent: Referent): string | null =>
  referent.actor?.country ?? referent.place?.country ?? null;

const isPlain = (referent: Referent): boolean =>
  referent.key.startsWith('state:') || (referent.actor === null && referent.place !== null);

const ofReferent = (referent: Referent, end: number): Complement => ({
  country: countryOfReferent(referent),
  sector: isPlain(referent) ? null : (referent.actor?.sector ?? null),
  served: isPlain(referent) ? null : referent,
  end,
});

const complementAt = (
  registry: Registry,
  named: NamedSentence,
  index: number,
  depth: number,
): Complement | null => {
  const covering = hitCovering(named.hits, index);
  const referent = named.referents[covering];
  const hit = named.hits[covering];
  if (referent && hit) return ofReferent(referent, hit.to);
  if (depth >= 3) return null;
  const inner = agentAt(registry, named.sentence, index);
  if (!inner) return null;
  const phrase = describePhrase(registry, named, inner, depth + 1);
  const country = phrase.countries[0] ?? null;
  if (country === null && phrase.served === null && inner.agent.sector === null) return null;
  return { country, sector: phrase.sector, served: phrase.served, end: phrase.end };
};

/** Participles that say where someone is: "a newspaper based in Beirut". */
const LIVING = new Set(['base', 'headquarter', 'live', 'station', 'operate', 'work', 'fight']);

/** Complements of any word of the agent noun, in text order: "of Iraq", "for the army", "in Cairo", "based in Homs". */
const complementsOf = (sentence: Sentence, at: AgentAt): number[] => {
  const found: number[] = [];
  for (let index = at.from; index < at.to; index++)
    for (const child of childrenOf(sentence, index)) {
      if (child < at.to) continue;
      const token = tokenAt(sentence, child);
      if (relation(token) === 'nmod') found.push(child);
      else if (token.deprel === 'acl' && LIVING.has(token.lemma))
        found.push(...childrenBy(sentence, child, 'obl'));
    }
  return found.sort((a, b) => a - b);
};

/** What the words around an agent noun tell of it. Each step looks at a bounded stretch, so the cost is linear. */
export const describePhrase = (registry: Registry, named: NamedSentence, at: AgentAt, depth = 0): Phrase => {
  const { sentence, hits, referents } = named;
  const start = phraseStart(sentence, at.from);
  const countries: string[] = [];
  let served: Referent | null = null;
  let servedSector: Sector | null = null;
  let possessor = -1;
  let definite = false;
  let counted = false;
  const modifiers: string[] = [];
  for (let index = start; index < at.from; index++) {
    const token = tokenAt(sentence, index);
    const covering = hitCovering(hits, index);
    const hit = hits[covering];
    if (hit) {
      const referent = referents[covering];
      index = hit.to - 1;
      if (!referent || isBacker(sentence, hit) || isEthnic(sentence, hit)) continue;
      const country = countryOfReferent(referent);
      if (country !== null && !countries.includes(country)) countries.push(country);
      if (!isPlain(referent)) {
        served = referent;
        // "Assad's forces" are a military, not a government.
        if (referent.kind !== 'person') servedSector = referent.actor?.sector ?? null;
      }
      continue;
    }
    const form = token.form.toLowerCase();
    if (token.upos === 'DET') {
      if (DEFINITE.has(form)) definite = true;
      else counted = true;
    } else if (token.upos === 'NUM') counted = true;
    else if (relation(token) === 'nmod' && token.upos === 'PRON') possessor = index;
    else if (/^(?:its|his|her|their|our|my)$/.test(form)) possessor = index;
    else if (/^(?:many|several|few|other|more|most|dozens|hundreds|thousands)$/.test(form)) counted = true;
    else if (token.upos === 'ADJ' || token.upos === 'NOUN' || token.upos === 'PROPN') modifiers.push(form);
  }
  let end = at.to;
  let location: string | null = null;
  for (const child of complementsOf(sentence, at)) {
    const mark = caseOf(sentence, child);
    if (COMPLEMENT.test(mark)) {
      const complement = complementAt(registry, named, child, depth);
      if (!complement) continue;
      if (countries.length === 0 && complement.country !== null) countries.push(complement.country);
      served ??= complement.served;
      servedSector ??= complement.sector;
      if (/^of$/i.test(mark)) end = Math.max(end, complement.end);
    } else if (PLACED.test(mark) && location === null) {
      const referent = referents[hitCovering(hits, child)];
      if (referent) location = countryOfReferent(referent);
    }
  }
  // "the government of Iraq" with the complement hung elsewhere by the parser.
  if (countries.length === 0 && served === null && /^of$/i.test(sentence.tokens[at.to]?.form ?? '')) {
    const next = [at.to + 1, at.to + 2].map(index => hitFrom(hits, index)).find(found => found >= 0) ?? -1;
    const referent = referents[next];
    if (referent) {
      const complement = ofReferent(referent, hits[next]?.to ?? at.to);
      if (complement.country !== null) countries.push(complement.country);
      served = complement.served;
      servedSector = complement.sector;
      end = complement.end;
    }
  }
  // "accused the government in Caracas of aiding them", where the parser hangs the seat on the verb.
  if (location === null && at.agent.body && PLACED.test(sentence.tokens[at.to]?.form ?? '')) {
    const referent = referents[hitFrom(hits, at.to + 1)];
    if (referent) location = countryOfReferent(referent);
  }
  const isPlural = tokenAt(sentence, at.to - 1).feats.includes('Number=Plur');
  const sector = at.agent.inherits ? (servedSector ?? at.agent.sector) : (at.agent.sector ?? servedSector);
  return {
    ...at,
    start,
    countries,
    sector,
    served,
    location,
    possessor,
    definite,
    counted,
    end,
    kind: at.agent.kind === 'person' && isPlural ? 'group' : at.agent.kind,
    plural: countries.length < 2 && isPlural,
    modifiers: modifiers.join(' '),
  };
};
