// Speech cues in the tree -> who says what: the cue's subject and its clause, in every order that newspapers use.
// After the source, cue and content of PARC and PolNeAR (Pareti 2012; Newell et al. 2018).
import type { Sentence, Token } from '../schema/analysis.ts';
import type { SpeechCue } from '../schema/codebook.ts';
import type { Span } from '../schema/span.ts';
import { childBy, childrenBy, childrenOf, pathToRoot, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import { caseOf, isPassive } from './predicate-form.ts';
import { entityAt, keysAt, type Reading } from './reading.ts';
import { type Filler, isActor, slotTokens, speakerAt } from './roles.ts';

export interface Speech {
  readonly sentence: Sentence;
  /** The cue word's token. */
  readonly token: number;
  readonly cue: SpeechCue;
  readonly speaker: Filler | null;
  /** The words that name the speaker there: the mention, and the "who" that stands for it. */
  readonly speakerSpan: Span | null;
  /** Tokens of the content, null where the tree gives none and only a quotation can. */
  readonly content: readonly number[] | null;
}

/** Looked at for every token: most are told apart by their length. */
const isAccord = ({ lemma, form }: Token): boolean =>
  (lemma.length === 'accord'.length && lemma.toLowerCase() === 'accord') ||
  (form.length === 'according'.length && form.toLowerCase() === 'according');

const cueAt = (reading: Reading, sentence: Sentence, token: number): SpeechCue | null => {
  const t = tokenAt(sentence, token);
  if (isAccord(t))
    return (
      reading.codebook.speechCues.get('ADP:according') ??
      reading.codebook.speechCues.get('ADP:according to') ??
      null
    );
  for (const key of keysAt(reading, sentence, token)) {
    const cue = reading.codebook.speechCues.get(key);
    if (cue) return cue;
  }
  return null;
};

export const speechIn = (reading: Reading, sentence: Sentence): Speech[] =>
  sentence.tokens.flatMap((_, token) => {
    const cue = cueAt(reading, sentence, token);
    if (!cue) return [];
    if (cue.upos === 'ADP') return accordingTo(reading, sentence, token, cue);
    if (cue.upos === 'NOUN') return nominalSpeech(reading, sentence, token, cue);
    return verbalSpeech(reading, sentence, token, cue);
  });

const verbalSpeech = (reading: Reading, sentence: Sentence, token: number, cue: SpeechCue): Speech[] => {
  const content = clauseContent(sentence, token, cue);
  if (!content && cue.needsClause) return [];
  return [speechOf(reading, sentence, token, cue, content)];
};

const speechOf = (
  reading: Reading,
  sentence: Sentence,
  token: number,
  cue: SpeechCue,
  content: readonly number[] | null,
): Speech => {
  const speaker = speakerOf(reading, sentence, token);
  const speakerSpan = speaker && withRelative(sentence, token, speaker);
  return { sentence, token, cue, speaker, speakerSpan, content };
};

const relatives = new Set(['who', 'which', 'that']);
/** Longer than this, what stands between a noun and its "who" is too much to mark as the speaker. */
const MAX_SPEAKER = 200;

/** "the miners, who say the shaft is unsafe": the pronoun is where the clause names its speaker. */
const withRelative = (sentence: Sentence, token: number, { mention }: Filler): Span => {
  const { start, end } = mention;
  if (!pathToRoot(sentence, token).some(at => tokenAt(sentence, at).deprel === 'acl:relcl'))
    return { start, end };
  const clause =
    pathToRoot(sentence, token).find(at => tokenAt(sentence, at).deprel === 'acl:relcl') ?? token;
  const pronoun = childrenBy(sentence, clause, 'nsubj')
    .map(child => tokenAt(sentence, child))
    .find(t => relatives.has(t.lemma.toLowerCase()) && t.start >= end && t.end - start < MAX_SPEAKER);
  return pronoun && tokenAt(sentence, tokenAt(sentence, clause).head).start < end
    ? { start, end: pronoun.end }
    : { start, end };
};

const speakerOf = (reading: Reading, sentence: Sentence, token: number): Filler | null => {
  for (const subject of slotTokens(reading, sentence, token, 'subj')) {
    const speaker = speakerNear(reading, sentence, subject);
    if (speaker) return speaker;
  }
  return null;
};

/** Who the phrase headed by the token names; where no mention has that head, one that covers it or stands in it. */
const speakerNear = (reading: Reading, sentence: Sentence, token: number): Filler | null => {
  const exact = speakerAt(reading, sentence, token);
  if (exact) return exact;
  const mentions = [...(reading.mentions[sentence.index]?.values() ?? [])];
  const covering = mentions
    .filter(({ from, to }) => from <= token && token < to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))[0];
  const inside = childrenBy(sentence, token, 'flat', 'appos', 'compound', 'nmod')
    .map(child => reading.mentions[sentence.index]?.get(child))
    .find(mention => mention !== undefined);
  const mention = covering ?? inside;
  const entity = mention && reading.entities.get(mention.entity);
  return mention && entity ? { token: mention.head, mention, entity } : null;
};

/** Acts whose infinitive is what was said: "vowed to retaliate", "refused to meet". */
const infinitiveActs = new Set(['promises', 'threatens', 'demands', 'rejects', 'asks', 'denies', 'says']);

/** "continues to shell the town": what goes on is not said. */
const goingOn = new Set(['continue', 'go']);

const clauseContent = (sentence: Sentence, token: number, cue: SpeechCue): number[] | null => {
  const finite = childrenBy(sentence, token, 'ccomp')[0];
  if (finite !== undefined) return subtreeOf(sentence, finite);
  const verb = tokenAt(sentence, token);
  // "the raid, officials said, killed five": the cue hangs on what is said
  if (relation(verb) === 'parataxis' && verb.head >= 0) {
    const rest = without(sentence, verb.head, token);
    if (rest.length > 0 && !hasMark(sentence, token)) return rest;
  }
  // "as the minister said", the main clause is said
  if (relation(verb) === 'advcl' && verb.head >= 0 && markIs(sentence, token, 'as'))
    return without(sentence, verb.head, token);
  const spoken = childrenBy(sentence, token, 'parataxis').find(child => isClause(sentence, child));
  if (spoken !== undefined) return subtreeOf(sentence, spoken);
  if (isPassive(sentence, token)) return null;
  const infinitive = childrenBy(sentence, token, 'xcomp')[0];
  if (goingOn.has(verb.lemma)) return null;
  if (infinitive !== undefined && infinitiveActs.has(cue.act) && markIs(sentence, infinitive, 'to'))
    return subtreeOf(sentence, infinitive);
  return null;
};

const isClause = (sentence: Sentence, token: number): boolean =>
  tokenAt(sentence, token).upos === 'VERB' || childrenBy(sentence, token, 'nsubj', 'cop').length > 0;

const hasMark = (sentence: Sentence, token: number): boolean => childBy(sentence, token, 'mark') >= 0;

const markIs = (sentence: Sentence, token: number, lemma: string): boolean =>
  childrenBy(sentence, token, 'mark').some(mark => tokenAt(sentence, mark).lemma.toLowerCase() === lemma);

const without = (sentence: Sentence, root: number, left: number): number[] =>
  subtreeOf(sentence, root, (_, at) => at === left);

/** "his claim that the border is closed", "a promise to withdraw". */
const nominalSpeech = (reading: Reading, sentence: Sentence, token: number, cue: SpeechCue): Speech[] => {
  const clause = childrenBy(sentence, token, 'acl', 'ccomp').find(
    child =>
      tokenAt(sentence, child).deprel !== 'acl:relcl' &&
      (markIs(sentence, child, 'that') || markIs(sentence, child, 'to')),
  );
  if (clause === undefined) return [];
  return [speechOf(reading, sentence, token, cue, subtreeOf(sentence, clause))];
};

/** "According to the ministry, five died": the phrase's noun speaks, the clause it stands in is said. */
const accordingTo = (reading: Reading, sentence: Sentence, token: number, cue: SpeechCue): Speech[] => {
  const t = tokenAt(sentence, token);
  const phrase = t.deprel === 'case' ? t.head : (childrenBy(sentence, token, 'obl', 'nmod')[0] ?? -1);
  if (phrase < 0) return [];
  const top = t.deprel === 'case' ? phrase : token;
  const clause = tokenAt(sentence, top).head;
  if (clause < 0) return [];
  const speaker = speakerNear(reading, sentence, phrase);
  return [
    {
      sentence,
      token,
      cue,
      speaker,
      speakerSpan: speaker?.mention ?? null,
      content: without(sentence, clause, top),
    },
  ];
};

/**
 * What a noun phrase says is said: "denounced the verdict", "called for a recount". Kept apart from `speechIn`, whose
 * clauses hold events of their own.
 */
export const nominalContents = (reading: Reading, sentence: Sentence): Speech[] =>
  sentence.tokens.flatMap((t, token) => {
    if (t.upos !== 'VERB') return [];
    const cue = cueAt(reading, sentence, token);
    if (!cue?.content || isPassive(sentence, token)) return [];
    const filler = cue.content.map(slot => slotFiller(sentence, token, slot)).find(found => found >= 0);
    if (filler === undefined) return [];
    // "backed the rebels": a party is supported, not said
    const named = entityAt(reading, sentence, filler);
    if (named && isActor(named) && siding.has(tokenAt(sentence, token).lemma)) return [];
    return [speechOf(reading, sentence, token, cue, subtreeOf(sentence, filler))];
  });

/** What is done to parties and said of plans. */
const siding = new Set(['back', 'defend', 'oppose', 'prefer', 'endorse', 'support']);

const slotFiller = (sentence: Sentence, token: number, slot: string): number => {
  if (!slot.startsWith('prep:')) return childrenBy(sentence, token, slot)[0] ?? -1;
  const marker = slot.slice('prep:'.length);
  return (
    childrenOf(sentence, token).find(child => {
      const rel = relation(tokenAt(sentence, child));
      if (rel === 'obl') return caseOf(sentence, child) === marker;
      return rel === 'advcl' && markIs(sentence, child, marker);
    }) ?? -1
  );
};

/** Speech cues anywhere in the sentence outside `inside`, nearest to it first: who may own a quotation. */
export const cuesAround = (speeches: readonly Speech[], inside: Span): Speech[] => {
  const distance = ({ sentence, token }: Speech): number => {
    const t = tokenAt(sentence, token);
    return t.end <= inside.start ? inside.start - t.end : t.start - inside.end;
  };
  return speeches.filter(speech => distance(speech) >= 0).sort((a, b) => distance(a) - distance(b));
};

/** The finite verb that governs a token, for continuing speech without a cue of its own. */
export const subjectOfSentence = (reading: Reading, sentence: Sentence): Filler | null => {
  const root = sentence.tokens.findIndex(t => t.head < 0);
  if (root < 0 || childrenOf(sentence, root).length === 0) return null;
  return speakerOf(reading, sentence, root);
};
