// What the tagger found becomes names as a reader takes them: bounds without quotation marks and ranks, kinds that the
// words in a name or directly before it settle.
import type { NameKind, Token } from '../schema/analysis.ts';
import type { Name } from './names.ts';
import type { ReadySentence, WordCodes } from './names-features.ts';
import { listedClasses } from './names-gazetteer.ts';
import { nameWordBits } from './names-words.ts';

/** A sign, or a word in a script without capitals beside a Latin name: "حمرين" in "حمرين Jabāl Hamrīn". */
const isForeign = ({ letters }: WordCodes): boolean => /^\p{Lo}*$/u.test(letters);

/** Without quotation marks, brackets and words in other scripts at its ends. */
const trimmed = (words: readonly WordCodes[], name: Name): Name => {
  let { from, to } = name;
  while (to - from > 1 && isForeign(words[to - 1] as WordCodes)) to--;
  while (to - from > 1 && isForeign(words[from] as WordCodes)) from++;
  return from === name.from && to === name.to ? name : { ...name, from, to };
};

const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;

/** "Monday Lavrov" is said of Lavrov. */
const withoutDay = (words: readonly WordCodes[], name: Name): Name =>
  name.kind === 'person' && name.to - name.from > 1 && WEEKDAY.test((words[name.from] as WordCodes).lower)
    ? { ...name, from: name.from + 1 }
    : name;

const RANK = new Set(
  'commander president minister secretary spokesman spokeswoman spokesperson ambassador envoy governor mayor senator officer chairman director commissioner chief leader chancellor capt. captain col. colonel gen. sgt. sergeant lt. lieutenant maj. cmdr. adm. brig.'.split(
    ' ',
  ),
);

/** "Inherent Resolve Commander" is a person: the name is what he commands. */
const withoutRank = (words: readonly WordCodes[], name: Name): Name => {
  if (name.kind !== 'organization' && name.kind !== 'place') return name;
  for (let i = name.from; i < name.to; i++) if (!(words[i] as WordCodes).capital) return name;
  if (isTitle(words[name.from] as WordCodes)) return name;
  let { to } = name;
  while (to - name.from > 1 && RANK.has((words[to - 1] as WordCodes).lower)) to--;
  return to === name.to ? name : { ...name, to };
};

const isTitle = ({ classes }: WordCodes): boolean => (classes & nameWordBits.title) !== 0;

const LEADS_TO_PLACE = new Set(['in', 'at', 'near', 'to', 'from']);

/** "Borough Market in London" is two places; "al-Qaeda in Iraq" is one body. */
const partPlaces = (words: readonly WordCodes[], listed: Uint8Array, name: Name): Name[] => {
  const { from, to, kind } = name;
  for (let i = from + 1; i < to - 1; i++) {
    if (!LEADS_TO_PLACE.has((words[i] as WordCodes).lower) || (words[i] as WordCodes).capital) continue;
    const first = isListedPlace(listed, from, i) ? 'place' : kind;
    if (first === 'place' || first === 'person')
      return [{ from, to: i, kind: first }, ...partPlaces(words, listed, { from: i + 1, to, kind: 'place' })];
  }
  return [name];
};

const isListedPlace = (listed: Uint8Array, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    const code = (listed[i] as number) >> 2;
    if (code === 0 || code > listedClasses.state) return false;
  }
  return true;
};

/** The tagger's names of a sentence with the bounds of the bare name, without dates and offices. */
export const withBounds = (words: readonly WordCodes[], listed: Uint8Array, names: readonly Name[]): Name[] =>
  withSpeaker(words, names)
    .flatMap(name => partPlaces(words, listed, withoutRank(words, withoutDay(words, trimmed(words, name)))))
    .filter(name => !isDate(words, name) && !isOffice(listed, name));

const isDate = (words: readonly WordCodes[], { from, to }: Name): boolean =>
  to - from <= 2 &&
  ((words[from] as WordCodes).classes & nameWordBits.calendar) !== 0 &&
  (to - from === 1 || (words[from + 1] as WordCodes).digit);

/** "Foreign" in "Foreign Secretary" is a part of the office, and no name. */
const isOffice = (listed: Uint8Array, { from, to }: Name): boolean => {
  for (let i = from; i < to; i++) if ((listed[i] as number) >> 2 !== listedClasses.office) return false;
  return true;
};

/** The word beside a head in "Lake Tarthin" and "Tarthin Province", -1 where a name is not made so. */
export const placeWithHead = (words: readonly WordCodes[], { from, to, kind }: Name): number => {
  if (kind !== 'place' || to - from !== 2) return -1;
  const [first, last] = [words[from] as WordCodes, words[to - 1] as WordCodes];
  const heads = [first, last].map(word => (word.classes & nameWordBits.placeHead) !== 0);
  return heads[0] === heads[1] ? -1 : heads[0] ? to - 1 : from;
};

/** A word that heads names of bodies or places, and leads no name of a person: "Brigades", "Army", "Mountains". */
const headsName = (word: WordCodes, head: number): boolean =>
  (word.classes & head) !== 0 &&
  (word.classes & (nameWordBits.title | nameWordBits.given | nameWordBits.particle)) === 0;

/** "Saray al-Nur Brigade" and "Army of the Just" are bodies, "Hamrin Mountains" a place, whatever the words between. */
export const kindByHead = (words: readonly WordCodes[], { from, to, kind }: Name): NameKind => {
  if (kind !== 'person' || to - from < 2) return kind;
  const first = words[from] as WordCodes;
  const last = words[to - 1] as WordCodes;
  if (headsName(last, nameWordBits.organizationHead)) return 'organization';
  if (headsName(last, nameWordBits.placeHead)) return 'place';
  return headsName(first, nameWordBits.organizationHead) ? 'organization' : kind;
};

/** "SECRETARY BROVIK: We ..." in a transcript: the capitals between a title and the colon are a person. */
const speakerLabel = (words: readonly WordCodes[]): Name | null => {
  let colon = 1;
  while (colon < Math.min(words.length, 6) && (words[colon] as WordCodes).allCapitals) colon++;
  const first = words[0];
  const opens = first?.allCapitals && (first.classes & nameWordBits.title) !== 0;
  if (!opens || colon < 2 || words[colon]?.lower !== ':') return null;
  let from = 1;
  while (from < colon - 1 && (words[from] as WordCodes).classes & nameWordBits.title) from++;
  return { from, to: colon, kind: 'person' };
};

const withSpeaker = (words: readonly WordCodes[], names: readonly Name[]): readonly Name[] => {
  const speaker = speakerLabel(words);
  return speaker ? [speaker, ...names.filter(name => name.from >= speaker.to)] : names;
};

/** "Gunfire was heard": a common word with the capital of the sentence's start, which has none elsewhere. */
export const isRaised = (
  { words, listed, sentence, cases }: ReadySentence,
  { from, to, kind }: Name,
): boolean => {
  if (to - from > 1 || kind === 'group' || (listed[from] as number) > 0) return false;
  const { lower, allCapitals, classes } = words[from] as WordCodes;
  const starts = from === 0 || /^["“”‘'([:;.–—•-]+$/.test((words[from - 1] as WordCodes).lower);
  const { upos } = sentence.tokens[from] as Token;
  if (!starts || upos === 'PROPN' || upos === 'X' || allCapitals || classes !== 0) return false;
  return (cases.get(lower)?.[0] ?? 0) <= (from === 0 ? 0 : 1);
};

const HOLDER =
  /^(?:president|minister|premier|secretary|chancellor|king|queen|ambassador|envoy|governor|mayor|spokesman|spokeswoman|commander|chairman)$/;
const HONORIFIC = /^(?:mr|mrs|ms|miss|dr|sir|lady|lord|madame|monsieur|sheikh|ayatollah)\.?$/;

/** "Ms Aldan" and "the prime minister, Aldan," are persons, whatever they are taken for elsewhere. */
export const isAddressed = (words: readonly WordCodes[], { from, to }: Name): boolean => {
  if ([words[from - 1], words[from]].some(word => word?.capital === true && HONORIFIC.test(word.lower)))
    return true;
  const office = words[from - 2];
  const apposed = words[from - 1]?.lower === ',' && words[to]?.lower === ',';
  return apposed && office !== undefined && HOLDER.test(office.lower);
};

const NEAR = new Set(['near', 'outside']);

/** "Near Rawah, three strikes ...": what something is near to is a place, unless it is listed as a body or person. */
export const isBesideNear = ({ words, listed, sentence }: ReadySentence, { from, to }: Name): boolean => {
  if (to - from > 3 || !NEAR.has(words[from - 1]?.lower ?? '')) return false;
  for (let i = from; i < to; i++) {
    const { classes } = words[i] as WordCodes;
    const code = (listed[i] as number) >> 2;
    if (classes & (nameWordBits.organizationHead | nameWordBits.title)) return false;
    if (code === listedClasses.person || code === listedClasses.organization) return false;
  }
  const next = sentence.tokens[to];
  return next === undefined || next.upos === 'PUNCT' || next.upos === 'CCONJ' || next.upos === 'ADP';
};

/** "MRI" is the name of no place that no list has: a body or something else. */
export const isUnlistedAcronym = ({ words, listed }: ReadySentence, { from, to }: Name): boolean => {
  const { allCapitals, letters, classes } = words[from] as WordCodes;
  const acronym = to - from === 1 && allCapitals && letters.length <= 5;
  if (!acronym || (listed[from] as number) > 0 || classes & (nameWordBits.country | nameWordBits.city))
    return false;
  return words.some(word => !word.capital && word.letters.length > 3);
};

const GLOSS_REACH = 30;
const LANGUAGE =
  /^(?:arabic|kurdish|turkish|persian|farsi|hebrew|syriac|aramaic|russian|ukrainian|french|german|spanish|chinese|urdu|pashto|dari)$/;

const WORK = /^(?:operation|exercise)$/;
const HOLY = /^(?:book|gospel|epistle)$/;

/** "Operation: Iron Gate", "the Book of Genesis", "Passcode 30808", "KC-135": what is called so does nothing. */
export const isNoBody = ({ words, sentence }: ReadySentence, { from, to, kind }: Name): boolean => {
  if (kind === 'group') return false;
  let at = from - 1;
  while (at > 0 && /^[:"“]+$/.test((words[at] as WordCodes).lower)) at--;
  const before = words[at];
  if (before?.capital && WORK.test(before.lower)) return true;
  if (before?.lower === 'of' && HOLY.test(words[at - 1]?.lower ?? '')) return true;
  const [next, after] = [sentence.tokens[to]?.form ?? '', sentence.tokens[to + 1]?.form ?? ''];
  if (next === '-' && to - from === 1 && /^\d/.test(after) && (words[from] as WordCodes).allCapitals)
    return true;
  return kind === 'person' && /^\d{3,}$/.test(next);
};

/**
 * Names in a gloss in brackets behind a name, which say it in another language or for short:
 * "Sarim Hills (Arabic: تلال Tilāl Ṣarīm)", "Free Port Union (FPU)". Pairs of the name and one in its gloss.
 */
export const glosses = (words: readonly WordCodes[], names: readonly Name[]): (readonly [Name, Name])[] => {
  const pairs: (readonly [Name, Name])[] = [];
  for (const [at, name] of names.entries()) {
    const open = words[name.to]?.lower === '(' ? name.to : -1;
    if (open < 0) continue;
    let close = open + 1;
    while (close < words.length && close - open < GLOSS_REACH && words[close]?.lower !== ')') close++;
    if (words[close]?.lower !== ')') continue;
    const language = LANGUAGE.test(words[open + 1]?.lower ?? '') && words[open + 2]?.lower === ':';
    for (let i = at + 1; i < names.length; i++) {
      const inner = names[i] as Name;
      if (inner.from >= close) break;
      if (language && inner.from === open + 1) continue;
      const alone = inner.from === open + 1 && inner.to === close && words[inner.from]?.allCapitals;
      if (inner.from > open && (language || alone)) pairs.push([name, inner]);
    }
  }
  return pairs;
};
