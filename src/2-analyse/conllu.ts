// Sentences -> CoNLL-U (universaldependencies.org/format.html), a sentence at a time.
import type { Sentence, Token } from '../schema/analysis.ts';

/** One sentence with the blank line that ends it. `text` is the report's. */
export function toConllu(sentence: Sentence, text: string): string {
  const { tokens, multiword } = sentence;
  const lines = [`# text = ${oneLine(text.slice(sentence.start, sentence.end))}`];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    let last = i;
    if (multiword[i] !== true) while (multiword[last + 1] === true) last++;
    const isPart = multiword[i] === true || last > i;
    if (last > i) {
      const { end } = tokens[last] as Token;
      lines.push(
        `${i + 1}-${last + 1}\t${field(text.slice(token.start, end))}\t_\t_\t_\t_\t_\t_\t_\t${spaceAfter(text, end, sentence)}`,
      );
    }
    lines.push(row(token, i, isPart ? '_' : spaceAfter(text, token.end, sentence)));
  }
  return `${lines.join('\n')}\n\n`;
}

const row = (token: Token, index: number, misc: string): string =>
  `${index + 1}\t${field(token.form)}\t${field(token.lemma)}\t${token.upos}\t${token.xpos || '_'}\t${token.feats || '_'}\t${token.head + 1}\t${token.deprel}\t_\t${misc}`;

const spaceAfter = (text: string, end: number, sentence: Sentence): string =>
  end < sentence.end && !/\s/.test(text.charAt(end)) ? 'SpaceAfter=No' : '_';

/** A field may not be empty nor hold a tab or line break. */
const field = (value: string): string => value.replace(/[\t\n\r]/g, ' ') || '_';

const oneLine = (value: string): string => value.replace(/[\s\x1c-\x1f\x85]+/g, ' ');
