// Speech in the tree and quotation marks in the text -> statements, in text order, each with the one that encloses it.
import type { Sentence } from '../schema/analysis.ts';
import type { EntityAt, Statement } from '../schema/coded-report.ts';
import { type Span, spanContains } from '../schema/span.ts';
import { childBy, childrenBy, pathToRoot, tokenAt } from '../schema/tree.ts';
import { contentSpans, mendSpeech } from './content.ts';
import { caseOf } from './predicate-form.ts';
import { findQuotations, isAfterMark, type Quotation } from './quotations.ts';
import type { Reading } from './reading.ts';
import { type Filler, speakerAt } from './roles.ts';
import { settleSpeakers } from './speakers.ts';
import { cuesAround, nominalContents, type Speech, subjectOfSentence } from './speech.ts';
import { nearestTime } from './where-when.ts';

interface Draft {
  readonly speech: Speech | null;
  readonly sentence: Sentence;
  speaker: EntityAt | null;
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
  const quotations = placeQuotations(findQuotations(text, reading.sentences), reading.sentences);
  const reaching = quotationsBySentence(quotations, reading.sentences.length);
  const drafts: Drafts = speeches.map((found, at) => draftsOf(reading, found, at, reaching[at] ?? []));
  for (const quotation of quotations) dropEscaped(quotation, drafts);
  const owned = quotations.map(quotation => ownQuotation(reading, quotation, drafts));
  for (const [i, quotation] of quotations.entries())
    if (!owned[i]) adoptQuotation(reading, quotation, drafts, speeches);
  settleContents(text, drafts, reaching);
  settleSpeakers(reading, drafts);
  const sorted = drafts
    .flat()
    .filter(draft => draft.content.length > 0)
    .sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a));
  const within = enclosing(sorted);
  return sorted.map((draft, i) => asStatement(reading, draft, i, within[i] ?? null));
};

/** Clauses said, then noun phrases said by cues that have no clause: "denounced the verdict". */
const draftsOf = (
  reading: Reading,
  speeches: readonly Speech[],
  at: number,
  quotations: readonly Placed[],
): Draft[] => {
  const sentence = reading.sentences[at];
  if (!sentence) return [];
  const open = (speech: Speech): boolean => !isOwnAside(speech, quotations) && !isNobodys(speech);
  const clauses = speeches.filter(open).flatMap(speech => draftOf(mendSpeech(reading, speech)));
  const spoken = new Set(clauses.map(({ speech }) => speech?.token));
  const phrases = nominalContents(reading, sentence).filter(
    speech => speech.speaker && !spoken.has(speech.token) && !cueInside(speech, quotations),
  );
  return [...clauses, ...phrases.flatMap(draftOf)];
};

const cueInside = ({ sentence, token }: Speech, quotations: readonly Placed[]): boolean => {
  const cue = tokenAt(sentence, token);
  return quotations.some(({ inner, marks }) => marks === 'double' && spanContains(inner, cue));
};

/** "“I think you know that we care,” she said": in a quotation only what others say is a statement of its own. */
const isOwnAside = (speech: Speech, quotations: readonly Placed[]): boolean =>
  cueInside(speech, quotations) &&
  (speech.cue.needsClause || speech.speaker === null || speech.speaker.mention.form === 'pronoun');

/** "this means that", "it is thought that": a view that nobody is said to hold. */
const isNobodys = ({ cue, speaker, sentence, token }: Speech): boolean => {
  if (!cue.needsClause) return false;
  // "it also noted that": a parser's empty subject may be a real one
  if (childBy(sentence, token, 'expl') >= 0 && tokenAt(sentence, token).xpos === 'VBD') return false;
  const who = speaker && tokenAt(sentence, speaker.token);
  return who === null || (who.upos === 'PRON' && /^th(is|at|ese)$/i.test(who.form));
};

const draftOf = (speech: Speech): Draft[] => {
  if (!speech.content) return [];
  const content = contentSpans(speech.sentence, speech.content);
  if (content.length === 0) return [];
  // whoever stands inside what is said does not say it: the tree took the clause's subject for the cue's
  const speaker = entityOfSpeaker(speech);
  const inside = speaker !== null && content.some(span => spanContains(span, speaker));
  return [
    { speech, sentence: speech.sentence, speaker: inside ? null : speaker, content, quotation: 'indirect' },
  ];
};

const entityOfSpeaker = ({ speaker, speakerSpan }: Speech): EntityAt | null =>
  speaker && { entity: speaker.entity.id, ...(speakerSpan ?? spanOf(speaker.mention)) };

const spanOf = ({ start, end }: Span): Span => ({ start, end });

const placeQuotations = (quotations: readonly Quotation[], sentences: readonly Sentence[]): Placed[] => {
  let at = 0;
  return quotations.map(quotation => {
    while (at + 1 < sentences.length && (sentences[at]?.end ?? 0) <= quotation.start) at++;
    let last = at;
    while (last + 1 < sentences.length && (sentences[last + 1]?.start ?? 0) < quotation.end) last++;
    return { ...quotation, first: at, last };
  });
};

const quotationsBySentence = (quotations: readonly Placed[], sentences: number): Placed[][] => {
  const reaching: Placed[][] = Array.from({ length: sentences }, () => []);
  for (const quotation of quotations)
    for (let at = quotation.first; at <= quotation.last; at++) reaching[at]?.push(quotation);
  return reaching;
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

/** A quotation belongs to the innermost statement whose content it shares and whose cue stands outside it. */
const ownQuotation = (reading: Reading, quotation: Placed, drafts: Drafts): boolean => {
  const { inner } = quotation;
  const sharing = drafts
    .slice(quotation.first, quotation.last + 1)
    .flat()
    .filter(draft => overlapLength(draft.content, inner) > 0 && !hasCueInside(draft, inner));
  const [draft] = sharing.sort((a, b) => length(a.content) - length(b.content));
  if (!draft) return false;
  const inside = overlapLength(draft.content, inner);
  // the tree's clause lies in the quotation and the quotation goes on past the sentence
  if (inside >= 0.8 * length(draft.content) || isFullSpeech(reading.report.text, quotation)) {
    const others = draft.content.filter(span => isQuotedElsewhere(reading, span, quotation));
    draft.content = joined([...others, inner]);
  } else draft.content = joined([...draft.content, inner]);
  if (draft.speech && (draft.speaker === null || spanContains(inner, draft.speaker)))
    draft.speaker = speakerOutside(reading, draft.speech, quotation);
  return true;
};

const hasCueInside = ({ speech }: Draft, inner: Span): boolean =>
  speech !== null && spanContains(inner, tokenAt(speech.sentence, speech.token));

/** “We stay,” or : “We stay”: marks and commas that set off whole sentences, not words of the reporter's clause. */
const isFullSpeech = (text: string, { start, inner }: Placed): boolean =>
  words(text, inner) >= MIN_WORDS &&
  /[,.?!—-]$/.test(text.slice(inner.start, inner.end)) &&
  /(^|[\n,:.?!”"])\s*$/.test(text.slice(Math.max(0, start - 3), start));

/** What an earlier quotation gave to the same cue: “We stay,” she said, “and wait.” */
const isQuotedElsewhere = ({ report: { text } }: Reading, span: Span, { start, end }: Placed): boolean =>
  (span.end <= start || span.start >= end) && isAfterMark(text, span.start);

/** Spans in order, without overlaps. */
const joined = (spans: readonly Span[]): Span[] => {
  const found: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    // only marks and spaces lie between
    if (last && span.start <= last.end + 3)
      found[found.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else found.push(span);
  }
  return found;
};

/** “We stay,” the mayor, Ada Lind, told reporters: whoever is named between the quotation and its cue, or right after it. */
const speakerOutside = (reading: Reading, speech: Speech, quotation: Placed): EntityAt | null => {
  const own = entityOfSpeaker(speech);
  if (own && !spanContains(quotation.inner, own)) return own;
  const cue = tokenAt(speech.sentence, speech.token);
  const mentions = [...(reading.mentions[speech.sentence.index]?.values() ?? [])].filter(
    ({ start, end }) => end <= quotation.start || start >= quotation.end,
  );
  const between = mentions.filter(({ start, end }) => start >= quotation.end && end <= cue.start);
  const after = mentions.filter(({ start }) => start >= cue.end && start <= cue.end + 2);
  const before = mentions.filter(({ end }) => end <= cue.start && cue.end <= quotation.start);
  const found = between[0] ?? after[0] ?? before.at(-1);
  return found ? { entity: found.entity, ...spanOf(found) } : null;
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
  const push = (speech: Speech | null, speaker: EntityAt | null): void => {
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
  ).filter(found => found.cue.upos === 'VERB' && found.speaker && !found.cue.needsClause);
  if (speech) {
    const same = (drafts[speech.sentence.index] ?? []).find(
      draft => draft.speech?.token === speech.token && isInMarks(text, draft.content.at(-1)),
    );
    if (same) same.content = joined([...same.content, quotation.inner]);
    else push(speech, speakerOutside(reading, speech, quotation));
    return;
  }
  const lead = text.slice(sentence.start, quotation.start);
  if (lead.trim().length > 0) {
    // "the “roadmap to peace talks” of May": without cue, colon or comma the marks report no speech
    const filler = /[:,]\s*$/.test(lead) ? subjectOfSentence(reading, sentence) : null;
    if (/[:,]\s*$/.test(lead))
      push(null, filler ? { entity: filler.entity.id, ...spanOf(filler.mention) } : null);
    return;
  }
  const running = runningSpeech(text, drafts, quotation, sentence);
  if (running) {
    const added = quotation.inner.end - quotation.inner.start;
    if (added > REMARK * length(running.content)) push(null, running.speaker);
    else running.content = joined([...running.content, quotation.inner]);
    return;
  }
  // a quotation that stands alone goes on with the speaker before it, if that one is near
  const before = speakerBefore(drafts, quotation, sentence.paragraph);
  if (before) push(null, before.speaker);
};

/** A second quotation this much shorter only rounds off the first; a longer one is a statement that stands by itself. */
const REMARK = 0.8;

const isInMarks = (text: string, span: Span | undefined): boolean =>
  span !== undefined && isAfterMark(text, span.start);

/** “We stay,” she said. “We have no choice.”: the second quotation of a paragraph goes on with the first. */
const runningSpeech = (
  text: string,
  drafts: Drafts,
  quotation: Placed,
  sentence: Sentence,
): Draft | undefined => {
  for (let at = quotation.first - 1; at >= 0 && at >= quotation.first - SPEAKER_WINDOW; at--) {
    const found = (drafts[at] ?? []).filter(draft => draft.speaker && isInMarks(text, draft.content.at(-1)));
    const last = found.at(-1);
    if (!last) continue;
    return last.sentence.paragraph === sentence.paragraph ? last : undefined;
  }
  return undefined;
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
const settleContents = (text: string, drafts: Drafts, reaching: readonly (readonly Placed[])[]): void => {
  for (const [at, found] of drafts.entries())
    for (const draft of found) {
      draft.content = draft.content.map(span => trimmed(text, span)).filter(span => span.end > span.start);
      const around = new Set(
        draft.content.length > 1 ? reaching.slice(at, at + SPEAKER_WINDOW).flat() : reaching[at],
      );
      const quoted = [...around].reduce((sum, q) => sum + overlapLength(draft.content, q), 0);
      draft.quotation = quoted >= 0.85 * length(draft.content) ? 'direct' : quoted > 0 ? 'mixed' : 'indirect';
    }
};

const trimmed = (text: string, { start, end }: Span): Span => {
  let from = start;
  let to = end;
  while (from < to && /^([\s"“”«»,:;`]|'')/.test(text.slice(from, from + 2))) from++;
  while (to > from && /([\s"“”«»,:;]|'')$/.test(text.slice(Math.max(from, to - 2), to))) to--;
  return { start: from, end: to };
};

const entityAtFiller = (filler: Filler | null): EntityAt | null =>
  filler && { entity: filler.entity.id, start: filler.mention.start, end: filler.mention.end };

const asStatement = (reading: Reading, draft: Draft, index: number, within: number | null): Statement => {
  const { speech } = draft;
  const cue = speech && tokenAt(speech.sentence, speech.token);
  return {
    id: `s${index + 1}`,
    speaker: draft.speaker,
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
