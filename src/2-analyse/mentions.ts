// Sentences and their names become mentions: name phrases, nominals and pronouns, nested ones after the outer.
// A phrase spans the base noun phrase ("Iraqi President Fuad Masum"); the bare name inside it is kept beside.
import type { Mention, NameKind, Sentence, Token } from '../schema/analysis.ts';
import { relativeHead } from './coreference-facts.ts';
import { classOfMention, type KindWeights, type MentionClass } from './mentions-kinds.ts';
import { phraseRange, type Range } from './mentions-phrases.ts';
import type { Name } from './names.ts';
import { wordCodes } from './names-features.ts';
import { nameWordBits } from './names-words.ts';

const hasClass = (token: Token, bits: number): boolean => (wordCodes(token.form).classes & bits) !== 0;

/** Head of a token range: the token governed from outside. */
export const headOf = (sentence: Sentence, from: number, to: number): number => {
  for (let i = from; i < to; i++) {
    const head = (sentence.tokens[i] as Token).head;
    if (head < from || head >= to) return i;
  }
  return from;
};

/**
 * The noun whose phrase a name names: up over `flat` from "Masum" to "President" in "President Masum". A compound
 * ("Trump" in "the Trump administration") names something of its own.
 */
const phraseHead = (sentence: Sentence, name: Name): number => {
  let head = headOf(sentence, name.from, name.to);
  for (let steps = 0; steps < 8; steps++) {
    const token = sentence.tokens[head] as Token;
    const up = token.head;
    if (up < 0) break;
    const governor = sentence.tokens[up] as Token;
    const flat = token.deprel.startsWith('flat') && (up < name.from || up >= name.to);
    const title =
      name.kind === 'person' &&
      token.deprel === 'compound' &&
      up < head &&
      head - up <= 4 &&
      hasClass(governor, nameWordBits.title);
    if (!flat && !title) break;
    head = up;
  }
  return head;
};

const insidePhrase = new Set([
  'compound',
  'flat',
  'flat:name',
  'flat:foreign',
  'nmod:desc',
  'fixed',
  'goeswith',
]);

/** Personal, possessive and demonstrative pronouns, and relative ones with a noun to point back to; no expletives. */
const isPronoun = (sentence: Sentence, at: number): boolean => {
  const token = sentence.tokens[at] as Token;
  if (token.upos !== 'PRON' || token.xpos === 'EX' || token.deprel === 'expl') return false;
  return !token.xpos.startsWith('W') || relativeHead(sentence, at) >= 0;
};

/**
 * "Foreign Secretary" in "the Foreign Secretary statement" stands for a person of its own; so does "Minister" in
 * "as Minister for Port Affairs" where the tree hangs it on what he is minister for.
 */
const standsForHolder = (sentence: Sentence, at: number): boolean => {
  const { tokens } = sentence;
  const { form, head, deprel } = tokens[at] as Token;
  const next = tokens[at + 1];
  if (at === 0 || !wordCodes(form).capital || !hasClass(tokens[at] as Token, nameWordBits.title))
    return false;
  if (deprel === 'compound') return tokens[head]?.upos === 'NOUN' && next?.upos !== 'PUNCT';
  return head > at && (next?.upos === 'ADP' || next?.upos === 'SCONJ');
};

/** "al-Khani" in "the al-Khani mosque" takes no part in what happens there. */
const isNamesake = (sentence: Sentence, head: number, name: Name): boolean => {
  const { deprel, head: up } = sentence.tokens[head] as Token;
  const building = sentence.tokens[up];
  if (name.kind !== 'person' || deprel !== 'compound' || !building || up !== name.to) return false;
  return BUILDINGS.has(building.lemma) || hasClass(building, nameWordBits.placeHead);
};

const BUILDINGS = new Set(
  'mosque church shrine school hospital university stadium theatre theater'.split(' '),
);

/** Tokens that head a nominal of their own: nouns, and adjectives or numbers that stand for one ("the wounded"). */
const headsNominal = (sentence: Sentence, at: number): boolean => {
  const token = sentence.tokens[at] as Token;
  if (insidePhrase.has(token.deprel) && standsForHolder(sentence, at)) return true;
  if (token.upos === 'NOUN' || token.upos === 'PROPN') return !insidePhrase.has(token.deprel);
  const argument = /^(nsubj|obj|iobj|obl|nmod|conj|root)/.test(token.deprel);
  if (token.upos === 'NUM') return argument && token.deprel !== 'root';
  if (token.upos === 'ADJ' || token.upos === 'DET')
    return /^(nsubj|obj|iobj|obl|nmod)/.test(token.deprel) && token.deprel !== 'nmod:poss';
  return false;
};

/** "U.S." in "U.S. troops" does the work of a nationality. */
const isStateAsModifier = (sentence: Sentence, head: number, name: Name): boolean => {
  const token = sentence.tokens[head] as Token;
  const short = /^(\p{Lu}\.?){2,4}$/u.test(token.form) && hasClass(token, nameWordBits.country);
  return short && name.to - name.from === 1 && (token.deprel === 'compound' || token.deprel === 'amod');
};

/** Where a name's phrase begins: dates that the tree takes for a part of it stay out, "on Sunday Brovik said". */
const leadOf = (sentence: Sentence, from: number, name: Name): number => {
  let start = Math.min(from, name.from);
  for (let i = start; i < name.from; i++) {
    if (!hasClass(sentence.tokens[i] as Token, nameWordBits.calendar)) continue;
    start = i + 1;
    while (start < name.from && /^\d+$/.test((sentence.tokens[start] as Token).form)) start++;
  }
  return start;
};

/** A person's bare name takes no "of": "stripped Aldan of her citizenship". */
const isCutAtOf = (sentence: Sentence, name: Name, { from, to }: Range): boolean =>
  to > name.to &&
  from >= name.from &&
  (name.kind === 'person' || name.kind === 'place') &&
  sentence.tokens[name.to]?.form.toLowerCase() === 'of';

const titleRange = (sentence: Sentence, from: number, nameFrom: number): readonly [number, number] => {
  let start = nameFrom;
  for (let i = nameFrom - 1; i >= from; i--) {
    if (hasClass(sentence.tokens[i] as Token, nameWordBits.title)) start = i;
    else if (start - i > 3) break;
  }
  return start < nameFrom ? [start, nameFrom] : [-1, -1];
};

/** Kind of a mention from the class of its head. Plurals of persons act together, like a body: "Iraqi officials". */
const kindOfClass = (found: MentionClass, isNamed: boolean): NameKind => {
  if (found === 'time') return 'other';
  if (found === 'people') return isNamed ? 'organization' : 'group';
  return found;
};

/**
 * Is a phrase with no bare name at its head a name phrase all the same? By a name among its modifiers ("Iraqi forces",
 * "ISIL targets"), a title that stands for its holder ("the Foreign Secretary"), or a capitalised body or place.
 */
const isNamePhrase = (
  sentence: Sentence,
  head: number,
  { from, to }: Range,
  kind: NameKind,
  inName: Uint8Array,
): boolean => {
  if (kind === 'other') return false;
  const token = sentence.tokens[head] as Token;
  const body = kind === 'organization' || kind === 'place';
  for (let i = from; i < (body ? to : head); i++) if (inName[i]) return true;
  const capital = wordCodes(token.form).capital && (head > 0 || token.upos === 'PROPN');
  if (capital && (body || hasClass(token, nameWordBits.title))) return true;
  for (let i = Math.max(from, 1); i < head; i++) {
    const before = sentence.tokens[i] as Token;
    const { capital, allCapitals } = wordCodes(before.form);
    if (capital && (before.upos === 'PROPN' || (kind === 'person' && hasClass(before, nameWordBits.title))))
      return true;
    const acronym = allCapitals && sentence.tokens[i - 1]?.upos !== 'NUM' && !wordCodes(token.form).capital;
    if (acronym) return true;
  }
  return false;
};

export interface MentionModel {
  readonly kinds: KindWeights;
}

const mentionsOfSentence = (sentence: Sentence, names: readonly Name[], model: MentionModel): Mention[] => {
  const { tokens } = sentence;
  const nameAt = new Map<number, Name>();
  const inName = new Uint8Array(tokens.length);
  for (const name of names) {
    inName.fill(1, name.from, name.to);
    const head = phraseHead(sentence, name);
    const known = nameAt.get(head);
    if (!known || known.to - known.from < name.to - name.from) nameAt.set(head, name);
  }
  const found: Mention[] = [];
  const make = (
    head: number,
    from: number,
    to: number,
    form: Mention['form'],
    kind: NameKind | null,
    name: Name | null,
  ) => {
    const [titleFrom, titleTo] = name?.kind === 'person' ? titleRange(sentence, from, name.from) : [-1, -1];
    found.push({
      sentence: sentence.index,
      from,
      to,
      head,
      form,
      kind,
      nameFrom: name?.from ?? -1,
      nameTo: name?.to ?? -1,
      titleFrom,
      titleTo,
      start: (tokens[from] as Token).start,
      end: (tokens[to - 1] as Token).end,
    });
  };
  for (let i = 0; i < tokens.length; i++) {
    const name = nameAt.get(i) ?? null;
    if (name && isNamesake(sentence, i, name)) continue;
    if (name && !headsNominal(sentence, i)) {
      // A name inside another phrase: "Turkish" in "Turkish troops", "Trump" in "the Trump administration".
      const kind = isStateAsModifier(sentence, i, name) ? 'group' : name.kind;
      make(i, Math.min(name.from, i), Math.max(name.to, i + 1), 'name', kind, name);
    } else if (name || (headsNominal(sentence, i) && !inName[i])) {
      const range = phraseRange(sentence, i);
      const from = name ? leadOf(sentence, range.from, name) : range.from;
      const to = name ? Math.max(isCutAtOf(sentence, name, range) ? 0 : range.to, name.to) : range.to;
      // The whole report has settled what a name is; people of a kind ("Syrians") may act as a body.
      const own = name && name.kind !== 'group' && name.from <= i && i < name.to ? name.kind : null;
      const found = own ?? classOfMention(sentence, i, name?.kind ?? null, model.kinds);
      const named =
        name !== null || isNamePhrase(sentence, i, { from, to }, kindOfClass(found, true), inName);
      make(i, from, to, named ? 'name' : 'nominal', kindOfClass(found, named), name);
    } else if (isPronoun(sentence, i)) make(i, i, i + 1, 'pronoun', null, null);
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
};

/** All mentions of a report in text order. `names` holds one list a sentence. */
export const findMentions = (
  sentences: readonly Sentence[],
  names: readonly (readonly Name[])[],
  model: MentionModel,
): Mention[] => sentences.flatMap((sentence, i) => mentionsOfSentence(sentence, names[i] ?? [], model));
