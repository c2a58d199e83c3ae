// Where a name stands in its sentence -> whether it is the place or those who act from it: "in Ankara" is the city,
// "Ankara said" the state.
import type { Sentence, Token } from '../schema/analysis.ts';
import { childrenBy, childrenOf, relation, tokenAt } from '../schema/tree.ts';

export type Reading = 'actor' | 'place' | 'both';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const LOCATIVE = words(
  'in at near inside outside into within across around throughout over along toward towards via through onto above below beyond off en',
);
/** Of place or of party, as the governing word has it. */
const OPEN = words('to from');
const PARTY = words('with against between by for on among like than versus alongside');

/** Verbs whose subject and object are people or states even where a city's name fills the place. */
const SOCIAL = words(
  'say tell announce declare accuse blame condemn criticize criticise warn urge ask call demand deny reject refuse insist agree vow pledge promise threaten claim argue believe want seek hope expect decide plan intend propose offer accept back support oppose welcome praise thank deplore denounce protest respond reply react summon recall expel recognize recognise sanction pressure press persuade convince force lobby court woo appease provoke defy challenge confront isolate punish reassure inform notify advise invite assure suspect consider view regard see mediate broker negotiate sign ratify approve veto suspend resume cut sever restore normalize normalise impose lift ban fund finance arm train supply sponsor aid assist help order instruct authorize authorise dismiss downplay confirm acknowledge admit concede stress reiterate reaffirm express voice signal hint suggest maintain contend allege complain appeal try attempt fear worry refrain launch conduct deploy send dispatch step join withdraw pull ally side engage cooperate consult mend repair',
);
/** Verbs that happen to towns or in them; their subject or object is the town. */
const SPATIAL = words(
  'reach enter leave visit bomb bombard shell hit strike pound besiege surround capture recapture seize retake take hold control liberate occupy storm attack raid flee approach encircle evacuate rock shake fall lie stand stretch remain become be burn host destroy ravage tour cross',
);
const SOCIAL_NOUNS = words(
  'talk negotiation relation tie accord agreement deal pact treaty alliance dispute conflict war tension row rift dialogue cooperation contact rapprochement diplomacy pressure sanction meeting visit message letter ally backing support aid demand criticism accusation threat response policy decision position stance offer proposal help friend enemy rival ambassador envoy embassy appeal request warning',
);
/** What is given to a city's name is given to a state. */
const GIVING = words(
  'sell give pay owe lend grant hand lease supply provide transfer cede submit apologise apologize',
);
const PLACE_NOUNS = words(
  'suburb outskirt outskirts airport street neighbourhood neighborhood district countryside city center centre province governorate north south east west edge resident part area region square hospital university hotel port airspace territory border market siege battle fall capture liberation control bombardment bombing shelling metro time skyline',
);

const casesOf = (sentence: Sentence, index: number): readonly string[] =>
  childrenBy(sentence, index, 'case')
    .map(child => tokenAt(sentence, child))
    .filter(token => token.upos !== 'PART')
    .map(token => token.form.toLowerCase());

const isPossessive = (sentence: Sentence, index: number): boolean =>
  tokenAt(sentence, index).deprel === 'nmod:poss' ||
  childrenOf(sentence, index).some(child => /^['’]s?$/.test(tokenAt(sentence, child).form));

/** The first of coordinated names: "Turkey" for "Russia" in "Turkey and Russia". */
const firstConjunct = (sentence: Sentence, index: number): number => {
  let at = index;
  for (let step = 0; step < sentence.tokens.length; step++) {
    const token = tokenAt(sentence, at);
    if (relation(token) !== 'conj' || token.head < 0) break;
    at = token.head;
  }
  return at;
};

const verbReading = (verb: Token | undefined, whenUnknown: Reading): Reading => {
  if (!verb) return whenUnknown;
  const lemma = verb.lemma.toLowerCase();
  if (SOCIAL.has(lemma)) return 'actor';
  return SPATIAL.has(lemma) ? 'place' : whenUnknown;
};

/** "sold the missiles to Tehran", whether "to" hangs on the verb or on what is sold. */
const isGiven = (sentence: Sentence, governor: Token | undefined): boolean => {
  const verb = governor?.deprel === 'obj' ? sentence.tokens[governor.head] : governor;
  return verb?.upos === 'VERB' && GIVING.has(verb.lemma.toLowerCase());
};

const obliqueReading = (
  sentence: Sentence,
  governor: Token | undefined,
  cases: readonly string[],
): Reading => {
  const own = cases[0] ?? '';
  if (own === 'to' && isGiven(sentence, governor)) return 'actor';
  if (LOCATIVE.has(own)) return 'place';
  const lemma = governor?.lemma.toLowerCase() ?? '';
  if (PARTY.has(own))
    return own === 'on' && !SOCIAL_NOUNS.has(lemma) && !SOCIAL.has(lemma) ? 'place' : 'actor';
  if (OPEN.has(own) || own === 'of') {
    if (PLACE_NOUNS.has(lemma)) return 'place';
    if (SOCIAL_NOUNS.has(lemma) && own !== 'from') return 'actor';
    if (governor?.upos === 'VERB' && SOCIAL.has(lemma)) return 'actor';
    return own === 'of' ? 'both' : 'place';
  }
  return 'both';
};

/** `both` where the tree does not tell: a headline without a verb, a list. */
export const readingAt = (sentence: Sentence, index: number): Reading => {
  const at = firstConjunct(sentence, index);
  const token = tokenAt(sentence, at);
  const governor = sentence.tokens[token.head];
  const lemma = governor?.lemma.toLowerCase() ?? '';
  const own = casesOf(sentence, index);
  const cases = own.length > 0 ? own : casesOf(sentence, at);
  if (isPossessive(sentence, at)) return PLACE_NOUNS.has(lemma) ? 'place' : 'actor';
  switch (relation(token)) {
    case 'nsubj':
      if (token.deprel === 'nsubj:pass') return verbReading(governor, 'place');
      return governor?.upos === 'VERB' ? verbReading(governor, 'actor') : 'both';
    case 'obj':
    case 'iobj':
    case 'xcomp':
      return verbReading(governor, 'both');
    case 'obl':
    case 'nmod':
      return cases.length > 0 ? obliqueReading(sentence, governor, cases) : 'both';
    case 'amod':
    case 'compound':
      return PLACE_NOUNS.has(lemma) ? 'place' : 'actor';
    default:
      return cases.length > 0 ? obliqueReading(sentence, governor, cases) : 'both';
  }
};

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  north: [1, 0],
  south: [-1, 0],
  east: [0, 1],
  west: [0, -1],
};

export interface Direction {
  /** `northern`, `south-eastern`, `central`. */
  readonly name: string;
  /** Towards north and east, each -1 to 1. */
  readonly north: number;
  readonly east: number;
  /** First token of the direction. */
  readonly from: number;
}

/** Points of the compass in a word: north, east in "north-eastern"; none in other words. */
export const pointsOf = (word: string): readonly string[] => {
  const found: string[] = [];
  let rest = word.toLowerCase().replace(/ern$/, '').replaceAll('-', '');
  while (rest !== '') {
    const point = Object.keys(DIRECTIONS).find(one => rest.startsWith(one));
    if (!point) return [];
    found.push(point);
    rest = rest.slice(point.length).replace(/^ern/, '');
  }
  return found;
};

/** The direction that stands before token `at`: "northern" Syria, "south-eastern" Turkey, "northwest" Pakistan. */
export const directionBefore = (sentence: Sentence, at: number): Direction | null => {
  const points: string[] = [];
  let from = at;
  for (let index = at - 1; index >= 0 && index >= at - 3; index--) {
    const form = tokenAt(sentence, index).form;
    if (/^[-‐‑]$/.test(form) && points.length > 0) continue;
    const here = pointsOf(form);
    if (here.length === 0) {
      if (points.length === 0 && /^(central|middle)$/i.test(form))
        return { name: 'central', north: 0, east: 0, from: index };
      break;
    }
    points.unshift(...here);
    from = index;
  }
  if (points.length === 0 || points.length > 2) return null;
  const vector = points.map(point => DIRECTIONS[point] as readonly [number, number]);
  const scale = vector.length === 2 ? Math.SQRT1_2 : 1;
  const sum = (axis: 0 | 1): number => vector.reduce((total, one) => total + one[axis], 0) * scale;
  return { name: `${points.join('-')}ern`, north: sum(0), east: sum(1), from };
};
