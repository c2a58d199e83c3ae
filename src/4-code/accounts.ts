// By whose account: the innermost statement around a span, found through the sentence that holds it.
import type { Sentence } from '../schema/analysis.ts';
import type { Statement } from '../schema/coded-report.ts';
import { type Span, spanContains } from '../schema/span.ts';

export interface Accounts {
  /** The innermost statement whose content holds `span`. */
  readonly around: (sentence: Sentence, span: Span) => Statement | null;
  /** The statement whose cue begins at `start`: the one that a verb of speech there introduces. */
  readonly cuedAt: (start: number) => Statement | null;
}

const lengthOf = (statement: Statement): number =>
  statement.content.reduce((sum, { start, end }) => sum + end - start, 0);

/** @param statements in text order. */
export const openAccounts = (sentences: readonly Sentence[], statements: readonly Statement[]): Accounts => {
  const bySentence: Statement[][] = sentences.map(() => []);
  for (const statement of statements)
    for (const span of statement.content) {
      for (let at = firstEndingAfter(sentences, span.start); at < sentences.length; at++) {
        if ((sentences[at] as Sentence).start >= span.end) break;
        bySentence[at]?.push(statement);
      }
    }
  const byCue = new Map(statements.map(statement => [statement.cue?.start, statement]));
  for (const found of bySentence) found.sort((a, b) => lengthOf(a) - lengthOf(b));
  return {
    around: (sentence, span) =>
      bySentence[sentence.index]?.find(statement =>
        statement.content.some(part => spanContains(part, span)),
      ) ?? null,
    cuedAt: start => byCue.get(start) ?? null,
  };
};

const firstEndingAfter = (sentences: readonly Sentence[], offset: number): number => {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as Sentence).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};
