// Mentions become facts for coreference, each read once off the tree: number, gender, definiteness, names, roles,
// quotation and its speaker. Everything later compares integers.
import type { Mention, Sentence, Token } from '../schema/analysis.ts';
import { childrenOf } from '../schema/tree.ts';
import { type NameKey, nameKey } from './coreference-names.ts';
import { type Gender, type Grammar, genderOfWord, pronounGrammar } from './coreference-words.ts';
import { hashText, mix, wordCodes } from './names-features.ts';
import { nameWordBits } from './names-words.ts';

type Definiteness = 'definite' | 'demonstrative' | 'possessed' | 'indefinite' | 'bare';

export interface Facts {
  readonly mention: Mention;
  readonly index: number;
  readonly token: Token;
  readonly lemma: number;
  readonly pronoun: Grammar | null;
  readonly relative: boolean;
  /** For a relative pronoun, the noun that its clause hangs on; -1 otherwise. */
  readonly relativeHead: number;
  readonly number: 'singular' | 'plural' | null;
  readonly gender: Gender | null;
  readonly animate: boolean | null;
  readonly definiteness: Definiteness;
  /** Lower-cased words of the bare name; empty where there is none. */
  readonly name: readonly string[];
  /** Lemmas of the phrase's content words but the head, sorted: modifiers of a nominal. */
  readonly modifiers: readonly number[];
  /** Demonyms and country names in the phrase: "Syrian" in "the Syrian president". */
  readonly nationality: readonly number[];
  /** Lemmas of a title or role that the phrase itself gives: "president". */
  readonly titles: readonly number[];
  readonly relation: string;
  readonly paragraph: number;
  /** Inside quotation marks: number of the quotation, 0 outside. */
  readonly quotation: number;
  /** Verb or noun that governs the head, -1 at the root. */
  readonly governor: number;
  /** Phrase with modifiers, lower-cased, without determiner. */
  readonly phrase: number;
  readonly key: NameKey | null;
  /** One number for what the mention looks like: a pronoun's family, or form with definiteness. */
  readonly type: number;
  readonly governorLemma: number;
  readonly determiner: number;
  readonly caseCode: number;
  readonly hasCopula: boolean;
  readonly hasPostmodifier: boolean;
  readonly firstInSentence: boolean;
  /** Mention that speaks the quotation in which this one stands, -1 where none is plain. */
  speaker: number;
}

const definitenessCodes = { definite: 1, demonstrative: 2, possessed: 3, indefinite: 4, bare: 5 } as const;
const formCodes = { name: 1, nominal: 2, pronoun: 3 } as const;

/** Number of the quotation in which each token stands, 0 outside; marks close at the paragraph's end. */
export const quotationsOf = (sentences: readonly Sentence[]): readonly Uint32Array[] => {
  let quotation = 0;
  let open = false;
  let paragraph = -1;
  return sentences.map(sentence => {
    if (sentence.paragraph !== paragraph) open = false;
    paragraph = sentence.paragraph;
    return Uint32Array.from(sentence.tokens, token => {
      const opens = token.form === '“' || token.form === '``';
      const closes = token.form === '”' || token.form === "''";
      const straight = token.form === '"' || token.form === '""' || token.form === '"""';
      if (opens || (straight && !open)) {
        open = true;
        quotation++;
        return quotation;
      }
      if (closes || straight) {
        const last = open ? quotation : 0;
        open = false;
        return last;
      }
      return open ? quotation : 0;
    });
  });
};

const definitenessOf = (sentence: Sentence, mention: Mention): Definiteness => {
  for (const child of childrenOf(sentence, mention.head)) {
    const token = sentence.tokens[child] as Token;
    if (child > mention.head) break;
    if (token.deprel === 'nmod:poss') return 'possessed';
    if (token.deprel !== 'det') continue;
    const lower = token.form.toLowerCase();
    if (lower === 'the') return 'definite';
    if (/^(this|that|these|those|such)$/.test(lower)) return 'demonstrative';
    return 'indefinite';
  }
  return 'bare';
};

const isRelative = (token: Token): boolean =>
  token.xpos === 'WP' || token.xpos === 'WDT' || token.xpos === 'WP$';

/** The noun modified by the relative clause around `at`: "soldiers" for "who" in "soldiers who fled". */
export const relativeHead = (sentence: Sentence, at: number): number => {
  let up = at;
  for (let steps = 0; steps < 4 && up >= 0; steps++) {
    const token = sentence.tokens[up] as Token;
    if (token.deprel === 'acl:relcl') return token.head < at ? token.head : -1;
    up = token.head;
  }
  return -1;
};

const numberOf = (mention: Mention, token: Token, grammar: Grammar | null): Facts['number'] => {
  if (grammar) return grammar.number;
  if (mention.kind === 'organization' && mention.nameFrom >= 0) return null;
  if (token.xpos === 'NNS' || token.xpos === 'NNPS' || token.feats.includes('Number=Plur')) return 'plural';
  if (token.feats.includes('Number=Sing') || token.xpos === 'NN' || token.xpos === 'NNP') return 'singular';
  return null;
};

const genderOf = (sentence: Sentence, mention: Mention, grammar: Grammar | null): Gender | null => {
  if (grammar) return grammar.gender;
  const person = mention.kind === 'person';
  if (person && mention.nameFrom >= 0) {
    for (let i = mention.from; i < mention.nameTo; i++) {
      const found = genderOfWord(wordCodes((sentence.tokens[i] as Token).form).lower);
      if (found) return found;
      if (i >= mention.nameFrom) break;
    }
    return null;
  }
  const token = sentence.tokens[mention.head] as Token;
  const found = genderOfWord(wordCodes(token.form).lower);
  if (found) return found;
  return mention.kind === null || person || mention.kind === 'group' ? null : 'neuter';
};

const namesNation = nameWordBits.demonym | nameWordBits.country | nameWordBits.people;

const factsOf = (
  sentence: Sentence,
  mention: Mention,
  index: number,
  quotation: number,
  first: boolean,
): Facts => {
  const token = sentence.tokens[mention.head] as Token;
  const lower = wordCodes(token.form).lower;
  const grammar = mention.form === 'pronoun' ? pronounGrammar(lower) : null;
  const name: string[] = [];
  const modifiers: number[] = [];
  const nationality: number[] = [];
  const titles: number[] = [];
  let phrase = 0;
  for (let i = mention.from; i < mention.to; i++) {
    const word = sentence.tokens[i] as Token;
    const codes = wordCodes(word.form);
    const inName = i >= mention.nameFrom && i < mention.nameTo;
    if (inName && word.upos !== 'PUNCT') name.push(codes.lower);
    if (word.upos === 'DET' || word.upos === 'PUNCT' || word.upos === 'PART' || word.upos === 'PRON')
      continue;
    const lemma = hashText(word.lemma.toLowerCase().slice(0, 40));
    phrase = Math.imul(phrase, 31) + lemma;
    if (codes.classes & namesNation && i !== mention.head && codes.capital) nationality.push(lemma);
    else if (i !== mention.head && word.upos !== 'ADP') modifiers.push(lemma);
    if (!inName && i < mention.nameFrom && (word.upos === 'NOUN' || word.upos === 'PROPN'))
      titles.push(lemma);
  }
  const definiteness = definitenessOf(sentence, mention);
  let determiner = 0;
  let caseCode = 0;
  let hasCopula = false;
  let hasPostmodifier = false;
  for (const child of childrenOf(sentence, mention.head)) {
    const word = sentence.tokens[child] as Token;
    if (word.deprel === 'det') determiner = hashText(wordCodes(word.form).lower);
    else if (word.deprel === 'case') caseCode = hashText(wordCodes(word.form).lower);
    else if (word.deprel === 'cop') hasCopula = true;
    else if (child > mention.head && /^(acl|nmod|appos)/.test(word.deprel)) hasPostmodifier = true;
  }
  const governor = token.head >= 0 ? (sentence.tokens[token.head] as Token) : null;
  const animate =
    grammar?.gender === 'neuter' && grammar.family === 'it'
      ? false
      : (grammar && (grammar.person < 3 || grammar.gender !== null)) ||
          mention.kind === 'person' ||
          mention.kind === 'group'
        ? true
        : mention.kind === null
          ? null
          : false;
  return {
    mention,
    index,
    token,
    lemma: hashText(token.lemma.toLowerCase().slice(0, 40)),
    pronoun: grammar,
    relative: mention.form === 'pronoun' && isRelative(token),
    relativeHead: mention.form === 'pronoun' && isRelative(token) ? relativeHead(sentence, mention.head) : -1,
    number: numberOf(mention, token, grammar),
    gender: genderOf(sentence, mention, grammar),
    animate,
    definiteness,
    name,
    modifiers: modifiers.sort((a, b) => a - b),
    nationality,
    titles,
    relation: token.deprel,
    paragraph: sentence.paragraph,
    quotation,
    governor: token.head,
    phrase,
    key: name.length > 0 ? nameKey(name) : null,
    type: grammar
      ? mix(hashText(grammar.family), token.deprel === 'nmod:poss' ? 1 : grammar.reflexive ? 2 : 0)
      : formCodes[mention.form] * 100 + (name.length > 0 ? 10 : 0) + definitenessCodes[definiteness],
    governorLemma: governor ? hashText(governor.lemma.slice(0, 40)) : 0,
    determiner,
    caseCode,
    hasCopula,
    hasPostmodifier,
    firstInSentence: first,
    speaker: -1,
  };
};

export const collectFacts = (sentences: readonly Sentence[], mentions: readonly Mention[]): Facts[] => {
  const quotations = quotationsOf(sentences);
  return mentions.map((mention, index) =>
    factsOf(
      sentences[mention.sentence] as Sentence,
      mention,
      index,
      (quotations[mention.sentence] as Uint32Array)[mention.head] as number,
      mentions[index - 1]?.sentence !== mention.sentence,
    ),
  );
};
