// Counts lemmas by form and tag in the treebanks, and makes suffix rules for words not seen.
import { type Lexicon, LONGEST_SUFFIX, lemmatise, plainForm, type Rule } from '../2-analyse/lemmatise.ts';
import { tagName } from './network-data.ts';
import type { GoldDocument } from './treebank.ts';

type Counts = Map<string, Map<string, number>>;

const count = (counts: Counts, key: string, value: string): void => {
  const values = counts.get(key) ?? new Map<string, number>();
  values.set(value, (values.get(value) ?? 0) + 1);
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

export function learnLexicon(documents: readonly GoldDocument[]): Lexicon {
  const forms: Counts = new Map();
  const edits: Counts = new Map();
  for (const { sentences } of documents)
    for (const { words } of sentences)
      for (const word of words) {
        // A misspelling has the lemma of the word meant, an abbreviation that of the word in full: no rule learns those.
        if (/Typo=Yes|Abbr=Yes/.test(word.feats)) continue;
        const tag = tagName(word);
        const form = plainForm(word.form);
        const lower = form.toLowerCase();
        const lemma = plainForm(word.lemma);
        count(forms, `${tag} ${word.upos === 'PROPN' ? form : lower}`, lemma);
        const edit = editOf(form, lemma);
        for (let length = 0; length <= Math.min(LONGEST_SUFFIX, lower.length); length++)
          count(edits, `${tag} ${lower.slice(lower.length - length)}`, edit);
      }
  const suffixes = makeRules(edits);
  return { forms: withoutRuled(forms, suffixes), suffixes, longest: LONGEST_SUFFIX };
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

/** Leaves out the forms that the suffix rules get right anyway. */
function withoutRuled(counts: Counts, suffixes: ReadonlyMap<string, Rule>): Map<string, string> {
  const bare: Lexicon = { forms: new Map(), suffixes, longest: LONGEST_SUFFIX };
  const forms = new Map<string, string>();
  for (const [key, values] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const [lemma] = most(values);
    const at = key.lastIndexOf(' ');
    if (lemmatise(key.slice(at + 1), key.slice(0, at), bare) !== lemma) forms.set(key, lemma);
  }
  return forms;
}
