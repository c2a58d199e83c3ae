// Mentions of stage 2, and the registry names and agent nouns it left out -> nodes, each with what it says of itself.
import type { Analysis, Mention, NameKind, Sentence } from '../schema/analysis.ts';
import { relation, tokenAt } from '../schema/tree.ts';
import type { Node } from './node.ts';
import {
  agentAt,
  describePhrase,
  hitCovering,
  hitFrom,
  type NamedSentence,
  type Phrase,
} from './noun-phrase.ts';
import { directionBefore, type Reading, readingAt } from './position.ts';
import {
  cityReferent,
  countryBeside,
  headOf,
  isRegionUse,
  type NameReader,
  partReferent,
} from './read-names.ts';
import { actorRef, bodyReferent, describedReferent, placeReferent, type Referent } from './referent.ts';
import type { NameHit } from './sentence-names.ts';
import { readTitle, titleBefore, titleInApposition, titleOfPhrase } from './title.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

const EDGE = /^(?:the|a|an|this|that|these|those|['’]s|['’]|[\p{P}\p{S}]+)$/iu;

/** Without determiner, quotation marks and possessive ending. */
const trim = (sentence: Sentence, range: Range): Range => {
  let { from, to } = range;
  while (from < to - 1 && EDGE.test(tokenAt(sentence, from).form)) from++;
  while (to - 1 > from && EDGE.test(tokenAt(sentence, to - 1).form)) to--;
  return { from, to };
};

const spanOf = (sentence: Sentence, { from, to }: Range) => ({
  start: tokenAt(sentence, from).start,
  end: tokenAt(sentence, to - 1).end,
});

const clampHead = (head: number, range: Range): number =>
  head >= range.from && head < range.to ? head : range.to - 1;

/** The referent of a nominal agent, once its country is known (null: described without one). */
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
  if (state && agent.body && served === null && !others)
    return bodyReferent(state, agent.body, phrase.sector);
  // "Kurdish forces": a people has no army of a state.
  const sector = served?.kind === 'group' && phrase.sector === 'MIL' ? 'PRM' : phrase.sector;
  const whose = country ?? served?.key ?? '';
  const key = phrase.counted ? `one:${unique}` : `agent:${whose}/${agent.lemma}/${phrase.modifiers}`;
  const referent = describedReferent(agent, key, surface, country ?? served?.actor?.country ?? null, sector);
  return phrase.modifiers === '' ? referent : { ...referent, office: null };
};

export interface MentionReader extends NameReader {
  readonly text: string;
  readonly named: readonly NamedSentence[];
}

const spanText = (reader: MentionReader, sentence: Sentence, range: Range): string => {
  const span = spanOf(sentence, range);
  return reader.text.slice(span.start, span.end).replace(/\s+/g, ' ');
};

interface Shape {
  readonly sentence: Sentence;
  readonly range: Range;
  readonly head: number;
  readonly form: Node['form'];
  readonly kind: NameKind | null;
  readonly surface: string;
  readonly reading: Reading;
  readonly referent: Referent | null;
  readonly title: Node['title'];
  readonly phrase: Phrase | null;
}

const nodeOf = (shape: Shape): Node => ({
  sentence: shape.sentence.index,
  from: shape.range.from,
  to: shape.range.to,
  head: shape.head,
  form: shape.form,
  span: spanOf(shape.sentence, shape.range),
  surface: shape.surface,
  kind: shape.kind,
  reading: shape.reading,
  referent: shape.referent,
  title: shape.title,
  phrase: shape.phrase,
});

/** A state named as place or as party: "Turkey said", "in Turkey"; persons and groups are never places. */
const readingOf = (sentence: Sentence, head: number, referent: Referent | null): Reading => {
  if (!referent) return readingAt(sentence, head);
  if (referent.place === null) return 'actor';
  if (referent.actor === null) return 'place';
  return readingAt(sentence, head);
};

const phraseSurface = (reader: MentionReader, sentence: Sentence, phrase: Phrase): string => {
  let from = phrase.start;
  while (
    from < phrase.from &&
    (['DET', 'NUM', 'ADV', 'PUNCT', 'PRON', 'ADP'].includes(tokenAt(sentence, from).upos) ||
      /^(?:more|most|many|several|few|other|some|least|than)$/i.test(tokenAt(sentence, from).form))
  )
    from++;
  return spanText(reader, sentence, { from, to: phrase.end });
};

const phraseNode = (
  reader: MentionReader,
  named: NamedSentence,
  phrase: Phrase,
  range: Range,
  head: number,
  form: Node['form'],
): Node => {
  const { sentence } = named;
  const surface = phraseSurface(reader, sentence, phrase);
  const country = phrase.countries[0] ?? null;
  const known = country !== null || phrase.served !== null;
  return nodeOf({
    sentence,
    range,
    head,
    form,
    kind: phrase.agent.kind,
    surface,
    reading: 'actor',
    referent: known
      ? phraseReferent(reader, phrase, country, surface, `${sentence.index}/${phrase.from}`)
      : null,
    title: null,
    phrase,
  });
};

/** "the Turkish and Syrian ministers": the same words once more, read with the second country. */
const twinNodes = (reader: MentionReader, named: NamedSentence, node: Node): Node[] => {
  const { phrase } = node;
  if (!phrase || phrase.countries.length < 2) return [];
  return phrase.countries.slice(1).map(country => {
    const own = { ...phrase, countries: [country] };
    const adjective = reader.registry.states.get(country)?.adjective ?? country;
    const surface = `${adjective} ${spanText(reader, named.sentence, { from: phrase.from, to: phrase.to })}`;
    return {
      ...node,
      phrase: own,
      surface,
      referent: phraseReferent(reader, own, country, surface, `${node.sentence}/${phrase.from}/${country}`),
    };
  });
};

const hitAt = (named: NamedSentence, range: Range): number => {
  const found = hitFrom(named.hits, range.from);
  return named.hits[found]?.to === range.to ? found : -1;
};

/** An organisation that is not listed: the country from a nationality in its name, the sector from its last noun. */
const unlistedOrganization = (
  reader: MentionReader,
  named: NamedSentence,
  range: Range,
  name: string,
): Referent | null => {
  const { sentence, hits, referents } = named;
  let inside = -1;
  for (let index = range.from; index < range.to && inside < 0; index++) inside = hitCovering(hits, index);
  const country = referents[inside]?.actor?.country ?? referents[inside]?.place?.country ?? null;
  const agent = agentAt(reader.registry, sentence, range.to - 1)?.agent ?? null;
  if (country === null && !agent?.sector) return null;
  return {
    key: '',
    hard: false,
    kind: 'organization',
    name: null,
    actor: actorRef(null, name, country, agent?.sector ?? null),
    place: null,
    office: null,
  };
};

const placeOf = (
  reader: MentionReader,
  named: NamedSentence,
  range: Range,
  name: string,
  certain: boolean,
): Referent | null => {
  const { sentence, hits } = named;
  const beside = countryBeside(sentence, hits, range.from, range.to, reader.context);
  const cues = { sentence: sentence.index, beside, certain, regions: reader.regions };
  let place = cityReferent(reader, name, cues, spanOf(sentence, range));
  if (!place && beside !== null && !reader.context.countries.has(beside)) return null;
  if (!place && beside !== null)
    place = cityReferent(reader, name, { ...cues, beside: null }, spanOf(sentence, range));
  if (!place) return null;
  const whole = placeReferent(place);
  const direction = directionBefore(sentence, range.from);
  if (direction) return partReferent(whole, 5, direction);
  if (!isRegionUse(sentence, range.from, range.to) || !whole.place) return whole;
  return { ...whole, key: `${whole.key}/region`, place: { ...whole.place, precision: 2 } };
};

const nameNode = (reader: MentionReader, named: NamedSentence, mention: Mention): Node => {
  const { sentence } = named;
  const range = trim(sentence, mention);
  const head = clampHead(mention.head, range);
  const whole = hitAt(named, range);
  const parsed =
    whole >= 0 ? { at: range.from, title: null } : readTitle(reader.registry, named, range.from, range.to);
  const core = { from: parsed.at, to: range.to };
  const agentRange = parsed.at >= range.to ? range : core;
  const hit = hitAt(named, core);
  const listed = named.referents[hit] ?? null;
  if (!listed && mention.kind !== 'person') {
    const at =
      agentAt(reader.registry, sentence, agentRange.to - 1) ??
      agentAt(reader.registry, sentence, mention.head);
    const phrase = at && describePhrase(reader.registry, named, at);
    // "Turkish Foreign Ministry", "Government of Iraq": named by the common noun alone.
    if (
      phrase &&
      phrase.start >= range.from - 1 &&
      phrase.modifiers === '' &&
      (phrase.countries.length > 0 || phrase.agent.body)
    )
      return phraseNode(reader, named, phrase, mention, clampHead(mention.head, mention), 'name');
  }
  const surface = spanText(reader, sentence, core.from < core.to ? core : range);
  const place = !listed && (mention.kind === 'place' || mention.kind === null || mention.kind === 'other');
  const certain = mention.kind === 'place' || readingAt(sentence, head) === 'place';
  const referent =
    listed ??
    (place && parsed.title === null && certain ? placeOf(reader, named, core, surface, certain) : null) ??
    (mention.kind === 'organization' || mention.kind === 'group'
      ? unlistedOrganization(reader, named, core, surface)
      : null);
  if (!referent && mention.kind === 'place')
    reader.issues.push({
      code: 'ground/unknown-place',
      message: `"${surface}" is in no table of places for the countries of this report; it stays without coordinates. A GeoNames dump with it can be added by "places import".`,
      ...spanOf(sentence, core.from < core.to ? core : range),
    });
  const personal = !referent || referent.kind === 'person';
  const title = personal
    ? (parsed.title ??
      titleBefore(reader.registry, named, range.from) ??
      titleInApposition(reader.registry, named, head))
    : null;
  const direction = referent?.key.startsWith('part:') ? directionBefore(sentence, core.from) : null;
  return nodeOf({
    sentence,
    range: direction ? { from: Math.min(direction.from, mention.from), to: mention.to } : mention,
    head,
    form: 'name',
    kind: referent?.kind ?? mention.kind ?? (title ? 'person' : null),
    surface,
    reading: readingOf(sentence, head, referent),
    referent,
    title,
    phrase: null,
  });
};

const nominalNode = (reader: MentionReader, named: NamedSentence, mention: Mention): Node => {
  const { sentence } = named;
  const head = clampHead(mention.head, mention);
  const at = agentAt(reader.registry, sentence, head);
  if (at)
    return phraseNode(reader, named, describePhrase(reader.registry, named, at), mention, head, 'nominal');
  const covering = hitCovering(named.hits, head);
  const referent = named.referents[covering] ?? null;
  const range = trim(sentence, mention);
  return nodeOf({
    sentence,
    range: mention,
    head,
    form: 'nominal',
    kind: referent?.kind ?? mention.kind,
    surface: spanText(reader, sentence, range),
    reading: readingOf(sentence, head, referent),
    referent,
    title: null,
    phrase: null,
  });
};

const pronounNode = (reader: MentionReader, sentence: Sentence, mention: Mention): Node =>
  nodeOf({
    sentence,
    range: mention,
    head: clampHead(mention.head, mention),
    form: 'pronoun',
    kind: mention.kind,
    surface: spanText(reader, sentence, mention),
    reading: 'actor',
    referent: null,
    title: null,
    phrase: null,
  });

const readMention = (reader: MentionReader, mention: Mention): Node => {
  const named = reader.named[mention.sentence] as NamedSentence;
  switch (mention.form) {
    case 'name':
      return nameNode(reader, named, mention);
    case 'nominal':
      return nominalNode(reader, named, mention);
    case 'pronoun':
      return pronounNode(reader, named.sentence, mention);
  }
};

/** Nationality adjectives count as nominal: the name of no place or actor stands there. */
const hitForm = (sentence: Sentence, hit: NameHit): Node['form'] => {
  const adjective = hit.entries.some(entry => entry.sense.kind === 'state' && entry.sense.as === 'adjective');
  const named = hit.entries.some(entry => entry.sense.kind === 'state' && entry.sense.as === 'name');
  return adjective && !named && tokenAt(sentence, hit.from).upos !== 'PROPN' ? 'nominal' : 'name';
};

const hitNode = (reader: MentionReader, named: NamedSentence, index: number): Node | null => {
  const { sentence } = named;
  const hit = named.hits[index] as NameHit;
  const referent = named.referents[index];
  if (!referent) return null;
  const direction = referent.key.startsWith('part:') ? directionBefore(sentence, hit.from) : null;
  const range = { from: direction?.from ?? hit.from, to: hit.to };
  const head = headOf(sentence, hit.from, hit.to);
  const title = referent.kind === 'person' ? titleBefore(reader.registry, named, hit.from) : null;
  return nodeOf({
    sentence,
    range,
    head,
    form: hitForm(sentence, hit),
    kind: referent.kind,
    surface: spanText(reader, sentence, hit),
    reading: readingOf(sentence, head, referent),
    referent,
    title,
    phrase: null,
  });
};

export interface ReadMentions {
  /** First those of `analysis.mentions`, with the same indices; then the ones added here. */
  readonly nodes: readonly Node[];
}

const covers = (outer: Range, inner: Range): boolean => outer.from <= inner.from && inner.to <= outer.to;

export const readMentions = (reader: MentionReader, analysis: Analysis): ReadMentions => {
  const nodes: Node[] = analysis.mentions.map(mention => readMention(reader, mention));
  const bySentence: Node[][] = analysis.sentences.map(() => []);
  for (const node of nodes) bySentence[node.sentence]?.push(node);
  const added: Node[] = [];
  for (const named of reader.named) {
    const { sentence } = named;
    const own = bySentence[sentence.index] ?? [];
    const heads = new Set(own.map(node => node.head));
    for (const [index, hit] of named.hits.entries()) {
      const inName = own.some(
        node => node.form === 'name' && node.phrase === null && covers(node, hit) && !isTitlePart(node, hit),
      );
      const same = own.some(
        node => node.form !== 'pronoun' && node.referent !== null && node.referent === named.referents[index],
      );
      if (inName || same) continue;
      const node = hitNode(reader, named, index);
      if (!node) continue;
      added.push(node);
      heads.add(node.head);
    }
    for (const [index, token] of sentence.tokens.entries()) {
      if (token.upos !== 'NOUN' || heads.has(index)) continue;
      if (['compound', 'flat', 'amod'].includes(relation(token))) continue;
      if (own.some(node => node.form === 'name' && node.from <= index && index < node.to)) continue;
      const at = agentAt(reader.registry, sentence, index);
      if (!at) continue;
      const phrase = describePhrase(reader.registry, named, at);
      added.push(
        phraseNode(
          reader,
          named,
          phrase,
          { from: phrase.start, to: Math.max(phrase.end, index + 1) },
          index,
          'nominal',
        ),
      );
    }
  }
  nodes.push(...added);
  const twins = nodes.flatMap(node => twinNodes(reader, reader.named[node.sentence] as NamedSentence, node));
  return { nodes: [...nodes, ...twins] };
};

/** A nationality or organisation in the title of a person: "Turkish" in "Turkish President Erdogan". */
const isTitlePart = (node: Node, hit: NameHit): boolean =>
  node.kind === 'person' && hit.from === node.from && hit.to < node.head;

export { titleOfPhrase };
