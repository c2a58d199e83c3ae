// Names and phrases for places that no table of names lists as such: towns, "Idlib province", "Syrian territory".
import type { Mention } from '../schema/analysis.ts';
import { tokenAt } from '../schema/tree.ts';
import { hitCovering, type NamedSentence } from './noun-phrase.ts';
import { type MentionReader, type Range, spanOf, spanText } from './phrase-nodes.ts';
import { directionBefore, readingAt } from './position.ts';
import { cityReferent, countryBeside, isRegionUse, isRegionWord, partReferent } from './read-names.ts';
import { placeReferent, type Referent, stateReferent } from './referent.ts';

export const placeOf = (
  reader: MentionReader,
  named: NamedSentence,
  range: Range,
  name: string,
  certain: boolean,
): Referent | null => {
  const { sentence, hits } = named;
  const beside = countryBeside(sentence, hits, range.from, range.to, reader.context);
  const cues = { sentence: sentence.index, beside, certain, regions: reader.regions };
  const region = isRegionUse(sentence, range.from, range.to);
  const place =
    cityReferent(reader, name, cues, spanOf(sentence, range)) ??
    (beside === null ? null : cityReferent(reader, name, { ...cues, beside: null }, spanOf(sentence, range)));
  if (!place) return null;
  const whole = placeReferent(place);
  const direction = directionBefore(sentence, range.from);
  if (direction) return partReferent(whole, 5, direction);
  if (!region || !whole.place) return whole;
  return { ...whole, key: `${whole.key}/region`, place: { ...whole.place, precision: 2 } };
};

export const TOWN_WORD =
  /^(?:town|city|village|port|suburb|district|camp|neighbourhood|neighborhood|capital|settlement)$/i;

/** "Idlib province", "the city of Homs": the region or town that the words before or after "of" name. */
export const regionOf = (reader: MentionReader, named: NamedSentence, mention: Mention): Referent | null => {
  const { sentence, hits, referents } = named;
  const { head } = mention;
  const form = sentence.tokens[head]?.form ?? '';
  if (!isRegionWord(sentence, head) && !TOWN_WORD.test(form)) return null;
  const of = /^of$/i.test(sentence.tokens[head + 1]?.form ?? '') ? head + 2 : -1;
  const found = hitCovering(hits, of >= 0 ? of : head - 1);
  const referent = referents[found] ?? null;
  if (found >= 0) return referent?.place && referent.actor === null ? referent : null;
  const from = of >= 0 ? of : head - 1;
  if (sentence.tokens[from]?.upos !== 'PROPN') return null;
  const range = { from, to: from + 1 };
  return placeOf(reader, named, range, spanText(reader, sentence, range), true);
};

const LAND = /^(?:territory|soil|airspace|land|water|border|side|frontier)$/i;

/** "Syrian territory": the country as a place. */
export const landOf = (reader: MentionReader, named: NamedSentence, mention: Mention): Referent | null => {
  const { sentence, hits, referents } = named;
  if (!LAND.test(tokenAt(sentence, mention.head).lemma)) return null;
  const found = hitCovering(hits, mention.head - 1);
  const referent = referents[found];
  const state = referent?.key.startsWith('state:')
    ? reader.registry.states.get(referent.actor?.country ?? '')
    : null;
  return state ? stateReferent(state) : null;
};

/** "the square of Valencia": proper nouns that stage 2 took for a common noun, where they stand as a town's name. */
export const isUnmarkedTown = (
  reader: MentionReader,
  named: NamedSentence,
  range: Range,
  head: number,
): boolean => {
  const { sentence } = named;
  for (let index = range.from; index < range.to; index++)
    if (sentence.tokens[index]?.upos !== 'PROPN' || hitCovering(named.hits, index) >= 0) return false;
  return (
    readingAt(sentence, head) === 'place' &&
    placeOf(reader, named, range, spanText(reader, sentence, range), true) !== null
  );
};
