// The extent of what is said: the tree's content, mended where parsers go wrong at a cue, -> spans of text.
import type { Sentence } from '../schema/analysis.ts';
import type { GroundedMention } from '../schema/grounding.ts';
import type { Span } from '../schema/span.ts';
import { childrenOf, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Reading } from './reading.ts';
import type { Filler } from './roles.ts';
import type { Speech } from './speech.ts';

/** Longest tail after a cue that closes its sentence: "she said in an interview with the radio on Monday". */
const MAX_TAIL = 14;

/** A speech with its content and speaker as the order of words has them, where that is plainer than the tree. */
export const mendSpeech = (reading: Reading, speech: Speech): Speech => {
  if (speech.cue.upos === 'ADP') return { ...speech, content: mendAccording(speech) };
  if (speech.cue.upos !== 'VERB') return { ...speech, content: speech.content && filled(speech) };
  const closing = closingCue(reading, speech);
  if (closing) return closing;
  const content = speech.content ? leftwards(speech, filled(speech)) : afterThat(speech);
  if (!content) return speech;
  const { speaker } = speech;
  if (!speaker || !content.includes(speaker.token)) return { ...speech, content };
  const before = mentionBefore(reading, speech);
  return before ? { ...withSpeaker(reading, speech, before), content } : { ...speech, content };
};

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** No holes on either side of the cue: what stands between two parts of what is said is said too. */
const filled = ({ token, content }: Speech): number[] => {
  const before = (content ?? []).filter(at => at < token);
  const after = (content ?? []).filter(at => at > token);
  const whole = (part: readonly number[]): number[] =>
    part.length === 0 ? [] : range(Math.min(...part), Math.max(...part) + 1);
  return [...whole(before), ...whole(after)];
};

const besideCue = new Set([
  'obl',
  'advmod',
  'iobj',
  'obj',
  'compound',
  'aux',
  'punct',
  'mark',
  'advcl',
  'discourse',
  'nsubj',
]);

/** "says the bridge is closed" where the tree left "the bridge" outside: content begins right behind the cue's own words. */
const leftwards = ({ sentence, token, cue }: Speech, content: readonly number[]): number[] => {
  const first = Math.min(...content);
  if (cue.needsClause || first <= token) return [...content];
  const hasSubjectBefore = childrenOf(sentence, token).some(
    child => child < token && relation(tokenAt(sentence, child)) === 'nsubj',
  );
  const own = new Set(
    childrenOf(sentence, token)
      .filter(child => besideCue.has(relation(tokenAt(sentence, child))))
      .filter(child => !hasSubjectBefore || relation(tokenAt(sentence, child)) !== 'nsubj')
      .flatMap(child => subtreeOf(sentence, child)),
  );
  let from = token + 1;
  while (from < first && own.has(from)) from++;
  return [...range(from, first), ...content];
};

/** "said on Tuesday that the bridge ..." where the tree hangs the clause elsewhere. */
const afterThat = ({ sentence, token, cue }: Speech): number[] | null => {
  if (cue.needsClause) return null;
  for (let at = token + 1; at < Math.min(token + 9, sentence.tokens.length - 2); at++) {
    const t = tokenAt(sentence, at);
    if (t.upos === 'VERB' || t.upos === 'PUNCT') return null;
    if (t.upos === 'SCONJ' && t.form.toLowerCase() === 'that') return range(at + 1, sentence.tokens.length);
  }
  return null;
};

/** "The bridge is closed and the ferry is full, the harbour office said on Friday." */
const closingCue = (reading: Reading, speech: Speech): Speech | null => {
  const { sentence, token, cue, content } = speech;
  if (cue.needsClause || content?.some(at => at > token && tokenAt(sentence, at).upos !== 'PUNCT'))
    return null;
  if (sentence.tokens.length - token > MAX_TAIL) return null;
  const mention = mentionBefore(reading, speech);
  if (!mention) return null;
  const comma = commaBefore(sentence, mention.from);
  // a verb must stand before: "On Friday, the office said" has nothing said
  if (comma < 4 || !sentence.tokens.slice(0, comma).some(t => t.upos === 'VERB' || t.upos === 'AUX'))
    return null;
  if (!content && !isClosed(sentence, token)) return null;
  return { ...withSpeaker(reading, speech, mention), content: range(0, comma) };
};

/** No clause and no object after the cue: it has what it reports before it. */
const isClosed = (sentence: Sentence, token: number): boolean =>
  sentence.tokens
    .slice(token + 1)
    .every(t => !['VERB', 'AUX', 'SCONJ'].includes(t.upos) && !/["“]/.test(t.form)) &&
  childrenOf(sentence, token).every(child => child < token || relation(tokenAt(sentence, child)) !== 'obj');

const commaBefore = (sentence: Sentence, from: number): number =>
  tokenAt(sentence, Math.max(0, from - 1)).form === ',' ? from - 1 : -1;

const betweenNameAndCue = new Set(['AUX', 'ADV', 'PART']);

/** The mention that ends where the cue's verb group begins: "Ada Lind has said", "the mayor, Ada Lind, told". */
const mentionBefore = (reading: Reading, { sentence, token }: Speech): GroundedMention | null => {
  let to = token;
  while (to > 0 && betweenNameAndCue.has(tokenAt(sentence, to - 1).upos)) to--;
  const mentions = [...(reading.mentions[sentence.index]?.values() ?? [])].sort((a, b) => a.from - b.from);
  const ending = mentions.find(mention => mention.to === to);
  if (ending || sentence.tokens[to - 1]?.form !== ',') return ending ?? null;
  // between commas: an apposition, or the phrase with the apposition in it
  const aside = mentions.find(mention => mention.to === to - 1 && commaBefore(sentence, mention.from) > 0);
  if (!aside) return null;
  const isWhole = sentence.tokens.slice(aside.from, aside.to).some(t => t.form === ',');
  return isWhole ? aside : (mentions.find(mention => mention.to === aside.from - 1) ?? null);
};

const withSpeaker = (reading: Reading, speech: Speech, mention: GroundedMention): Speech => {
  const entity = reading.entities.get(mention.entity);
  const speaker: Filler | null = entity ? { token: mention.head, mention, entity } : speech.speaker;
  if (speaker?.token === speech.speaker?.token) return speech;
  return {
    ...speech,
    speaker,
    speakerSpan: speaker && { start: speaker.mention.start, end: speaker.mention.end },
  };
};

/** "According to the guild, ..." and "..., according to the guild": the sentence but the phrase. */
const mendAccording = ({ sentence, token, content }: Speech): readonly number[] | null => {
  const { tokens } = sentence;
  if (tokens[token - 1]?.form === ',' || tokens[token - 1]?.form === '—') {
    const rest = tokens.slice(token).filter(t => t.upos === 'VERB' || t.form === ',').length;
    return rest <= 2 && token > 4 ? range(0, token - 1) : content;
  }
  return content;
};

const edge = new Set([
  ',',
  ':',
  ';',
  '.',
  '“',
  '”',
  '"',
  '‘',
  '’',
  '``',
  "''",
  '-',
  '--',
  '–',
  '—',
  '(',
  ')',
  "'",
]);

/** Content tokens -> spans of text, cut where a cue interrupts; "that" and the marks around it are left outside. */
export const contentSpans = (sentence: Sentence, content: readonly number[]): Span[] => {
  const runs: number[][] = [];
  for (const token of content) {
    const run = runs.at(-1);
    if (run && run.at(-1) === token - 1) run.push(token);
    else runs.push([token]);
  }
  return runs.flatMap(run => {
    let from = 0;
    let to = run.length;
    while (from < to && isEdge(sentence, run[from] as number, true)) from++;
    while (to > from && isEdge(sentence, run[to - 1] as number, false)) to--;
    if (from >= to) return [];
    return [
      {
        start: tokenAt(sentence, run[from] as number).start,
        end: tokenAt(sentence, run[to - 1] as number).end,
      },
    ];
  });
};

const isEdge = (sentence: Sentence, token: number, leading: boolean): boolean => {
  const t = tokenAt(sentence, token);
  if (edge.has(t.form)) return true;
  return leading && t.deprel === 'mark' && t.lemma.toLowerCase() === 'that';
};
