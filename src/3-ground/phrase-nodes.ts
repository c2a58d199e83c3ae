// Agent phrases -> nodes: "Turkish troops" is the military of a state, "Hamas fighters" those of a group, "two
// soldiers" someone else at each mention.
import type { Mention, Sentence } from '../schema/analysis.ts';
import { tokenAt } from '../schema/tree.ts';
import type { Introduced } from './acronyms.ts';
import type { Node } from './node.ts';
import { describePhrase, type NamedSentence, type Phrase } from './noun-phrase.ts';
import type { NameReader } from './read-names.ts';
import { bodyReferent, describedReferent, type Referent } from './referent.ts';
import type { NameHit } from './sentence-names.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface MentionReader extends NameReader {
  readonly text: string;
  readonly named: readonly NamedSentence[];
  /** Acronyms that the report introduces. */
  readonly introduced: ReadonlyMap<string, Introduced>;
}

export const spanOf = (sentence: Sentence, { from, to }: Range) => ({
  start: tokenAt(sentence, from).start,
  end: tokenAt(sentence, to - 1).end,
});

export const spanText = (reader: MentionReader, sentence: Sentence, range: Range): string => {
  const span = spanOf(sentence, range);
  return reader.text.slice(span.start, span.end).replace(/\s+/g, ' ');
};

/** The text of a common noun: "Rebels" at the head of a sentence are "rebels". */
export const commonText = (reader: MentionReader, sentence: Sentence, range: Range): string => {
  const text = spanText(reader, sentence, range);
  const { upos, form } = tokenAt(sentence, range.from);
  const isRaised = range.from === 0 && upos !== 'PROPN' && /^\p{Lu}\p{Ll}/u.test(form);
  return isRaised && !isNation(reader, sentence) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
};

/** "Syrian rebels fled" keeps its capital. */
const isNation = (reader: MentionReader, sentence: Sentence): boolean =>
  reader.named[sentence.index]?.hits[0]?.from === 0;

export const clampHead = (head: number, range: Range): number =>
  head >= range.from && head < range.to ? head : range.to - 1;

/** The referent of an agent phrase, once its country is known (null: described without one). */
export const phraseReferent = (
  reader: NameReader,
  phrase: Phrase,
  country: string | null,
  surface: string,
  unique: string,
): Referent => {
  const { agent, served } = phrase;
  const state = country === null ? undefined : reader.registry.states.get(country);
  const others = phrase.modifiers !== '' || phrase.counted;
  const ofState = served === null || served.kind === 'person';
  if (state && agent.body && ofState && !others) return bodyReferent(state, agent.body, phrase.sector);
  // "Kurdish forces": a people has no army of a state.
  const sector = served?.kind === 'group' && phrase.sector === 'MIL' ? 'PRM' : phrase.sector;
  const whose = [country, served?.key].filter(part => part).join('+');
  const key = phrase.counted ? `one:${unique}` : `agent:${whose}/${agent.lemma}/${phrase.modifiers}`;
  const referent = describedReferent(
    agent,
    phrase.kind,
    key,
    surface,
    country ?? served?.actor?.country ?? null,
    sector,
  );
  return phrase.modifiers === '' && !phrase.plural ? referent : { ...referent, office: null };
};

const NO_NAME = new Set(['DET', 'NUM', 'ADV', 'PUNCT', 'PRON', 'ADP', 'CCONJ']);
const QUANTITY = /^(?:more|most|many|several|few|other|some|least|than|tens|dozens|hundreds|thousands)$/i;

const phraseSurface = (reader: MentionReader, sentence: Sentence, phrase: Phrase): string => {
  let { start: from } = phrase;
  while (
    from < phrase.from &&
    (NO_NAME.has(tokenAt(sentence, from).upos) || QUANTITY.test(tokenAt(sentence, from).form))
  )
    from++;
  return commonText(reader, sentence, { from, to: phrase.end });
};

const sharedSurface = (
  reader: MentionReader,
  sentence: Sentence,
  phrase: Phrase,
  country: string,
): string => {
  const adjective = reader.registry.states.get(country)?.adjective ?? country;
  return `${adjective} ${spanText(reader, sentence, phrase)}`;
};

export const phraseNode = (
  reader: MentionReader,
  named: NamedSentence,
  phrase: Phrase,
  range: Range,
  head: number,
  form: Node['form'],
): Node => {
  const { sentence } = named;
  const country = phrase.countries[0] ?? null;
  const surface =
    phrase.countries.length > 1 && country !== null
      ? sharedSurface(reader, sentence, phrase, country)
      : phraseSurface(reader, sentence, phrase);
  // "Kurdish militias": a people across borders leaves the country to the scene.
  const people = phrase.served?.kind === 'group' && phrase.served.actor?.country === null;
  const known = country !== null || (phrase.served !== null && !people);
  const unique = `${sentence.index}/${phrase.from}`;
  return {
    sentence: sentence.index,
    ...range,
    core: phrase,
    head,
    form,
    isNamed: false,
    span: spanOf(sentence, range),
    surface,
    kind: phrase.kind,
    reading: 'actor',
    referent: known ? phraseReferent(reader, phrase, country, surface, unique) : null,
    title: null,
    phrase,
    locatedIn: null,
  };
};

/** "ethnic Albanians": people whose country the scene must tell. */
export const ethnicNode = (
  reader: MentionReader,
  named: NamedSentence,
  mention: Mention,
  hit: NameHit,
): Node => {
  const agent = {
    lemma: `ethnic ${hit.key}`,
    sector: 'CVL',
    kind: 'group',
    body: null,
    office: null,
    inherits: false,
  } as const;
  const phrase = describePhrase(reader.registry, named, { agent, from: hit.from, to: hit.to });
  const node = phraseNode(reader, named, phrase, mention, clampHead(mention.head, mention), mention.form);
  return { ...node, surface: commonText(reader, named.sentence, { from: hit.from - 1, to: hit.to }) };
};

/** "the Turkish and Syrian ministers": the same words once more, read with the second country. */
export const twinNodes = (reader: MentionReader, node: Node): Node[] => {
  const { phrase } = node;
  const sentence = reader.named[node.sentence]?.sentence;
  if (!phrase || !sentence || phrase.countries.length < 2) return [];
  return phrase.countries.slice(1).map(country => {
    const own = { ...phrase, countries: [country] };
    const surface = sharedSurface(reader, sentence, phrase, country);
    const unique = `${node.sentence}/${phrase.from}/${country}`;
    return { ...node, phrase: own, surface, referent: phraseReferent(reader, own, country, surface, unique) };
  });
};
