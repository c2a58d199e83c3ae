// Treebank entities, UNER and re3d become label sequences for the name tagger: bare names without titles and
// determiners. A token whose label the source leaves open is free: the tagger may choose there.

import { type CaseCounts, countCases, wordCodes } from '../2-analyse/names-features.ts';
import { labelOf, OUTSIDE } from '../2-analyse/names-model.ts';
import { nameWordBits, nameWordClass } from '../2-analyse/names-words.ts';
import type { NameKind, Sentence, Token } from '../schema/analysis.ts';
import type { TreebankDocument } from './names-treebank.ts';

/** Any label may stand here. */
export const FREE = -1;
/** Outside or a name of kind `other`: the source marks only persons, organisations and places. */
export const FREE_OTHER = -2;

export interface LabelledSentence {
  readonly sentence: Sentence;
  readonly cases: CaseCounts;
  readonly labels: Int8Array;
}

export interface LabelledDocument {
  readonly id: string;
  readonly source: 'gum' | 'uner' | 're3d';
  readonly sentences: readonly LabelledSentence[];
}

const gumKinds: Readonly<Record<string, NameKind>> = {
  person: 'person',
  organization: 'organization',
  place: 'place',
  object: 'other',
  event: 'other',
  abstract: 'other',
};

/** GUM's persons who act in no report. */
const deities = /^(God|Allah|Lord|Jesus|Christ|Satan)$/;

const hasClass = (token: Token, bits: number): boolean =>
  (nameWordClass(token.form.toLowerCase()) & bits) !== 0;
export const isNationality = (token: Token): boolean =>
  wordCodes(token.form).capital && hasClass(token, nameWordBits.demonym | nameWordBits.people);

export const setRange = (labels: Int8Array, kind: NameKind, from: number, to: number): void => {
  if (to - from === 1) labels[from] = labelOf(kind, 'U');
  else for (let i = from; i < to; i++) labels[i] = labelOf(kind, i === from ? 'B' : i === to - 1 ? 'L' : 'I');
};

/** Narrows a range to the bare name: no determiners, titles ("President"), nationalities before a person's name. */
const bareRange = (tokens: readonly Token[], kind: NameKind, from: number, to: number): [number, number] => {
  const skip = (token: Token): boolean =>
    token.upos === 'DET' ||
    token.upos === 'PUNCT' ||
    token.upos === 'ADP' ||
    (kind === 'person' &&
      (hasClass(token, nameWordBits.title) || isNationality(token) || /^\p{Ll}/u.test(token.form)));
  let a = from;
  while (
    a < to &&
    skip(tokens[a] as Token) &&
    !/^(al|el|bin|abu|van|von|de)\b/i.test((tokens[a] as Token).form)
  )
    a++;
  let b = to;
  while (b > a && ['PUNCT', 'PART'].includes((tokens[b - 1] as Token).upos)) b--;
  return [a, b];
};

/** GUM's minimal span of "Twain, Stevenson and Gaiman" covers all three: cut at what is coordinated or set off. */
const withoutSiblings = (sentence: Sentence, head: number, from: number, to: number): [number, number] => {
  let end = to;
  for (let i = head + 1; i < to; i++) {
    const token = sentence.tokens[i] as Token;
    const sibling = token.head === head && /^(conj|appos|list|parataxis|dep|acl)/.test(token.deprel);
    if (sibling || /^[,;([—–]$/.test(token.form)) {
      end = i;
      break;
    }
  }
  let start = from;
  for (let i = from; i < head; i++) if (/^[,;)\]]$/.test((sentence.tokens[i] as Token).form)) start = i + 1;
  while (
    end > head + 1 &&
    ['CCONJ', 'PUNCT', 'DET', 'ADP'].includes((sentence.tokens[end - 1] as Token).upos)
  )
    end--;
  return [start, end];
};

const markNationalities = (sentence: Sentence, labels: Int8Array): void => {
  for (const [i, token] of sentence.tokens.entries())
    if (labels[i] === OUTSIDE && isNationality(token)) labels[i] = labelOf('group', 'U');
};

export const isNameToken = (token: Token): boolean =>
  (token.upos === 'PROPN' || /^NNPS?$/.test(token.xpos)) && wordCodes(token.form).capital;

/** GUM: entities headed by a proper noun; the outermost of nested names is kept. */
export const labelGum = (document: TreebankDocument): LabelledDocument => {
  const cases = countCases(document.sentences);
  const labels = document.sentences.map(sentence => new Int8Array(sentence.tokens.length));
  const taken = document.sentences.map(sentence => new Uint8Array(sentence.tokens.length));
  const names = document.mentions
    .map(mention => {
      const [a, b] = withoutSiblings(
        document.sentences[mention.sentence] as Sentence,
        mention.head,
        mention.minFrom,
        mention.minTo,
      );
      return { ...mention, minFrom: a, minTo: b, length: b - a };
    })
    .sort((x, y) => y.length - x.length);
  for (const mention of names) {
    const kind = gumKinds[mention.type];
    const sentence = document.sentences[mention.sentence] as Sentence;
    const head = sentence.tokens[mention.head] as Token;
    if (!kind || !isNameToken(head) || deities.test(head.form)) continue;
    const [from, to] = bareRange(sentence.tokens, kind, mention.minFrom, mention.minTo);
    const row = labels[mention.sentence] as Int8Array;
    const used = taken[mention.sentence] as Uint8Array;
    if (to <= from || to - from > 10 || used.subarray(from, to).some(x => x !== 0)) continue;
    used.fill(1, from, to);
    const plural = kind === 'person' && head.xpos === 'NNPS';
    setRange(
      row,
      plural || (to - from === 1 && isNationality(sentence.tokens[from] as Token)) ? 'group' : kind,
      from,
      to,
    );
  }
  const sentences = document.sentences.map((sentence, i) => {
    const row = labels[i] as Int8Array;
    markNationalities(sentence, row);
    return { sentence, cases, labels: row };
  });
  return { id: document.id, source: 'gum', sentences };
};

const wordKey = (forms: readonly string[]): string => forms.join('\u0001');

/** UNER: IOB2 rows a sentence, laid on the treebank's sentences with the same words. */
export const labelUner = (iob: string, documents: readonly TreebankDocument[]): LabelledDocument[] => {
  const rows = iob
    .split(/\n\s*\n/)
    .map(block =>
      block
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(line => line.split('\t')),
    )
    .filter(block => block.length > 0);
  const byWords = new Map(rows.map(block => [wordKey(block.map(row => row[1] ?? '')), block]));
  return documents.map(document => {
    const cases = countCases(document.sentences);
    const sentences: LabelledSentence[] = [];
    for (const sentence of document.sentences) {
      const block = byWords.get(wordKey(sentence.tokens.map(token => token.form)));
      if (!block) continue;
      const labels = new Int8Array(sentence.tokens.length);
      const kinds: Readonly<Record<string, NameKind>> = { PER: 'person', ORG: 'organization', LOC: 'place' };
      for (let i = 0; i < block.length; i++) {
        const tag = block[i]?.[2] ?? 'O';
        if (!tag.startsWith('B-')) continue;
        let end = i + 1;
        while (block[end]?.[2] === `I-${tag.slice(2)}`) end++;
        const kind = kinds[tag.slice(2)];
        if (kind && sentence.tokens.slice(i, end).some(t => wordCodes(t.form).capital)) {
          const [from, to] = bareRange(sentence.tokens, kind, i, end);
          if (to > from)
            setRange(
              labels,
              isNationality(sentence.tokens[from] as Token) && to - from === 1 ? 'group' : kind,
              from,
              to,
            );
        }
      }
      markNationalities(sentence, labels);
      // UNER leaves out works, events and products, which the tagger calls `other`: they are free here.
      for (let i = 0; i < labels.length; i++)
        if (labels[i] === OUTSIDE && isNameToken(sentence.tokens[i] as Token)) labels[i] = FREE_OTHER;
      sentences.push({ sentence, cases, labels });
    }
    return { id: document.id, source: 'uner', sentences };
  });
};
