// A report's quotations sentence by sentence: what is compared across reports, since one outlet prints two sentences
// of an answer and another prints five.
import type { Statement } from '../schema/coded-report.ts';
import type { Span } from '../schema/span.ts';
import type { CodedText } from '../schema/story.ts';
import { Identities, type Identity } from './identity.ts';
import { isContentWord } from './report-words.ts';
import { rootOf } from './verb-forms.ts';
import { type Word, wordAt } from './words.ts';

export interface QuoteLine extends Span {
  /** Index of the report in the story. */
  readonly report: number;
  readonly reportId: string;
  readonly statement: string;
  /** Number of the sentence in its statement. */
  readonly position: number;
  readonly isDirect: boolean;
  readonly speaker: Identity | null;
  /** False where the report says "he" and coreference told who. */
  readonly isSpeakerNamed: boolean;
  /** Every word as folded: for identity of wording. */
  readonly forms: readonly string[];
  /** Roots of the words that carry meaning: for variants. */
  readonly roots: ReadonlySet<string>;
}

const wordsIn = (words: readonly Word[], span: Span): readonly Word[] => {
  let from = wordAt(words, span.start);
  if ((words[from]?.start ?? 0) < span.start) from++;
  let to = from;
  while (to < words.length && (words[to] as Word).end <= span.end) to++;
  return words.slice(from, to);
};

const endOfSentence = (text: string, from: number, limit: number): number => {
  let end = from;
  while (end < limit && /[.!?…"”’')\]]/u.test(text[end] as string)) end++;
  return end;
};

/** Marks that open and close a quotation belong to the report, not to the words quoted. */
const isOpening = (mark: string | undefined): boolean => mark !== undefined && /["“‘']/u.test(mark);

/** One part of a statement with whether its wording is the speaker's own. */
interface Part extends Span {
  readonly isDirect: boolean;
}

/** Fewer words in quotation marks ("illegal occupation") are a term, not a quotation. */
const MIN_FRAGMENT = 4;
const QUOTED = /“[^“”]{1,4000}”?|"[^"]{1,4000}"?|‘[^‘’]{1,4000}’?/gu;

/** The whole of indirect and direct speech; of mixed speech the quoted fragments, and the whole as indirect. */
const partsOf = (text: string, words: readonly Word[], statement: Statement): Part[] =>
  statement.content.flatMap((span): Part[] => {
    if (statement.quotation !== 'mixed') return [{ ...span, isDirect: statement.quotation === 'direct' }];
    const fragments = [...text.slice(span.start, span.end).matchAll(QUOTED)].map(found => ({
      start: span.start + found.index,
      end: span.start + found.index + found[0].length,
      isDirect: true,
    }));
    const long = fragments.filter(fragment => wordsIn(words, fragment).length >= MIN_FRAGMENT);
    return [...long, { ...span, isDirect: fragments.length === 0 }];
  });

const linesOf = (
  text: CodedText,
  report: number,
  words: readonly Word[],
  statement: Statement,
  speaker: Speaker | null,
): QuoteLine[] => {
  const lines: QuoteLine[] = [];
  for (const span of partsOf(text.report.text, words, statement)) {
    const inside = wordsIn(words, span);
    for (let from = 0; from < inside.length; ) {
      const { sentence } = inside[from] as Word;
      let to = from + 1;
      while (to < inside.length && (inside[to] as Word).sentence === sentence) to++;
      const part = inside.slice(from, to);
      let start = (part[0] as Word).start;
      if (start > span.start && isOpening(text.report.text[start - 1])) start--;
      lines.push({
        start,
        end: endOfSentence(text.report.text, (part.at(-1) as Word).end, span.end),
        report,
        reportId: text.report.id,
        statement: statement.id,
        position: lines.length,
        isDirect: span.isDirect,
        speaker: speaker?.identity ?? null,
        isSpeakerNamed: speaker?.isNamed ?? false,
        forms: part.map(word => word.form),
        roots: new Set(part.filter(isContentWord).map(word => rootOf(word.stem))),
      });
      from = to;
    }
  }
  return lines;
};

interface Speaker {
  readonly identity: Identity;
  readonly isNamed: boolean;
}

const PRONOUN = /^(?:i|we|you|he|she|it|they|who|him|her|them)$/iu;

/** The innermost speaker of a statement; an unattributed one inside another has that one's. */
const speakerOf = (
  text: string,
  byId: ReadonlyMap<string, Statement>,
  identities: Identities,
  statement: Statement,
): Speaker | null => {
  const seen = new Set<string>();
  for (let at: Statement | undefined = statement; at && !seen.has(at.id); at = byId.get(at.within ?? '')) {
    seen.add(at.id);
    const identity = identities.ofEntity(at.speaker?.entity);
    const words = at.speaker ? text.slice(at.speaker.start, at.speaker.end) : '';
    if (identity) return { identity, isNamed: !PRONOUN.test(words.trim()) };
  }
  return null;
};

/** A statement inside another covers some of the same words: the direct line stands, then the one with a speaker. */
const withoutNested = (lines: readonly QuoteLine[]): QuoteLine[] => {
  const rank = (line: QuoteLine): number => (line.isDirect ? 2 : 0) + (line.speaker ? 1 : 0);
  const best = new Map<string, QuoteLine>();
  for (const line of lines) {
    const key = `${line.start} ${line.end}`;
    const known = best.get(key);
    if (!known || rank(line) > rank(known)) best.set(key, line);
  }
  return lines.filter(line => best.get(`${line.start} ${line.end}`) === line);
};

/** Lines of every statement, report by report in text order. */
export const quoteLines = (texts: readonly CodedText[], words: readonly (readonly Word[])[]): QuoteLine[] =>
  texts.flatMap((text, report) => {
    const identities = new Identities(text.coded);
    const byId = new Map(text.coded.statements.map(statement => [statement.id, statement]));
    const inOrder = [...text.coded.statements].sort(
      (a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0),
    );
    const lines = inOrder.flatMap(statement =>
      linesOf(
        text,
        report,
        words[report] as readonly Word[],
        statement,
        speakerOf(text.report.text, byId, identities, statement),
      ),
    );
    return withoutNested(lines);
  });
