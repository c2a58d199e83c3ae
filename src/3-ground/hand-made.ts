// Analyses written by hand for tests: one word a token, `form/UPOS/deprel/head` with the head's number from 1.
import type { Analysis, Mention, Sentence, Token, Upos } from '../schema/analysis.ts';
import { bareReport, type Report } from '../schema/report.ts';

const tokenOf = (word: string, start: number): Token => {
  const [form = '', upos = 'X', deprel = 'dep', head = '0', lemma = form.toLowerCase(), feats = ''] =
    word.split('/');
  return {
    start,
    end: start + form.length,
    form,
    lemma,
    upos: upos as Upos,
    xpos: '',
    feats,
    head: Number(head) - 1,
    deprel,
  };
};

/** Sentences of `form/UPOS/deprel/head/lemma/feats` words; the text is the forms with single blanks between. */
export const handMade = (
  lines: readonly string[],
): { readonly text: string; readonly sentences: readonly Sentence[] } => {
  let text = '';
  const sentences = lines.map((line, index): Sentence => {
    const tokens = line.split(' ').map(word => {
      if (text !== '') text += ' ';
      const token = tokenOf(word, text.length);
      text += token.form;
      return token;
    });
    const [first, last] = [tokens[0] as Token, tokens.at(-1) as Token];
    return {
      index,
      paragraph: 0,
      start: first.start,
      end: last.end,
      tokens,
      multiword: tokens.map(() => false),
    };
  });
  return { text, sentences };
};

/** A mention over tokens `from` to `to` of a sentence; the name is all of it unless `nameFrom` says otherwise. */
export const mentionOf = (
  sentences: readonly Sentence[],
  sentence: number,
  from: number,
  to: number,
  form: Mention['form'],
  more: Partial<Mention> = {},
): Mention => {
  const tokens = sentences[sentence]?.tokens ?? [];
  return {
    sentence,
    from,
    to,
    head: to - 1,
    form,
    kind: null,
    nameFrom: form === 'name' ? from : -1,
    nameTo: form === 'name' ? to : -1,
    titleFrom: -1,
    titleTo: -1,
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
    ...more,
  };
};

export const reportOf = (text: string, publishedAt: string | null): Report =>
  bareReport('r1', text, { publishedAt, dateBasis: publishedAt === null ? 'none' : 'given' });

/** Every mention alone unless `chains` joins some. */
export const analysisOf = (
  sentences: readonly Sentence[],
  mentions: readonly Mention[] = [],
  chains: readonly (readonly number[])[] = [],
): Analysis => {
  const joined = new Set(chains.flat());
  const alone = mentions.flatMap((_, index) => (joined.has(index) ? [] : [[index]]));
  return { sentences, mentions, chains: [...chains, ...alone] };
};
