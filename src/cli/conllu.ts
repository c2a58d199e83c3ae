// Analysis -> CoNLL-U (universaldependencies.org/format), with the offsets of each word in MISC as Stanza writes them.
import type { Analysis, Sentence, Token } from '../schema/analysis.ts';
import type { Report } from '../schema/report.ts';

/** A field holds neither tabs nor line breaks; white space within a word ("10 000") stays a space. */
const field = (value: string): string => value.replace(/[\s\p{Cc}]+/gu, ' ').trim() || '_';

interface Word {
  readonly start: number;
  readonly end: number;
}

const miscOf = (text: string, word: Word): string => {
  const offsets = `start_char=${word.start}|end_char=${word.end}`;
  const isJoined = word.end < text.length && !/\s/.test(text[word.end] as string);
  return isJoined ? `SpaceAfter=No|${offsets}` : offsets;
};

/** The last token of the multiword token that begins at `at`; `at` itself where none does. */
const lastOfMultiword = (sentence: Sentence, at: number): number => {
  let last = at;
  while (sentence.multiword[last + 1] === true) last++;
  return last;
};

const wordRow = (text: string, token: Token, id: number, isPart: boolean): string => {
  const written = text.slice(token.start, token.end);
  return [
    id,
    field(written),
    field(token.lemma),
    token.upos,
    token.xpos || '_',
    token.feats || '_',
    token.head + 1,
    token.head < 0 ? 'root' : token.deprel,
    '_',
    isPart ? '_' : miscOf(text, token),
  ].join('\t');
};

const sentenceRows = (text: string, sentence: Sentence): string[] => {
  const rows: string[] = [];
  let partsUntil = -1;
  for (const [index, token] of sentence.tokens.entries()) {
    const last = lastOfMultiword(sentence, index);
    if (last > index && index > partsUntil) {
      const whole = { start: token.start, end: sentence.tokens[last]?.end ?? token.end };
      const id = `${index + 1}-${last + 1}`;
      const empty = Array.from({ length: 7 }, () => '_');
      rows.push([id, field(text.slice(whole.start, whole.end)), ...empty, miscOf(text, whole)].join('\t'));
      partsUntil = last;
    }
    rows.push(wordRow(text, token, index + 1, index <= partsUntil));
  }
  return rows;
};

/** One `newdoc` a report, `newpar` where a paragraph begins; every sentence ends with a blank line. */
export const writeConllu = (report: Report, { sentences }: Analysis): string => {
  const lines: string[] = [];
  let paragraph = -1;
  for (const sentence of sentences) {
    if (sentence.index === 0 || lines.length === 0) lines.push(`# newdoc id = ${field(report.id)}`);
    if (sentence.paragraph !== paragraph) lines.push('# newpar');
    paragraph = sentence.paragraph;
    lines.push(`# sent_id = ${field(report.id)}-${sentence.index + 1}`);
    lines.push(`# text = ${field(report.text.slice(sentence.start, sentence.end))}`);
    lines.push(...sentenceRows(report.text, sentence), '');
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
};
