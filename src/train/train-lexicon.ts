// Counts lemmas by form and tag in the treebanks, and makes suffix rules for words not seen.
import type { BaseKind } from '../2-analyse/inflection.ts';
import { irregularBase } from '../2-analyse/irregular-words.ts';
import { type Lexicon, LONGEST_SUFFIX, lemmatise, plainForm, type Rule } from '../2-analyse/lemmatise.ts';
import { tagName } from './network-data.ts';
import type { GoldDocument } from './treebank.ts';

type Counts = Map<string, Map<string, number>>;

const count = (counts: Counts, key: string, value: string, times = 1): void => {
  const values = counts.get(key) ?? new Map<string, number>();
  values.set(value, (values.get(value) ?? 0) + times);
  counts.set(key, values);
};

const most = (values: ReadonlyMap<string, number>): [string, number] =>
  [...values].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];

/** The edit from form to lemma as one string, `cut add case`. */
function editOf(form: string, lemma: string): string {
  const isLower = lemma === lemma.toLowerCase();
  const base = isLower ? form.toLowerCase() : form;
  let same = 0;
  while (same < base.length && same < lemma.length && base[same] === lemma[same]) same++;
  return [base.length - same, lemma.slice(same), isLower ? 1 : 0].join('\t');
}

function ruleOf(edit: string): Rule {
  const [cut = '0', add = '', isLower = '0'] = edit.split('\t');
  return { cut: Number(cut), add, isLower: isLower === '1' };
}

const kindOf: Readonly<Record<string, BaseKind>> = { VERB: 'V', AUX: 'V', NOUN: 'N', ADJ: 'A', ADV: 'A' };
/** A base that stands in the text as it is counts at once; one that is only an annotator's lemma counts from here. */
const LEAST_LEMMAS = 2;

/** What stands after a modal or between "to" and the like of "the" is the base of a verb. */
const BASE_PLACES =
  /\b(?:will|would|can|cannot|could|should|must|may|might|to) ([a-z]{3,20})(?= (?:the|an?|its|their|our|his|her|all|any|these|those|this|that|them|it|him|us|each|more|such)\b)/g;
const LEAST_IN_TEXT = 2;

/** Bases of verbs by where they stand in running text: "would sever the link". */
export function verbsOfText(paragraphs: Iterable<string>): Set<string> {
  const counts = new Map<string, number>();
  for (const paragraph of paragraphs)
    for (const [, word = ''] of paragraph.matchAll(BASE_PLACES))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].flatMap(([word, times]) => (times >= LEAST_IN_TEXT ? [word] : [])));
}

/** `rankOf` is the rank of a word in running text, `verbs` the bases of verbs seen there. */
export function learnLexicon(
  documents: readonly GoldDocument[],
  rankOf: Lexicon['rankOf'],
  verbs: ReadonlySet<string>,
): Lexicon {
  const forms: Counts = new Map();
  const written: Counts = new Map();
  const lemmas = new Map<string, number>();
  for (const { sentences } of documents)
    for (const { words } of sentences)
      for (const word of words) {
        // A misspelling has the lemma of the word meant, an abbreviation that of the word in full, the
        // second half of a split word none: no rule learns those.
        if (/Typo=Yes|Abbr=Yes/.test(word.feats) || word.lemma === '_') continue;
        const tag = tagName(word);
        const form = plainForm(word.form);
        const lower = form.toLowerCase();
        const lemma = plainForm(word.lemma);
        count(forms, `${tag} ${word.upos === 'PROPN' ? form : lower}`, lemma);
        count(written, `${tag} ${form}`, editOf(form, lemma));
        const kind = kindOf[word.upos];
        if (kind && /^[a-z-]+$/.test(lemma)) {
          const key = `${kind} ${lemma}`;
          lemmas.set(key, (lemmas.get(key) ?? 0) + (lower === lemma ? LEAST_LEMMAS : 1));
        }
      }
  const sure = [...lemmas].flatMap(([key, times]) => (times >= LEAST_LEMMAS ? [key] : []));
  const bases = new Set([...sure, ...[...verbs].map(verb => `V ${verb}`)].sort());
  const bare: Lexicon = { forms: new Map(), suffixes: new Map(), longest: LONGEST_SUFFIX, bases, rankOf };
  const ruled = { ...bare, suffixes: makeRules(editsOf(written)) };
  return { ...ruled, forms: withoutRuled(forms, ruled) };
}

/**
 * Edits by suffix, each form once: "got" to "get" is the way of one verb, however frequent, not of all in "-ot".
 * Auxiliaries are few: there the frequent form is the likeliest meant.
 */
function editsOf(written: Counts): Counts {
  const edits: Counts = new Map();
  for (const [key, values] of written) {
    const at = key.lastIndexOf(' ');
    const lower = key.slice(at + 1).toLowerCase();
    const [edit, times] = most(values);
    const isAuxiliary = key.startsWith('AUX ');
    for (let length = 0; length <= Math.min(LONGEST_SUFFIX, lower.length); length++)
      if (length === 0 || isAuxiliary || ruleOf(edit).cut <= length)
        count(
          edits,
          `${key.slice(0, at)} ${lower.slice(lower.length - length)}`,
          edit,
          isAuxiliary ? times : 1,
        );
  }
  return edits;
}

/** A suffix has a rule where most of its words agree, and the next shorter suffix with a rule gives another. */
function makeRules(edits: Counts): Map<string, Rule> {
  const chosen = new Map<string, string>();
  const byLength = [...edits].sort((a, b) => a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1));
  for (const [key, values] of byLength) {
    const [edit, times] = most(values);
    const at = key.lastIndexOf(' ') + 1;
    const total = [...values.values()].reduce((sum, n) => sum + n, 0);
    if (at === key.length) chosen.set(key, edit);
    else if (times >= 2 && times * 2 > total && shorterEdit(chosen, key, at) !== edit) chosen.set(key, edit);
  }
  return new Map([...chosen].map(([key, edit]) => [key, ruleOf(edit)]));
}

function shorterEdit(chosen: ReadonlyMap<string, string>, key: string, at: number): string | undefined {
  for (let start = at + 1; start <= key.length; start++) {
    const edit = chosen.get(key.slice(0, at) + key.slice(start));
    if (edit !== undefined) return edit;
  }
  return undefined;
}

/** Are the rules surer of an inflected verb's base than its annotators: "bred" of "bre", once "lent" of "loan"? */
const isSurer = (
  form: string,
  tag: string,
  base: string,
  lemma: string,
  times: number,
  known: Lexicon,
): boolean => {
  const isWord = (word: string): boolean => known.bases.has(`V ${word}`) || known.rankOf(word) > 0;
  if (/^VERB VB[DN]$/.test(tag) && irregularBase(form, 'VERB', tag.slice(5)) === base) return true;
  return (
    /^VERB VB[DNGZ]$/.test(tag) && isWord(base) && !(times >= LEAST_LEMMAS && known.bases.has(`V ${lemma}`))
  );
};

/** Leaves out the forms that the rules get right anyway. */
function withoutRuled(counts: Counts, bare: Lexicon): Map<string, string> {
  const forms = new Map<string, string>();
  for (const [key, values] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const [lemma, times] = most(values);
    const at = key.lastIndexOf(' ');
    const tag = key.slice(0, at);
    const ruled = lemmatise(key.slice(at + 1), tag, bare);
    if (ruled !== lemma && !isSurer(key.slice(at + 1), tag, ruled, lemma, times, bare)) forms.set(key, lemma);
  }
  return forms;
}
