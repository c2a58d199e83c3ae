// Scores an analyser on a treebank from raw text, as the CoNLL 2018 shared task does: words are matched by place.
import { basename } from 'node:path';
import { analyseText } from '../2-analyse/analyse-text.ts';
import type { AnalyseModel } from '../2-analyse/model.ts';
import { readTreebank } from './treebank.ts';

/** F1 in per cent; LAS ignores subtypes of relations. */
export interface TreebankScore {
  readonly treebank: string;
  readonly goldWords: number;
  readonly words: number;
  readonly sentences: number;
  readonly upos: number;
  readonly xpos: number;
  readonly feats: number;
  readonly lemmas: number;
  readonly uas: number;
  readonly las: number;
}

interface Row {
  readonly upos: string;
  readonly xpos: string;
  readonly feats: string;
  readonly lemma: string;
  /** Place of the head, `root` for none. */
  readonly head: string;
  readonly deprel: string;
}

const universal = (deprel: string): string => deprel.split(':')[0] ?? deprel;

export function scoreAnalyser(file: string, model: AnalyseModel): TreebankScore {
  const hits = { words: 0, upos: 0, xpos: 0, feats: 0, lemmas: 0, uas: 0, las: 0, sentences: 0 };
  const all = { gold: 0, system: 0, goldSentences: 0, systemSentences: 0 };
  for (const document of readTreebank(file)) {
    const gold = new Map<string, Row>();
    const goldSentences = new Set<string>();
    for (const sentence of document.sentences) {
      goldSentences.add(`${sentence.tokens[0]?.start} ${sentence.tokens.at(-1)?.end}`);
      const places = sentence.tokens.flatMap(({ start, first, last }) => {
        let at = start;
        return sentence.words.slice(first, last + 1).map(({ form }) => {
          at += form.length;
          return `${at - form.length} ${at}`;
        });
      });
      for (const [i, word] of sentence.words.entries())
        gold.set(places[i] ?? '', { ...word, head: places[word.head] ?? 'root' });
    }
    const sentences = analyseText(document.text, [], model);
    all.gold += gold.size;
    all.goldSentences += goldSentences.size;
    all.systemSentences += sentences.length;
    for (const { start, end, tokens } of sentences) {
      if (goldSentences.has(`${start} ${end}`)) hits.sentences++;
      all.system += tokens.length;
      for (const token of tokens) {
        const right = gold.get(`${token.start} ${token.end}`);
        if (right === undefined) continue;
        const head = tokens[token.head];
        const sameHead = right.head === (head === undefined ? 'root' : `${head.start} ${head.end}`);
        hits.words++;
        if (right.upos === token.upos) hits.upos++;
        if (right.xpos === token.xpos) hits.xpos++;
        if (right.feats === token.feats) hits.feats++;
        if (right.lemma === token.lemma) hits.lemmas++;
        if (sameHead) hits.uas++;
        if (sameHead && universal(right.deprel) === universal(token.deprel)) hits.las++;
      }
    }
  }
  const f1 = (hit: number): number => (200 * hit) / Math.max(1, all.gold + all.system);
  return {
    treebank: basename(file).split('.')[0] ?? file,
    goldWords: all.gold,
    words: f1(hits.words),
    sentences: (200 * hits.sentences) / Math.max(1, all.goldSentences + all.systemSentences),
    upos: f1(hits.upos),
    xpos: f1(hits.xpos),
    feats: f1(hits.feats),
    lemmas: f1(hits.lemmas),
    uas: f1(hits.uas),
    las: f1(hits.las),
  };
}
