// Why words were not coded: how they are read, the frames that were considered, and what kept each from it.
import type { Sentence } from '../../schema/analysis.ts';
import { type Reason, reason } from '../../schema/explanation.ts';
import { relation, tokenAt } from '../../schema/tree.ts';
import type { Coding } from '../code-report.ts';
import { bestFrame, framesFor } from '../frames.ts';
import { keysAt, mentionHeadedAt, type Reading } from '../reading.ts';
import { aggregatesOf, judgePredicates, SET_ASIDE } from '../select.ts';
import { explainTrials } from './frame.ts';
import { listed, type WhoIs } from './terms.ts';

export const explainWord = (
  { reading, figures }: Coding,
  sentence: Sentence,
  token: number,
  whoIs: WhoIs,
): Reason[] => {
  const t = tokenAt(sentence, token);
  const head = t.head < 0 ? 'top of its sentence' : `${t.deprel} of “${tokenAt(sentence, t.head).form}”`;
  const mention = mentionHeadedAt(reading, sentence, token);
  const judged = judgePredicates(reading, sentence, aggregatesOf(reading, figures)).find(
    ({ candidate }) => candidate.token === token,
  );
  return [
    reason('read as', `${t.upos} ${t.lemma}, ${head}`),
    ...explainLists(reading, sentence, token),
    ...explainTrials(reading, sentence, token, null),
    ...(judged?.setAside ? [reason('set aside', SET_ASIDE[judged.setAside])] : []),
    ...(judged && !judged.setAside ? [reason('taken up', 'it is told with another event')] : []),
    ...(mention ? [whoIs(mention.entity, mention)] : []),
  ];
};

/** What the codebook's lists say of the word, or that no frame names it. */
const explainLists = (reading: Reading, sentence: Sentence, token: number): Reason[] => {
  const { codebook } = reading;
  const keys = keysAt(reading, sentence, token);
  const found = <T>(list: ReadonlyMap<string, T>): T | undefined =>
    keys.map(key => list.get(key)).find(one => one !== undefined);
  const status = found(codebook.statusOperators);
  const cue = found(codebook.speechCues);
  const relates = found(codebook.relations);
  const lemma = tokenAt(sentence, token).lemma.toLowerCase();
  const measure = codebook.measures.get(lemma);
  const words: Reason[] = [
    ...(status ? [reason('listed', `makes what it governs ${status}`, { source: 'status.yaml' })] : []),
    ...(cue ? [reason('listed', `reports speech: ${cue.act}`, { source: 'speech.yaml' })] : []),
    ...(relates ? [reason('listed', `states a relation: ${relates}`, { source: 'relations.yaml' })] : []),
    ...(measure ? [reason('listed', `counts ${measure}`, { source: 'measures.yaml' })] : []),
    ...(codebook.lightVerbs.has(lemma)
      ? [
          reason('listed', 'a light verb: its object may be the event, with its subject', {
            source: 'light-verbs.yaml',
          }),
        ]
      : []),
  ];
  if (framesFor(reading, sentence, token).length > 0) return words;
  const none =
    keys.length > 0
      ? `no frame of the codebook names ${listed(keys)}`
      : `only verbs, nouns and adjectives are looked up; this is ${tokenAt(sentence, token).upos}`;
  return [...words, reason('frame', none)];
};

/** Tokens of a stretch that could be predicates; all of them where none could. */
export const predicatesIn = (reading: Reading, sentence: Sentence, tokens: readonly number[]): number[] => {
  const open = tokens.filter(token => keysAt(reading, sentence, token).length > 0);
  const framed = open.filter(
    token => framesFor(reading, sentence, token).length > 0 || bestFrame(reading, sentence, token),
  );
  const verbs = open.filter(token => relation(tokenAt(sentence, token)) === 'root');
  return framed.length > 0
    ? framed
    : verbs.length > 0
      ? verbs
      : open.length > 0
        ? open.slice(0, 1)
        : tokens.slice(0, 1);
};
