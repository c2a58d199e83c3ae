// A CoNLL-U treebank with GUM's Entity column becomes documents of Sentence records with entity mentions: the
// material for training the name model and for scoring coreference. Bracket format: CorefUD / GUM `global.Entity`.
import type { Sentence, Token, Upos } from '../schema/analysis.ts';
import type { Span } from '../schema/span.ts';
import { type GoldDocument, type GoldSentence, parseTreebank } from './treebank.ts';

/** One entity bracket of GUM: token range in a sentence, head by its minspan, chain number. */
interface GoldMention {
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  readonly head: number;
  /** Token range of the minimal span: the name without modifiers. */
  readonly minFrom: number;
  readonly minTo: number;
  readonly type: string;
  readonly chain: string;
  readonly linked: boolean;
}

export interface TreebankDocument {
  readonly id: string;
  readonly genre: string;
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly GoldMention[];
}

interface OpenBracket {
  readonly key: string;
  readonly sentence: number;
  readonly from: number;
  readonly fields: readonly string[];
}

const minimalSpan = (field: string, from: number, to: number): readonly [number, number] => {
  const offsets = field
    .split(',')
    .map(Number)
    .filter(n => Number.isInteger(n) && n > 0 && from + n <= to);
  if (offsets.length === 0) return [from, to];
  return [from + Math.min(...offsets) - 1, from + Math.max(...offsets)];
};

/** The token of the range whose head lies outside it. */
const headOfRange = (sentence: Sentence, from: number, to: number): number => {
  for (let i = from; i < to; i++) {
    const head = sentence.tokens[i]?.head ?? -1;
    if (head < from || head >= to) return i;
  }
  return from;
};

/** Offsets of the words: those of a multiword token share its letters in order. */
const offsetsOf = ({ tokens, words }: GoldSentence): Span[] =>
  tokens.flatMap(({ start, first, last }) => {
    let at = start;
    return words.slice(first, last + 1).map(({ form }) => {
      at += form.length;
      return { start: at - form.length, end: at };
    });
  });

const toSentence = (gold: GoldSentence, index: number, paragraph: number): Sentence => {
  const offsets = offsetsOf(gold);
  const multiword = gold.words.map(() => false);
  for (const { first, last } of gold.tokens) multiword.fill(true, first + 1, last + 1);
  const tokens = gold.words.map(
    ({ form, lemma, upos, xpos, feats, head, deprel }, i): Token => ({
      ...(offsets[i] ?? { start: gold.start, end: gold.start }),
      form,
      lemma: lemma === '_' ? form : lemma,
      upos: upos as Upos,
      xpos,
      feats,
      head,
      deprel,
    }),
  );
  return {
    index,
    paragraph,
    start: tokens[0]?.start ?? gold.start,
    end: tokens.at(-1)?.end ?? gold.end,
    tokens,
    multiword,
  };
};

/** Entity brackets open in one row and close in another; one that spans sentences is left out. */
class Brackets {
  #open: OpenBracket[] = [];
  readonly mentions: GoldMention[] = [];

  read(sentence: Sentence, token: number, misc: string): void {
    const entity = /(?:^|\|)Entity=([^|]*)/.exec(misc)?.[1] ?? '';
    for (const part of entity.match(/\([^()]*\)?|[^()]+\)/g) ?? []) {
      if (part.startsWith('(')) {
        const fields = part.replace(/^\(|\)$/g, '').split('-');
        this.#open.push({ key: fields[0] ?? '', sentence: sentence.index, from: token, fields });
        if (part.endsWith(')')) this.#close(fields[0] ?? '', sentence, token);
      } else this.#close(part.replace(/\)$/, ''), sentence, token);
    }
  }

  #close(key: string, sentence: Sentence, token: number): void {
    const at = this.#open.findLastIndex(open => open.key === key);
    const open = this.#open[at];
    if (!open) return;
    this.#open.splice(at, 1);
    if (open.sentence !== sentence.index) return;
    const [id = '', type = '', , , , minspan = '', , identity] = open.fields;
    const [minFrom, minTo] = minimalSpan(minspan, open.from, token + 1);
    this.mentions.push({
      sentence: sentence.index,
      from: open.from,
      to: token + 1,
      minFrom,
      minTo,
      head: headOfRange(sentence, minFrom, minTo),
      type,
      chain: id.replace(/\[.*/, ''),
      linked: Boolean(identity),
    });
  }
}

const withMentions = (document: GoldDocument): TreebankDocument => {
  const brackets = new Brackets();
  let paragraph = -1;
  const sentences = document.sentences.map((gold, index) => {
    if (gold.beginsParagraph || index === 0) paragraph++;
    const sentence = toSentence(gold, index, paragraph);
    for (const [token, { misc }] of gold.words.entries()) brackets.read(sentence, token, misc);
    return sentence;
  });
  const mentions = brackets.mentions.sort(
    (a, b) => a.sentence - b.sentence || a.from - b.from || b.to - a.to,
  );
  return {
    id: document.id,
    genre: document.id.split('_')[1] ?? '',
    text: document.text,
    sentences,
    mentions,
  };
};

/** Documents of a treebank with their entities. */
export const parseEntities = (conllu: string): TreebankDocument[] =>
  parseTreebank(conllu, 'treebank').map(withMentions);
