// What stage 2 reads off a report: sentences of tokens in a Universal Dependencies tree, names, coreference.
import type { Span } from './span.ts';

/** Universal part-of-speech tags, UD v2. */
export type Upos =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X';

/** A syntactic word, as a CoNLL-U row. Words of one multiword token ("don't", "Syria's") have offsets of their own. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** The surface form; `text.slice(start, end)` but for normalised quotes. */
  readonly form: string;
  readonly lemma: string;
  readonly upos: Upos;
  /** Penn Treebank tag. */
  readonly xpos: string;
  /** UD features as in CoNLL-U (`Number=Sing|Tense=Past`), empty where there are none. */
  readonly feats: string;
  /** Index of the head in the sentence, -1 for the root. */
  readonly head: number;
  /** UD v2 relation with its subtype: `nsubj:pass`. */
  readonly deprel: string;
}

export interface Sentence extends Span {
  readonly index: number;
  /** Number of the paragraph (blank-line separated block), from 0. */
  readonly paragraph: number;
  readonly tokens: readonly Token[];
  /** `multiword[i]` is true where token i continues the multiword token that an earlier token began ("n't"). */
  readonly multiword: readonly boolean[];
}

/** What a recognised name is the name of. The labels of the trained models are numbered in this order. */
export const NAME_KINDS = ['person', 'organization', 'place', 'group', 'other'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** How something is mentioned: "Fuad Masum", "the Iraqi president", "he". */
export const MENTION_FORMS = ['name', 'nominal', 'pronoun'] as const;
export type MentionForm = (typeof MENTION_FORMS)[number];

/** A mention of something in the world: name, nominal ("the Syrian president") or pronoun. */
export interface Mention extends Span {
  readonly sentence: number;
  /** Token range in the sentence, half-open, and the index of the syntactic head. */
  readonly from: number;
  readonly to: number;
  readonly head: number;
  readonly form: MentionForm;
  /** From the name recogniser or the head noun; null where nothing tells. */
  readonly kind: NameKind | null;
  /**
   * Token range of the bare name at the head ("Fuad Masum" in "Iraqi President Fuad Masum"), half-open; -1 and -1
   * where the head is no name ("Iraqi forces" is a name phrase by its nationality alone).
   */
  readonly nameFrom: number;
  readonly nameTo: number;
  /** Token range of the title before a person's name ("President"), half-open; -1 and -1 where there is none. */
  readonly titleFrom: number;
  readonly titleTo: number;
}

export interface Analysis {
  readonly sentences: readonly Sentence[];
  /** In text order; nested mentions ("Syria" in "the president of Syria") stand after the outer one. */
  readonly mentions: readonly Mention[];
  /** Coreference chains: indices into `mentions`, each mention in exactly one chain, in text order. */
  readonly chains: readonly (readonly number[])[];
}
