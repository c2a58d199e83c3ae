// Speech cues in the tree -> who says what: the cue's subject and its clause, in every order that newspapers use.
// After the source, cue and content of PARC and PolNeAR (Pareti 2012; Newell et al. 2018).
import type { Sentence } from '../schema/analysis.ts';
import type { SpeechCue } from '../schema/codebook.ts';
import type { Span } from '../schema/span.ts';
import { childBy, childrenBy, childrenOf, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import { isPassive, particlesOf } from './arguments.ts';
import { predicateKeys, type Reading } from './reading.ts';
import { type Filler, slotTokens, speakerAt } from './roles.ts';

export interface Speech {
  readonly sentence: Sentence;
  /** The cue word's token. */
  readonly token: number;
  readonly cue: SpeechCue;
  readonly speaker: Filler | null;
  /** Tokens of the content, null where the tree gives none and only a quotation can. */
  readonly content: readonly number[] | null;
}

const cueAt = (reading: Reading, sentence: Sentence, token: number): SpeechCue | null => {
  const t = tokenAt(sentence, token);
  if (t.lemma.toLowerCase() === 'accord' || t.form.toLowerCase() === 'according')
    return (
      reading.codebook.speechCues.get('ADP:according') ??
      reading.codebook.speechCues.get('ADP:according to') ??
      null
    );
  for (const key of predicateKeys(sentence, token, particlesOf(sentence, token))) {
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
  const speaker = speakerOf(reading, sentence, token);
  const content = clauseContent(sentence, token, cue);
  if (!content && cue.needsClause) return [];
  return [{ sentence, token, cue, speaker, content }];
};

const speakerOf = (reading: Reading, sentence: Sentence, token: number): Filler | null => {
  for (const subject of slotTokens(reading, sentence, token, 'subj')) {
    const speaker = speakerAt(reading, sentence, subject);
    if (speaker) return speaker;
  }
  return null;
};

/** Acts whose infinitive is what was said: "vowed to retaliate", "refused to meet". */
const infinitiveActs = new Set(['promises', 'threatens', 'demands', 'rejects', 'asks', 'denies', 'says']);

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
  return [
    {
      sentence,
      token,
      cue,
      speaker: speakerOf(reading, sentence, token),
      content: subtreeOf(sentence, clause),
    },
  ];
};

/** "According to the ministry, five died": the phrase's noun speaks, the clause it stands in is said. */
const accordingTo = (reading: Reading, sentence: Sentence, token: number, cue: SpeechCue): Speech[] => {
  const t = tokenAt(sentence, token);
  const phrase = t.deprel === 'case' ? t.head : (childrenBy(sentence, token, 'obl', 'nmod')[0] ?? -1);
  if (phrase < 0) return [];
  const top = t.deprel === 'case' ? phrase : token;
  const clause = tokenAt(sentence, top).head;
  if (clause < 0) return [];
  return [
    {
      sentence,
      token,
      cue,
      speaker: speakerAt(reading, sentence, phrase),
      content: without(sentence, clause, top),
    },
  ];
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
