// Sentences for tests from rows of `form lemma UPOS XPOS head deprel [feats]`, one token a line, heads from 1.
import type { Sentence, Token, Upos } from '../../src/schema/analysis.ts';

/** Tokens are joined by single blanks, but for punctuation and clitics, which stand close. */
export const buildSentence = (
  rows: string,
  at = 0,
  index = 0,
  paragraph = 0,
): { sentence: Sentence; text: string } => {
  let text = '';
  const tokens: Token[] = rows
    .trim()
    .split('\n')
    .map(row => {
      const [form = '', lemma = '', upos = 'X', xpos = '_', head = '0', deprel = 'dep', feats = ''] = row
        .trim()
        .split(/\s+/);
      const close = text === '' || /^([.,;:!?%)’”]|['’]s|n['’]t|['’])$/.test(form) || /[“($‘]$/.test(text);
      const start = at + text.length + (close ? 0 : 1);
      text += `${close ? '' : ' '}${form}`;
      return {
        start,
        end: start + form.length,
        form,
        lemma,
        upos: upos as Upos,
        xpos,
        feats,
        head: Number(head) - 1,
        deprel,
      };
    });
  const sentence: Sentence = {
    start: tokens[0]?.start ?? at,
    end: tokens.at(-1)?.end ?? at,
    index,
    paragraph,
    tokens,
    multiword: tokens.map(() => false),
  };
  return { sentence, text };
};
