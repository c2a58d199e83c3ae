// Ways of walking a sentence's dependency tree. Indices are token indices in the sentence; -1 stands for "none".
import type { Sentence, Token } from './analysis.ts';
import type { Span } from './span.ts';

const childTables = new WeakMap<Sentence, readonly (readonly number[])[]>();

/** The sentence that was asked for last: nearly always the one that is asked for next. */
const latest: { sentence: Sentence | null; table: readonly (readonly number[])[] } = {
  sentence: null,
  table: [],
};

/** Children of every token in order; computed once a sentence. */
export const childrenOf = (sentence: Sentence, index: number): readonly number[] => {
  if (sentence !== latest.sentence) {
    latest.sentence = sentence;
    latest.table = childTable(sentence);
  }
  return latest.table[index] ?? [];
};

const childTable = (sentence: Sentence): readonly (readonly number[])[] => {
  const known = childTables.get(sentence);
  if (known) return known;
  const children: number[][] = sentence.tokens.map(() => []);
  for (const [i, token] of sentence.tokens.entries()) children[token.head]?.push(i);
  childTables.set(sentence, children);
  return children;
};

export const tokenAt = (sentence: Sentence, index: number): Token => {
  const token = sentence.tokens[index];
  if (!token) throw new RangeError(`token ${index} of a sentence with ${sentence.tokens.length}`);
  return token;
};

/** Relation without its subtype: `nsubj` for `nsubj:pass`. */
export const relation = (token: Token): string => {
  const colon = token.deprel.indexOf(':');
  return colon < 0 ? token.deprel : token.deprel.slice(0, colon);
};

export const childrenBy = (sentence: Sentence, index: number, ...deprels: string[]): number[] => {
  const found: number[] = [];
  for (const child of childrenOf(sentence, index)) {
    const { deprel } = tokenAt(sentence, child);
    for (const wanted of deprels)
      if (deprel === wanted || isSubtype(deprel, wanted)) {
        found.push(child);
        break;
      }
  }
  return found;
};

const COLON = 58;

/** `nsubj:pass` is a subtype of `nsubj`. */
const isSubtype = (deprel: string, wanted: string): boolean =>
  deprel.charCodeAt(wanted.length) === COLON && deprel.startsWith(wanted);

export const childBy = (sentence: Sentence, index: number, ...deprels: string[]): number =>
  childrenBy(sentence, index, ...deprels)[0] ?? -1;

/** All tokens under `index` and itself, in text order; `skip` cuts off the children for which it is true. */
export const subtreeOf = (
  sentence: Sentence,
  index: number,
  skip: (child: Token, at: number) => boolean = () => false,
): number[] => {
  const found: number[] = [];
  const pending = [index];
  while (pending.length > 0) {
    const at = pending.pop() as number;
    found.push(at);
    for (const child of childrenOf(sentence, at))
      if (!skip(tokenAt(sentence, child), child)) pending.push(child);
  }
  return found.sort((a, b) => a - b);
};

/** Smallest span that covers the tokens. */
export const spanOfTokens = (sentence: Sentence, indices: readonly number[]): Span => {
  const first = Math.min(...indices);
  const last = Math.max(...indices);
  return { start: tokenAt(sentence, first).start, end: tokenAt(sentence, last).end };
};

/** The token, its head, that one's head ... up to the root. Bounded by the sentence even on a broken tree. */
export const pathToRoot = (sentence: Sentence, index: number): number[] => {
  const path: number[] = [];
  for (let at = index; at >= 0 && path.length <= sentence.tokens.length; at = tokenAt(sentence, at).head)
    path.push(at);
  return path;
};

/** `index` and every coordinated sibling: "Turkey" -> Turkey, Russia in "Turkey and Russia". */
export const conjunctsOf = (sentence: Sentence, index: number): number[] => {
  const all = [index];
  for (const child of childrenBy(sentence, index, 'conj')) all.push(...conjunctsOf(sentence, child));
  return all;
};
