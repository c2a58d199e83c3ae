// A noun and its tree become a base noun phrase: determiners, modifiers and possessors before the head, fixed parts
// and an `of` complement after it; no relative clauses, appositions or other long post-modifiers.
import type { Sentence, Token } from '../schema/analysis.ts';
import { childrenOf } from '../schema/tree.ts';
import { wordCodes } from './names-features.ts';

const before = new Set([
  'det',
  'det:predet',
  'amod',
  'compound',
  'nummod',
  'nmod:poss',
  'nmod:unmarked',
  'nmod:desc',
  'flat',
  'goeswith',
  'obl:npmod',
  'obl:unmarked',
]);
const after = new Set(['flat', 'flat:name', 'flat:foreign', 'compound', 'fixed', 'goeswith', 'nmod:desc']);
const MAX_DEPTH = 6;
const MAX_WORDS = 40;

export interface Range {
  readonly from: number;
  readonly to: number;
}

const isWord = (token: Token): boolean => token.upos !== 'PUNCT';

/** First token of what stands under `at`, looking no further left than `limit`. */
const leftEdge = (sentence: Sentence, at: number, limit: number, depth: number): number => {
  let edge = at;
  if (depth > MAX_DEPTH) return edge;
  for (const child of childrenOf(sentence, at)) {
    if (child >= edge || child < limit) continue;
    const token = sentence.tokens[child] as Token;
    if (
      token.deprel === 'punct' ||
      token.deprel === 'cc' ||
      token.deprel === 'mark' ||
      token.deprel === 'case'
    )
      continue;
    edge = Math.min(edge, leftEdge(sentence, child, limit, depth + 1));
  }
  return edge;
};

const ofComplement = (sentence: Sentence, child: number): boolean =>
  childrenOf(sentence, child).some(c => {
    const token = sentence.tokens[c] as Token;
    return token.deprel === 'case' && token.form.toLowerCase() === 'of' && c < child;
  });

/** Cuts a range at brackets, quotation marks and commas that no adjective follows: a broken parse runs over them. */
const afterBreak = (tokens: readonly Token[], from: number, head: number): number => {
  for (let i = head - 1; i >= from; i--) {
    const { form, upos } = tokens[i] as Token;
    if (upos !== 'PUNCT') continue;
    const next = tokens[i + 1] as Token;
    if (/^[()[\];:"“”–—]/.test(form) || (form === ',' && next.upos !== 'ADJ')) return i + 1;
  }
  return from;
};

/** "held" in "ISIL-held buildings". */
const isGlued = (tokens: readonly Token[], at: number): boolean => {
  const hyphen = tokens[at - 1];
  return (
    at > 1 && hyphen?.form === '-' && hyphen.end === tokens[at]?.start && hyphen.start === tokens[at - 2]?.end
  );
};

const isAt = (token: Token | undefined): boolean => token?.form.toLowerCase() === 'at';

/** Base noun phrase of `head`. */
export const phraseRange = (sentence: Sentence, head: number, depth = 0): Range => {
  const tokens = sentence.tokens;
  let from = head;
  let to = head + 1;
  const limit = Math.max(0, head - MAX_WORDS);
  const children = childrenOf(sentence, head);
  for (let c = children.length - 1; c >= 0; c--) {
    const child = children[c] as number;
    const token = tokens[child] as Token;
    if (child > head || child < limit || !before.has(token.deprel)) continue;
    from = Math.min(from, leftEdge(sentence, child, limit, 0));
  }
  from = afterBreak(tokens, from, head);
  // A preposition of the phrase itself can stand inside a range only where the parse is broken: cut there.
  for (const child of children)
    if (child >= from && child < head && (tokens[child] as Token).deprel === 'case') from = child + 1;
  while (from < head && !isWord(tokens[from] as Token)) from++;
  if (isGlued(tokens, from)) from -= 2;
  // "at least 20 men": what is met is 20 men.
  while (from < head - 1 && /^(?:least|most)$/i.test((tokens[from] as Token).form) && isAt(tokens[from - 1]))
    from++;
  for (const child of children) {
    if (child < to) continue;
    const token = tokens[child] as Token;
    const gap = child - to;
    if (after.has(token.deprel) && gap <= 1) to = phraseRange(sentence, child, depth + 1).to;
    else if (token.deprel === 'nummod' && gap === 0 && wordCodes((tokens[head] as Token).form).capital)
      to = child + 1;
    else if (
      token.deprel === 'nmod' &&
      depth < MAX_DEPTH &&
      child - head <= MAX_WORDS &&
      ofComplement(sentence, child)
    ) {
      const inner = phraseRange(sentence, child, depth + 1);
      if (inner.from - to <= 1 && inner.to > to) to = inner.to;
    } else if (gap > 0 || token.deprel !== 'punct') break;
  }
  return { from, to };
};
