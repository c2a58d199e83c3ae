// Speech in the tree and quotation marks in the text -> statements, in text order, each with the one that encloses it.
import type { Sentence } from '../schema/analysis.ts';
import type { EntityAt, Statement } from '../schema/coded-report.ts';
import { type Span, spanContains } from '../schema/span.ts';
import { childrenBy, pathToRoot, tokenAt } from '../schema/tree.ts';
import { caseOf } from './arguments.ts';
import { findQuotations, type Quotation } from './quotations.ts';
import type { Reading } from './reading.ts';
import { type Filler, speakerAt } from './roles.ts';
import { contentSpans, cuesAround, type Speech, subjectOfSentence } from './speech.ts';
import { nearestTime } from './where-when.ts';

interface Draft {
  readonly speech: Speech | null;
  readonly sentence: Sentence;
  speaker: Filler | null;
  content: Span[];
  quotation: Statement['quotation'];
}

/** A quotation with the sentences it reaches over. */
interface Placed extends Quotation {
  readonly first: number;
  readonly last: number;
}

/** Drafts by the sentence they were found in, so that every search is local. */
type Drafts = Draft[][];

/** @param speeches by sentence, as `speechIn` finds them. */
export const findStatements = (reading: Reading, speeches: readonly (readonly Speech[])[]): Statement[] => {
  const { text } = reading.report;
  const drafts: Drafts = speeches.map(found => found.flatMap(draftOf));
  const quotations = placeQuotations(findQuotations(text, reading.sentences), reading.sentences);
  for (const quotation of quotations) dropEscaped(quotation, drafts);
  const owned = quotations.map(quotation => ownQuotation(quotation, drafts));
  for (const [i, quotation] of quotations.entries())
    if (!owned[i]) adoptQuotation(reading, quotation, drafts, speeches);
  settleContents(text, drafts, quotations);
  const sorted = drafts
    .flat()
    .filter(draft => draft.content.length > 0)
    .sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a));
  const within = enclosing(sorted);
  return sorted.map((draft, i) => asStatement(reading, draft, i, within[i] ?? null));
};

const draftOf = (speech: Speech): Draft[] => {
  if (!speech.content) return [];
  const content = contentSpans(speech.sentence, speech.content);
  if (content.length === 0) return [];
  // whoever stands inside what is said does not say it: the tree took the clause's subject for the cue's
  const { speaker } = speech;
  const inside = speaker !== null && content.some(span => spanContains(span, speaker.mention));
  return [
    { speech, sentence: speech.sentence, speaker: inside ? null : speaker, content, quotation: 'indirect' },
  ];
};

const placeQuotations = (quotations: readonly Quotation[], sentences: readonly Sentence[]): Placed[] => {
  let at = 0;
  return quotations.map(quotation => {
    while (at + 1 < sentences.length && (sentences[at]?.end ?? 0) <= quotation.start) at++;
    let last = at;
    while (last + 1 < sentences.length && (sentences[last + 1]?.start ?? 0) < quotation.end) last++;
    return { ...quotation, first: at, last };
  });
};

/** Index of the smallest statement around each, by start; statements overlap only by nesting or at a cut. */
const enclosing = (sorted: readonly Draft[]): (number | null)[] => {
  const open: number[] = [];
  return sorted.map((draft, i) => {
    while (open.length > 0 && endOf(sorted[open.at(-1) as number] as Draft) <= startOf(draft)) open.pop();
    const outer = [...open]
      .reverse()
      .find(o =>
        (sorted[o] as Draft).content.some(span =>
          spanContains(span, { start: startOf(draft), end: endOf(draft) }),
        ),
      );
    open.push(i);
    return outer ?? null;
  });
};

const startOf = (draft: Draft): number => draft.content[0]?.start ?? 0;
const endOf = (draft: Draft): number => draft.content.at(-1)?.end ?? 0;
const length = (spans: readonly Span[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);

const overlapLength = (spans: readonly Span[], with_: Span): number =>
  spans.reduce((sum, s) => sum + Math.max(0, Math.min(s.end, with_.end) - Math.max(s.start, with_.start)), 0);

/** What is said by a cue inside a quotation lies inside it too; a tree that says otherwise is wrong. */
const dropEscaped = ({ first, last, inner }: Placed, drafts: Drafts): void => {
  for (let at = first; at <= last; at++) {
    const found = drafts[at] ?? [];
    drafts[at] = found.filter(({ speech, content }) => {
      const cue = speech && tokenAt(speech.sentence, speech.token);
      return !cue || !spanContains(inner, cue) || content.every(span => spanContains(inner, span));
    });
  }
};

/** A quotation belongs to the innermost statement whose content it shares; one that runs on takes it along. */
const ownQuotation = (quotation: Placed, drafts: Drafts): boolean => {
  const sharing = drafts
    .slice(quotation.first, quotation.last + 1)
    .flat()
    .filter(draft => overlapLength(draft.content, quotation.inner) > 0);
  const [draft] = sharing.sort((a, b) => length(a.content) - length(b.content));
  if (!draft) return false;
  const inside = overlapLength(draft.content, quotation.inner);
  // the tree's clause lies in the quotation and the quotation goes on past the sentence
  const wholly = inside >= 0.8 * length(draft.content);
  if (wholly && inside < quotation.inner.end - quotation.inner.start) draft.content = [quotation.inner];
  return true;
};

const words = (text: string, { start, end }: Span): number =>
  text.slice(start, end).trim().split(/\s+/).length;
/** Shorter than this and with no cue, marks around words are scare quotes or a title. */
const MIN_WORDS = 4;

const adoptQuotation = (
  reading: Reading,
  quotation: Placed,
  drafts: Drafts,
  speeches: readonly (readonly Speech[])[],
): void => {
  const { text } = reading.report;
  const sentence = reading.sentences[quotation.first];
  if (!sentence || words(text, quotation.inner) < MIN_WORDS) return;
  const push = (speech: Speech | null, speaker: Filler | null): void => {
    drafts[quotation.first]?.push({
      speech,
      sentence,
      speaker,
      content: [quotation.inner],
      quotation: 'direct',
    });
  };
  const [speech] = cuesAround(
    [
      ...(speeches[quotation.first] ?? []),
      ...(quotation.last > quotation.first ? (speeches[quotation.last] ?? []) : []),
    ],
    quotation,
  ).filter(({ cue, speaker }) => cue.upos === 'VERB' && speaker);
  if (speech) {
    push(speech, speech.speaker);
    return;
  }
  const lead = text.slice(sentence.start, quotation.start);
  if (lead.trim().length > 0) {
    // "the “roadmap to peace talks” of May": without cue, colon or comma the marks report no speech
    if (/[:,]\s*$/.test(lead)) push(null, subjectOfSentence(reading, sentence));
    return;
  }
  // a quotation that stands alone goes on with the speaker before it, if that one is near
  const before = speakerBefore(drafts, quotation, sentence.paragraph);
  if (before) push(null, before.speaker);
};

/** How far back, in sentences, a quotation's unnamed speaker may have last been named. */
const SPEAKER_WINDOW = 6;

const speakerBefore = (drafts: Drafts, quotation: Placed, paragraph: number): Draft | null => {
  for (let at = quotation.first; at >= 0 && at >= quotation.first - SPEAKER_WINDOW; at--) {
    const earlier = (drafts[at] ?? []).filter(d => endOf(d) <= quotation.start && d.speaker);
    const found = earlier.at(-1);
    if (found) return paragraph - found.sentence.paragraph <= 2 ? found : null;
  }
  return null;
};

/** Content without its own marks; direct when nearly all of it is quoted, mixed when part is. */
const settleContents = (text: string, drafts: Drafts, quotations: readonly Placed[]): void => {
  const reaching: Placed[][] = drafts.map(() => []);
  for (const quotation of quotations)
    for (let at = quotation.first; at <= quotation.last; at++) reaching[at]?.push(quotation);
  for (const [at, found] of drafts.entries())
    for (const draft of found) {
      draft.content = draft.content.map(span => trimmed(text, span)).filter(span => span.end > span.start);
      const quoted = (reaching[at] ?? []).reduce((sum, q) => sum + overlapLength(draft.content, q), 0);
      draft.quotation = quoted >= 0.85 * length(draft.content) ? 'direct' : quoted > 0 ? 'mixed' : 'indirect';
    }
};

const trimmed = (text: string, { start, end }: Span): Span => {
  let from = start;
  let to = end;
  while (from < to && /[\s"“”«»,:;]/.test(text[from] as string)) from++;
  while (to > from && /[\s"“”«»,:;]/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
};

const entityAtFiller = (filler: Filler | null): EntityAt | null =>
  filler && { entity: filler.entity.id, start: filler.mention.start, end: filler.mention.end };

const asStatement = (reading: Reading, draft: Draft, index: number, within: number | null): Statement => {
  const { speech } = draft;
  const cue = speech && tokenAt(speech.sentence, speech.token);
  return {
    id: `s${index + 1}`,
    speaker: entityAtFiller(draft.speaker),
    cue: cue && { start: cue.start, end: cue.end },
    content: draft.content,
    quotation: draft.quotation,
    act: speech?.cue.act ?? 'says',
    venue: speech ? entityAtFiller(venueOf(reading, speech)) : null,
    time: speech ? nearestTime(reading, speech.sentence, speech.token, true) : null,
    within: within === null ? null : `s${within + 1}`,
  };
};

/** "In an interview with Sky News Arabia, he said", "told a press conference in Ankara": who or what the venue is. */
const venueOf = (reading: Reading, { sentence, token }: Speech): Filler | null => {
  for (const at of pathToRoot(sentence, token)) {
    for (const child of childrenBy(sentence, at, 'obl', 'obj', 'iobj')) {
      if (!reading.codebook.venues.has(tokenAt(sentence, child).lemma.toLowerCase())) continue;
      const host = childrenBy(sentence, child, 'nmod').find(n =>
        ['with', 'to', 'on', 'by'].includes(caseOf(sentence, n) ?? ''),
      );
      const filler = host === undefined ? null : speakerAt(reading, sentence, host);
      const own = filler ?? speakerAt(reading, sentence, child);
      if (own) return own;
    }
  }
  return null;
};
