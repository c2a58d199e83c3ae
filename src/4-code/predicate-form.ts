// How a predicate is marked in the tree: case, voice, particles, markers of clauses; and verbs that the parser misread.
import type { Sentence, Token } from '../schema/analysis.ts';
import { childBy, childrenBy, childrenOf, tokenAt } from '../schema/tree.ts';

/** "according to", "because of": the case marker with the words fixed to it. */
export const caseOf = (sentence: Sentence, token: number): string | null => {
  const [marker = -1, second = -1] = childrenBy(sentence, token, 'case');
  if (marker < 0 || isOfQuantity(sentence, marker)) return null;
  if (second === marker + 1)
    return [marker, second].map(at => tokenAt(sentence, at).lemma.toLowerCase()).join(' ');
  const fixed = childrenBy(sentence, marker, 'fixed').map(child =>
    tokenAt(sentence, child).form.toLowerCase(),
  );
  return [tokenAt(sentence, marker).lemma.toLowerCase(), ...fixed].join(' ');
};

/** "at least 19 hostages", "up to 300 people", "over 40 men": the marker belongs to the number. */
const isOfQuantity = (sentence: Sentence, marker: number): boolean => {
  const form = (at: number): string => sentence.tokens[at]?.form.toLowerCase() ?? '';
  if (form(marker) === 'at') return /^(least|most)$/.test(form(marker + 1));
  if (sentence.tokens[marker + 1]?.upos !== 'NUM') return false;
  if (form(marker) === 'to') return form(marker - 1) === 'up';
  if (form(marker) === 'than') return true;
  return form(marker) === 'over' && /^(VERB|AUX)$/.test(sentence.tokens[marker - 1]?.upos ?? '');
};

export const isPassive = (sentence: Sentence, token: number): boolean =>
  childBy(sentence, token, 'aux:pass', 'csubj:pass', 'obl:agent') >= 0 ||
  // "angry supporters staged rallies": with an object and no auxiliary the parser took the past for a participle
  (childBy(sentence, token, 'nsubj:pass') >= 0 && childBy(sentence, token, 'obj') < 0);

export const isParticiple = (token: Token, xpos: 'VBN' | 'VBG'): boolean =>
  token.xpos === xpos || (xpos === 'VBN' && token.xpos === 'VBD');

/** Words that may be part of the predicate: "lash out", "call for" is not one (its "for" is a slot). */
export const particlesOf = (sentence: Sentence, token: number): string[] => [
  ...ownParticles(sentence, token),
  ...childrenBy(sentence, token, 'obj', 'obl')
    .map(child => takenParticle(sentence, token, child))
    .filter(particle => particle !== null),
];

const adverbial = new Set(['over', 'in', 'out', 'up', 'down', 'off', 'back', 'away']);

/** "handed over the remains", "ruled out recognition": the word after the verb, which parsers take for a preposition. */
export const takenParticle = (sentence: Sentence, token: number, child: number): string | null => {
  const [marker = -1] = childrenBy(sentence, child, 'case');
  if (marker !== token + 1 || child < marker || tokenAt(sentence, token).upos !== 'VERB') return null;
  const lemma = tokenAt(sentence, marker).lemma.toLowerCase();
  return adverbial.has(lemma) ? lemma : null;
};

const ownParticles = (sentence: Sentence, token: number): string[] =>
  childrenOf(sentence, token)
    .filter(child => {
      const t = tokenAt(sentence, child);
      return (
        t.deprel === 'compound:prt' ||
        (t.deprel === 'advmod' &&
          child > token &&
          child <= token + 3 &&
          (t.upos === 'ADP' || t.upos === 'ADV'))
      );
    })
    .map(child => tokenAt(sentence, child).lemma.toLowerCase());

/** A clausal or nominal complement that is marked: "accused of arming" has its clause in `prep:of`. */
export const markedSlot = (sentence: Sentence, token: number): string | null => {
  const mark = childBy(sentence, token, 'mark', 'case');
  if (mark < 0) return null;
  const lemma = tokenAt(sentence, mark).lemma.toLowerCase();
  return lemma === 'to' && tokenAt(sentence, mark).upos === 'PART' ? 'to' : lemma;
};

/**
 * "Turkey shared recordings", where the parser reads a participle before its noun: the noun phrase would have to begin
 * with the participle, and yet a subject stands right before it.
 */
export const isMisreadVerb = (sentence: Sentence, token: number): boolean => {
  const { head, upos, xpos, deprel } = tokenAt(sentence, token);
  if (upos !== 'VERB' || deprel !== 'amod' || head < token || xpos === 'VBG') return false;
  const noun = tokenAt(sentence, head);
  if (!['root', 'obj', 'ccomp', 'parataxis'].includes(noun.deprel)) return false;
  return (
    misreadSubject(sentence, token) >= 0 &&
    childrenOf(sentence, head).every(
      child => child >= token || ['nsubj', 'punct', 'advmod'].includes(tokenAt(sentence, child).deprel),
    )
  );
};

/** The noun that ends where the verb begins; of "have tortured scores" the subject of "have". */
const misreadSubject = (sentence: Sentence, token: number): number => {
  const noun = tokenAt(sentence, tokenAt(sentence, token).head);
  const before = sentence.tokens[token - 1];
  if (noun.deprel === 'obj' && before?.upos === 'AUX' && noun.head === token - 1)
    return childBy(sentence, noun.head, 'nsubj');
  if (before?.upos !== 'PROPN' && before?.upos !== 'NOUN' && before?.upos !== 'PRON') return -1;
  const own = childrenBy(sentence, token, 'nsubj', 'compound').filter(child => child < token);
  return (
    own.at(-1) ?? childrenBy(sentence, tokenAt(sentence, token).head, 'nsubj').find(c => c < token) ?? -1
  );
};
