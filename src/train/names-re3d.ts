// re3d's entity spans become labels for the name tagger and examples for the kind classifier. re3d marks whole
// phrases ("Iraqi President Fuad Masum") and parts of them; the bare name is what remains of a phrase at its end.

import { headOf } from '../2-analyse/mentions.ts';
import type { MentionClass } from '../2-analyse/mentions-kinds.ts';
import type { Name } from '../2-analyse/names.ts';
import { countCases, wordCodes } from '../2-analyse/names-features.ts';
import { labelOf, OUTSIDE } from '../2-analyse/names-model.ts';
import { nameWordBits, nameWordClass } from '../2-analyse/names-words.ts';
import type { NameKind, Sentence, Token } from '../schema/analysis.ts';
import {
  FREE,
  FREE_OTHER,
  isNameToken,
  isNationality,
  type LabelledDocument,
  setRange,
} from './names-data.ts';
import { type KindExample, kindExample } from './names-kinds.ts';

export interface Re3dEntity {
  readonly begin: number;
  readonly end: number;
  readonly type: string;
  readonly documentId: string;
  readonly confidence: number;
}

export interface Re3dDocument {
  readonly id: string;
  readonly title?: string | null;
  readonly text: string;
}

/** A gold span as a token range. */
interface GoldRange {
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  readonly kind: NameKind;
  readonly sure: boolean;
}

const kinds: Readonly<Record<string, NameKind>> = {
  Person: 'person',
  Organisation: 'organization',
  Location: 'place',
};

const rangesOf = (sentences: readonly Sentence[], entities: readonly Re3dEntity[]): GoldRange[] =>
  entities.flatMap(entity => {
    const kind = kinds[entity.type];
    const sentence = sentences.findIndex(s => s.start <= entity.begin && entity.begin < s.end);
    const tokens = sentences[sentence]?.tokens;
    if (!kind || !tokens) return [];
    const from = tokens.findIndex(token => token.end > entity.begin);
    const to = tokens.findLastIndex(token => token.start < entity.end) + 1;
    if (from < 0 || to <= from) return [];
    return [{ sentence, from, to, kind, sure: entity.confidence > 0 }];
  });

const has = (token: Token, bits: number): boolean => (wordCodes(token.form).classes & bits) !== 0;
const links = /^(of|and|for|the|in|al|el|bin|de|-|–|&|'s|’s|al-|'|’)$/i;

/** The capitalised run that ends the range, without titles and nationalities; null where there is none. */
const bareName = (tokens: readonly Token[], range: GoldRange): readonly [number, number] | null => {
  let from = range.to;
  while (from > range.from) {
    const token = tokens[from - 1] as Token;
    const codes = wordCodes(token.form);
    const inName =
      codes.capital || codes.digit || (links.test(token.form) && from - 1 > range.from && from < range.to);
    if (!inName) break;
    from--;
  }
  if (range.kind === 'person')
    for (let i = range.to - 1; i >= from; i--)
      if (has(tokens[i] as Token, nameWordBits.title) && !has(tokens[i] as Token, nameWordBits.given)) {
        from = i + 1;
        break;
      }
  const skip = (token: Token): boolean =>
    !wordCodes(token.form).capital ||
    token.upos === 'DET' ||
    (range.kind === 'person' && isNationality(token));
  while (
    from < range.to &&
    skip(tokens[from] as Token) &&
    !/^(al-?|el-?|\d.*)$/i.test((tokens[from] as Token).form)
  )
    from++;
  if (from >= range.to || !wordCodes((tokens[range.to - 1] as Token).form).capital) return null;
  // A common word with a capital at the sentence's start ("Witnesses") and a date are no names.
  const named = tokens
    .slice(from, range.to)
    .some((t, i) => t.upos === 'PROPN' || (from + i > 0 && wordCodes(t.form).capital));
  if (!named || tokens.slice(from, range.to).some(t => t.upos === 'PRON' || has(t, nameWordBits.calendar)))
    return null;
  return [from, range.to];
};

/** Labels for the tagger. What re3d leaves open is free. */
export const labelRe3d = (
  document: Re3dDocument,
  sentences: readonly Sentence[],
  entities: readonly Re3dEntity[],
): LabelledDocument => {
  const cases = countCases(sentences);
  const ranges = rangesOf(sentences, entities).sort(
    (a, b) =>
      Number(b.sure) - Number(a.sure) ||
      b.to - b.from - (a.to - a.from) ||
      Number(a.kind > b.kind) - Number(a.kind < b.kind),
  );
  const labelled = sentences.map((sentence, index) => {
    const { tokens } = sentence;
    const labels = new Int8Array(tokens.length);
    const taken = new Uint8Array(tokens.length);
    const inside = new Uint8Array(tokens.length);
    for (const range of ranges) {
      if (range.sentence !== index) continue;
      const bare = bareName(tokens, range);
      for (let i = range.from; i < range.to; i++) inside[i] = 1;
      if (!bare || bare[1] - bare[0] > 9 || taken.subarray(bare[0], bare[1]).some(x => x !== 0)) continue;
      const [from, to] = bare;
      taken.fill(1, from, to);
      const alone = to - from === 1 ? (tokens[from] as Token) : null;
      const isCountry = alone && has(alone, nameWordBits.country);
      setRange(labels, alone && isNationality(alone) ? 'group' : isCountry ? 'place' : range.kind, from, to);
    }
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (taken[i]) continue;
      if (isNationality(token)) labels[i] = labelOf('group', 'U');
      else if (inside[i] && wordCodes(token.form).capital) labels[i] = FREE;
      else labels[i] = isNameToken(token) ? FREE_OTHER : OUTSIDE;
    }
    return { sentence, cases, labels };
  });
  return { id: document.id, source: 're3d', sentences: labelled };
};

const classesOf = (kind: NameKind, head: Token): MentionClass[] => {
  if (kind === 'organization')
    return head.xpos === 'NNS' || head.xpos === 'NNPS'
      ? ['organization', 'people', 'group']
      : ['organization'];
  return kind === 'person' || kind === 'place' ? [kind] : [];
};

/** Examples for the kind classifier from the heads of re3d's spans; capitalised heads in no span are `other`. */
export const kindExamplesOfRe3d = (
  sentences: readonly Sentence[],
  entities: readonly Re3dEntity[],
  names: readonly (readonly Name[])[],
): KindExample[] => {
  const ranges = rangesOf(sentences, entities);
  return sentences.flatMap((sentence, index) => {
    const nameAt = new Map(
      (names[index] ?? []).map(name => [headOf(sentence, name.from, name.to), name.kind]),
    );
    const byHead = new Map<number, Set<MentionClass>>();
    const covered = new Uint8Array(sentence.tokens.length);
    for (const range of ranges) {
      if (range.sentence !== index) continue;
      covered.fill(1, range.from, range.to);
      const head = headOf(sentence, range.from, range.to);
      const classes = byHead.get(head) ?? new Set<MentionClass>();
      if (range.sure || classes.size === 0)
        for (const found of classesOf(range.kind, sentence.tokens[head] as Token)) classes.add(found);
      byHead.set(head, classes);
    }
    return sentence.tokens.flatMap((token, i) => {
      const right = byHead.get(i);
      const name = nameAt.get(i) ?? null;
      if (right && (token.upos === 'NOUN' || token.upos === 'PROPN'))
        return [kindExample(sentence, i, name, name === 'group' ? [...right, 'group'] : [...right])];
      // "fighter" in "bomber and fighter aircraft" would teach that fighters are things.
      const nounAlone =
        token.upos === 'NOUN' &&
        !covered[i] &&
        token.deprel !== 'compound' &&
        (nameWordClass(token.lemma.toLowerCase()) & nameWordBits.personNoun) === 0;
      return nounAlone ? [kindExample(sentence, i, name, ['other', 'time'])] : [];
    });
  });
};
