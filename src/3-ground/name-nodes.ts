// Name mentions -> nodes: a listed name, a common noun written as a name ("Turkish Foreign Ministry"), a town, or a
// name that only the report knows.
import type { Mention, NameKind, Sentence, Token } from '../schema/analysis.ts';
import { tokenAt } from '../schema/tree.ts';
import { isOfCalendar } from './calendar-words.ts';
import { isUnmarkedTown, landOf, placeOf, regionOf, TOWN_WORD } from './name-places.ts';
import { countedPeople, isAdjective, oneOfPeople } from './nationals.ts';
import type { Node } from './node.ts';
import { agentAt, describePhrase, hitCovering, isEthnic, type NamedSentence } from './noun-phrase.ts';
import {
  clampHead,
  commonText,
  ethnicNode,
  type MentionReader,
  phraseNode,
  type Range,
  spanOf,
  spanText,
} from './phrase-nodes.ts';
import { directionBefore, pointsOf, type Reading, readingAt } from './position.ts';
import { headOf, isRegionWord } from './read-names.ts';
import { actorRef, type Referent } from './referent.ts';
import type { NameHit } from './sentence-names.ts';
import { readTitle, titleBefore, titleInApposition } from './title.ts';

const EDGE = /^(?:the|a|an|this|that|these|those|['’]s|['’]|[\p{P}\p{S}]+)$/iu;

/** "from Misrata": stage 2 may take a preposition into a name. */
const isPreposition = ({ upos, form }: Token): boolean => upos === 'ADP' && /^\p{Ll}+$/u.test(form);

/** Without determiner, preposition, quotation marks and possessive ending. */
const trim = (sentence: Sentence, range: Range): Range => {
  let { from, to } = range;
  const isEdge = (token: Token): boolean => EDGE.test(token.form) || isPreposition(token);
  while (from < to - 1 && isEdge(tokenAt(sentence, from))) from++;
  while (to - 1 > from && EDGE.test(tokenAt(sentence, to - 1).form)) to--;
  return { from, to };
};

/** A state named as place or as party: "Turkey said", "in Turkey"; persons and groups are never places. */
const readingOf = (sentence: Sentence, head: number, referent: Referent | null): Reading => {
  if (!referent) return readingAt(sentence, head);
  if (referent.place === null) return 'actor';
  if (referent.actor === null) return 'place';
  return readingAt(sentence, head);
};

const LEADS_UP = new Set(['ADJ', 'DET', 'NUM', 'ADV', 'PUNCT', 'VERB']);

/** Words before a listed name that belong to the phrase but not to the name: "war-torn", "Western", "ethnic". */
const leadsUp = (sentence: Sentence, from: number, to: number): boolean => {
  for (let index = from; index < to; index++) {
    const token = tokenAt(sentence, index);
    if (!LEADS_UP.has(token.upos) && pointsOf(token.form).length === 0 && /^\p{Lu}/u.test(token.form))
      return false;
  }
  return true;
};

/** The listed name at the head of a mention, -1 where there is none: "Syria" in "north-eastern Syria". */
const hitAtHead = (reader: MentionReader, named: NamedSentence, mention: Mention, range: Range): number => {
  const { sentence, hits, referents } = named;
  const hasName = mention.nameFrom >= 0;
  const last = (hasName ? mention.nameTo : mention.head + 1) - 1;
  for (const at of [mention.head, last, isRegionWord(sentence, last) ? last - 1 : -1]) {
    const found = at < 0 ? -1 : hitCovering(hits, at);
    const hit = hits[found];
    if (!hit || !referents[found]) continue;
    if (!hasName) {
      if (hit.from <= mention.head && mention.head < hit.to) return found;
      continue;
    }
    const reaches = hit.to >= mention.nameTo || (hit.to === last && isRegionWord(sentence, last));
    const begins =
      hit.from <= mention.nameFrom ||
      leadsUp(sentence, Math.max(range.from, mention.nameFrom), hit.from) ||
      readTitle(reader.registry, named, range.from, hit.to).at === hit.from;
    if (reaches && begins) return found;
  }
  return -1;
};

interface Shape {
  readonly mention: Mention;
  readonly core: Range;
  readonly kind: NameKind | null;
  readonly surface: string;
  readonly referent: Referent | null;
  readonly title: Node['title'];
  readonly isNamed: boolean;
}

const nodeOf = (named: NamedSentence, shape: Shape): Node => {
  const { sentence } = named;
  const { mention, core, referent } = shape;
  const direction = referent?.key.startsWith('part:') ? directionBefore(sentence, core.from) : null;
  // A listed name may be longer than what stage 2 took for the name.
  const range = {
    from: Math.min(direction?.from ?? core.from, mention.from, core.from),
    to: Math.max(mention.to, core.to),
  };
  const head = clampHead(mention.head, range);
  return {
    sentence: sentence.index,
    ...range,
    core,
    head,
    form: mention.form,
    isNamed: shape.isNamed,
    span: spanOf(sentence, range),
    surface: shape.surface,
    kind: shape.kind,
    reading: readingOf(sentence, head, referent),
    referent,
    title: shape.title,
    phrase: null,
    locatedIn: null,
  };
};

const listedNode = (
  reader: MentionReader,
  named: NamedSentence,
  mention: Mention,
  range: Range,
  at: number,
): Node => {
  const { sentence, hits, referents } = named;
  const hit = hits[at] as NameHit;
  if (referents[at]?.key.startsWith('people:') && isEthnic(sentence, hit))
    return ethnicNode(reader, named, mention, hit);
  const referent = oneOfPeople(reader, countedPeople(referents[at] as Referent, sentence, range, hit), {
    sentence,
    range: mention,
    hit,
  });
  const title =
    referent.kind === 'person'
      ? (readTitle(reader.registry, named, range.from, hit.from + 1).title ??
        titleBefore(reader.registry, named, hit.from))
      : null;
  const node = nodeOf(named, {
    mention,
    core: hit,
    kind: referent.kind,
    surface: spanText(reader, sentence, hit),
    referent,
    title,
    isNamed: true,
  });
  return isAdjective(sentence, hit) ? { ...node, form: 'nominal' } : node;
};

/** A registry name that stage 2 gave no mention. */
export const hitNode = (reader: MentionReader, named: NamedSentence, index: number): Node | null => {
  const { sentence } = named;
  const hit = named.hits[index] as NameHit;
  if (!named.referents[index]) return null;
  const head = headOf(sentence, hit.from, hit.to);
  const span = spanOf(sentence, hit);
  const mention: Mention = {
    ...span,
    sentence: sentence.index,
    from: hit.from,
    to: hit.to,
    head,
    form: 'name',
    kind: null,
    nameFrom: hit.from,
    nameTo: hit.to,
    titleFrom: -1,
    titleTo: -1,
  };
  return listedNode(reader, named, mention, hit, index);
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

/** A mention without a proper name at its head: an agent phrase, a country's land, or something else. */
export const nominalNode = (reader: MentionReader, named: NamedSentence, mention: Mention): Node => {
  const { sentence } = named;
  const range = trim(sentence, mention);
  const head = clampHead(mention.head, mention);
  if (mention.nameFrom < 0 && isUnmarkedTown(reader, named, range, head))
    return nameNode(reader, named, { ...mention, kind: 'place', nameFrom: range.from, nameTo: range.to });
  const found = hitAtHead(reader, named, { ...mention, head, nameFrom: -1, nameTo: -1 }, range);
  if (found >= 0) return listedNode(reader, named, { ...mention, head }, range, found);
  const at = agentAt(reader.registry, sentence, head);
  if (at) {
    const phrase = describePhrase(reader.registry, named, at);
    const node = phraseNode(reader, named, phrase, mention, head, mention.form);
    // Stage 2 has learned which named groups act as a body: "the Syrian opposition".
    return mention.form === 'name' && mention.kind === 'organization'
      ? { ...node, kind: mention.kind }
      : node;
  }
  const land = landOf(reader, named, { ...mention, head });
  const referent = land ?? regionOf(reader, named, { ...mention, head });
  return nodeOf(named, {
    // "Syrian airspace" names Syria.
    mention: land ? { ...mention, form: 'name' } : mention,
    core: range,
    kind: referent?.kind ?? mention.kind,
    surface: commonText(reader, sentence, range),
    referent,
    title: null,
    isNamed: false,
  });
};

/** "Mr Aldan" is in no place of that name. */
const isAddressed = (sentence: Sentence, from: number): boolean =>
  /^(?:mr|mrs|ms|miss|dr|sir|lady|lord)\.?$/i.test(sentence.tokens[from - 1]?.form ?? '');

/** "near Sheikh Zuweid", "in General Santos": a title that is part of a town's name. */
const isTitledTown = (reader: MentionReader, named: NamedSentence, mention: Mention, name: Range): boolean =>
  mention.kind === 'person' &&
  /^(?:in|near|at|around|outside|towards?|from)$/i.test(named.sentence.tokens[name.from - 1]?.form ?? '') &&
  placeOf(reader, named, name, spanText(reader, named.sentence, name), true) !== null;

const commonNounNode = (
  reader: MentionReader,
  named: NamedSentence,
  mention: Mention,
  core: Range,
): Node | null => {
  const { sentence } = named;
  // "the Members of the Security Council": the listed body, and no security council of a state
  const listed = hitCovering(named.hits, core.to - 1);
  const body = named.hits[listed];
  if (
    body &&
    body.from > core.from &&
    body.to === core.to &&
    named.referents[listed]?.actor?.sector === 'UNO'
  )
    return listedNode(reader, named, mention, core, listed);
  const at =
    agentAt(reader.registry, sentence, core.to - 1) ??
    agentAt(reader.registry, sentence, core.from) ??
    agentAt(reader.registry, sentence, mention.head);
  if (!at) return null;
  const phrase = describePhrase(reader.registry, named, at);
  const whole = phrase.from <= core.from && phrase.to >= core.to;
  // "Forces for Defence of Democracy" is more than forces.
  const told =
    phrase.end >= core.to &&
    phrase.modifiers === '' &&
    (phrase.countries.length > 0 || phrase.agent.body !== null);
  if (phrase.start < mention.from - 1 || !(whole || told)) return null;
  return phraseNode(reader, named, phrase, mention, clampHead(mention.head, mention), 'name');
};

export const nameNode = (reader: MentionReader, named: NamedSentence, mention: Mention): Node => {
  const { sentence } = named;
  const range = trim(sentence, mention);
  const found = hitAtHead(reader, named, mention, range);
  if (found >= 0) return listedNode(reader, named, mention, range, found);
  if (mention.nameFrom < 0) return nominalNode(reader, named, mention);
  const bare = trim(sentence, { from: mention.nameFrom, to: mention.nameTo });
  // "Saint-Denis" is no saint.
  const parsed =
    mention.kind === 'place'
      ? { at: bare.from, title: null }
      : readTitle(reader.registry, named, Math.min(range.from, bare.from), bare.to);
  const titled = { from: Math.min(range.from, bare.from), to: bare.to };
  if (parsed.title !== null && isTitledTown(reader, named, mention, titled))
    return nameNode(reader, named, { ...mention, kind: 'place', nameFrom: titled.from });
  const core = { from: parsed.at >= bare.to ? bare.from : Math.max(parsed.at, bare.from), to: bare.to };
  if (mention.kind !== 'person' || parsed.at >= bare.to) {
    const node = commonNounNode(reader, named, mention, core);
    if (node) return node;
  }
  const surface = spanText(reader, sentence, core);
  const certain = mention.kind === 'place' || readingAt(sentence, mention.head) === 'place';
  const isPerson =
    mention.kind === 'person' && (reader.surnames.has(surface) || isAddressed(sentence, core.from));
  const maybePlace = mention.kind !== 'organization' && parsed.title === null && !isPerson;
  const open = certain || mention.kind === 'other' || mention.kind === null;
  const town = maybePlace && open ? placeOf(reader, named, core, surface, certain) : null;
  // "in Husaybah": what stage 2 took for a person is a town where the report's country has one of that name.
  const isTown =
    (certain && mention.kind !== 'person') || reader.context.countries.has(town?.place?.country ?? '');
  const referent =
    (isTown ? town : null) ??
    (mention.kind === 'organization' || mention.kind === 'group'
      ? unlistedOrganization(reader, named, core, surface)
      : null);
  if (!referent && mention.kind === 'place')
    reader.issues.push({
      code: 'ground/unknown-place',
      message: `"${surface}" is in no table of places for the countries of this report; it stays without coordinates. A GeoNames dump with it can be added by "places import".`,
      ...spanOf(sentence, core),
    });
  const title =
    referent && referent.kind !== 'person'
      ? null
      : (parsed.title ??
        titleBefore(reader.registry, named, range.from) ??
        titleInApposition(reader.registry, named, mention.head));
  const kind = referent?.kind ?? mention.kind ?? (title ? 'person' : null);
  return nodeOf(named, { mention, core, kind, surface, referent, title, isNamed: true });
};

/** "the town of Sake", "in Sake": proper nouns that no one marked, when a table of towns knows them. */
export const townNodes = (reader: MentionReader, named: NamedSentence, taken: Uint8Array): Node[] => {
  const { sentence } = named;
  const { tokens } = sentence;
  const nodes: Node[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from]?.upos !== 'PROPN' || taken[from]) continue;
    let to = from + 1;
    while (to < tokens.length && to < from + 5 && tokens[to]?.upos === 'PROPN' && !taken[to]) to++;
    const head = headOf(sentence, from, to);
    const before = tokens[from - 1]?.form ?? '';
    const town =
      TOWN_WORD.test(before) || (/^of$/i.test(before) && TOWN_WORD.test(tokens[from - 2]?.form ?? ''));
    const core = { from, to };
    from = to;
    if (!town && readingAt(sentence, head) !== 'place') continue;
    const surface = spanText(reader, sentence, core);
    if (isOfCalendar(surface)) continue;
    const referent = placeOf(reader, named, core, surface, true);
    const country = referent?.place?.country;
    if (!referent || !(town || (country && reader.context.countries.has(country)))) continue;
    const mention: Mention = {
      ...spanOf(sentence, core),
      ...core,
      sentence: sentence.index,
      head,
      form: 'name',
      kind: 'place',
      nameFrom: core.from,
      nameTo: core.to,
      titleFrom: -1,
      titleTo: -1,
    };
    nodes.push(
      nodeOf(named, { mention, core, kind: 'place', surface, referent, title: null, isNamed: true }),
    );
  }
  return nodes;
};

export const pronounNode = (reader: MentionReader, named: NamedSentence, mention: Mention): Node => {
  const surface = spanText(reader, named.sentence, mention);
  const shape = {
    mention,
    core: mention,
    kind: mention.kind,
    surface,
    referent: null,
    title: null,
    isNamed: false,
  };
  return { ...nodeOf(named, shape), reading: 'actor' };
};
