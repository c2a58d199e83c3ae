// Verb lemmas made good by the codebook: where the lemmatiser's guess is no verb that the rules know, a base form
// that the rules do know and that spells the word is taken ("freed": free, "shelled": shell, "hanged": hang).
import type { Sentence, Token } from '../schema/analysis.ts';
import type { Codebook } from '../schema/codebook.ts';

const known = new WeakMap<Codebook, ReadonlySet<string>>();

/** Verbs of frames, speech and status, particles left off. */
const verbsOf = (codebook: Codebook): ReadonlySet<string> => {
  let verbs = known.get(codebook);
  if (!verbs) {
    const keys = [
      ...codebook.framesByPredicate.keys(),
      ...codebook.speechCues.keys(),
      ...codebook.statusOperators.keys(),
    ].filter(key => key.startsWith('VERB:'));
    verbs = new Set([
      ...keys.map(key => key.slice('VERB:'.length).split(' ')[0] as string),
      ...[...codebook.lightVerbs].map(verb => verb.split(' ')[0] as string),
    ]);
    known.set(codebook, verbs);
  }
  return verbs;
};

/** Base forms that the regular rules of spelling allow: "tries", "ruled", "freed", "trapped", "telephoning". */
const basesOf = (form: string): string[] => {
  const stem = /^(.{2,})(?:ed|ing|es|s)$/.exec(form)?.[1];
  if (!stem) return [];
  const undoubled = /([bdfgklmnprstvz])\1$/.test(stem) ? [stem.slice(0, -1)] : [];
  const bases = [stem, `${stem}e`, ...undoubled];
  if (stem.endsWith('i')) bases.push(`${stem.slice(0, -1)}y`);
  if (stem.endsWith('ck')) bases.push(stem.slice(0, -1));
  return bases;
};

const mend = (token: Token, verbs: ReadonlySet<string>): Token => {
  if (token.upos !== 'VERB' || verbs.has(token.lemma.toLowerCase())) return token;
  const form = token.form.toLowerCase();
  const base = form.length > 24 ? undefined : basesOf(form).find(one => verbs.has(one));
  return base === undefined ? token : { ...token, lemma: base };
};

/** The same sentences, with the lemmas of verbs mended; a sentence that needs nothing is passed on as it is. */
export const mendLemmas = (sentences: readonly Sentence[], codebook: Codebook): readonly Sentence[] => {
  const verbs = verbsOf(codebook);
  return sentences.map(sentence => {
    const tokens = sentence.tokens.map(token => mend(token, verbs));
    return tokens.every((token, i) => token === sentence.tokens[i]) ? sentence : { ...sentence, tokens };
  });
};
