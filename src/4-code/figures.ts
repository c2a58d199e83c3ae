// Numbers in a sentence -> figures: what is counted and what befell it, of whom, where, over which days, by whose
// account. An aggregate stays a figure and is never exploded into events.
import type { Sentence } from '../schema/analysis.ts';
import type { Figure } from '../schema/coded-report.ts';
import { childrenBy, childrenOf, pathToRoot, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import { countedToken, type NumberReading, numbersIn } from './numbers.ts';
import { caseOf } from './predicate-form.ts';
import { entityAt, type Reading } from './reading.ts';
import { nearestTime } from './where-when.ts';

/** A figure with the tokens that govern it, for tying it to an event. */
export interface PlacedFigure {
  readonly figure: Figure;
  readonly sentence: Sentence;
  readonly counted: number;
  readonly governors: readonly number[];
}

const timeUnits = new Set([
  'year',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'decade',
  'century',
  'weekend',
  'night',
  'morning',
]);
const nothingCounted = new Set([
  'time',
  'percent',
  'cent',
  'degree',
  'point',
  'one',
  'way',
  'side',
  'thing',
  'year-old',
]);
const lengths = new Map([
  ['km', 'km'],
  ['kilometre', 'km'],
  ['kilometer', 'km'],
  ['mile', 'mile'],
  ['metre', 'm'],
  ['meter', 'm'],
]);
const toKilometres: Record<string, number> = { km: 1, mile: 1.609344, m: 0.001 };

export const findFigures = (reading: Reading, accounts: Accounts): PlacedFigure[] => {
  const found: PlacedFigure[] = [];
  for (const sentence of reading.sentences)
    for (const number of numbersIn(sentence)) {
      const placed = placeFigure(reading, sentence, number, accounts, found.length + 1);
      if (placed) found.push(placed);
    }
  return found;
};

const placeFigure = (
  reading: Reading,
  sentence: Sentence,
  number: NumberReading,
  accounts: Accounts,
  index: number,
): PlacedFigure | null => {
  const start = tokenAt(sentence, number.from).start;
  // "a father-of-four"
  if (/\p{L}-$/u.test(reading.report.text.slice(Math.max(0, start - 2), start))) return null;
  const counted = countedToken(sentence, number);
  const noun = tokenAt(sentence, counted);
  if (isDate(reading, sentence, number) || isAge(sentence, number, counted)) return null;
  const measured = measureOf(reading, sentence, number, counted);
  if (!measured) return null;
  const end = Math.max(
    tokenAt(sentence, number.to - 1).end,
    counted >= number.from && counted - number.to < 6 ? noun.end : 0,
  );
  const time = nearestTime(reading, sentence, counted, false);
  const scale = measured.unit === 'km' ? (toKilometres[measured.lengthUnit ?? 'km'] ?? 1) : 1;
  const figure: Figure = {
    id: `f${index}`,
    start,
    end,
    value: number.value * scale,
    low: number.low * scale,
    high: number.high === null ? null : number.high * scale,
    comparator: number.comparator,
    measure: measured.measure,
    unit: measured.unit,
    of: entityAt(reading, sentence, counted)?.id ?? null,
    period: time && { from: time.from, to: time.to },
    places: placesOf(reading, sentence, counted),
    attributedTo: accounts.around(sentence, { start, end })?.speaker?.entity ?? null,
    event: null,
  };
  return { figure, sentence, counted, governors: pathToRoot(sentence, counted).slice(0, 4) };
};

const isDate = (reading: Reading, sentence: Sentence, number: NumberReading): boolean => {
  const first = tokenAt(sentence, number.from);
  const last = tokenAt(sentence, number.to - 1);
  return (reading.times[sentence.index] ?? []).some(time => time.start < last.end && first.start < time.end);
};

/** "aged 23", "the 23-year-old", "a man, 34,": ages are no figures of an event. */
const isAge = (sentence: Sentence, number: NumberReading, counted: number): boolean => {
  const before = sentence.tokens[number.from - 1]?.form.toLowerCase();
  if (before === 'aged' || before === 'age') return true;
  const next = sentence.tokens
    .slice(number.to, number.to + 4)
    .map(t => t.form.toLowerCase())
    .join('');
  if (/^-?years?-?old/.test(next)) return true;
  return counted === number.to - 1 && relation(tokenAt(sentence, counted)) === 'appos';
};

interface Measured {
  readonly measure: string;
  readonly unit: string | null;
  readonly lengthUnit?: string;
}

const measureOf = (
  reading: Reading,
  sentence: Sentence,
  number: NumberReading,
  counted: number,
): Measured | null => {
  const noun = tokenAt(sentence, counted);
  const lemma = noun.lemma.toLowerCase();
  const befallen =
    fateOf(reading, sentence, counted) ?? fateBefore(reading, sentence, number) ?? tollOf(sentence, counted);
  if (number.unit !== null && number.unit !== 'share') return { measure: 'money', unit: number.unit };
  // "six and a half years"
  if (timeUnits.has(lemma)) return null;
  if (number.unit === 'share') {
    const measure =
      befallen ?? reading.codebook.measures.get(lemma) ?? nounMeasure(sentence, counted, number);
    return measure === null ? null : { measure, unit: 'share' };
  }
  if (timeUnits.has(lemma) || nothingCounted.has(lemma)) return null;
  const length = lengths.get(lemma);
  if (length) {
    const square = sentence.tokens.slice(number.to, counted).some(t => t.lemma.toLowerCase() === 'square');
    return square
      ? { measure: 'area', unit: 'km2' }
      : { measure: 'distance', unit: 'km', lengthUnit: length };
  }
  const measure = befallen ?? reading.codebook.measures.get(lemma) ?? nounMeasure(sentence, counted, number);
  return measure === null ? null : { measure, unit: null };
};

const nounMeasure = (sentence: Sentence, counted: number, number: NumberReading): string | null => {
  if (counted >= number.from && counted < number.to) return null;
  const { upos, xpos, form, lemma } = tokenAt(sentence, counted);
  if (upos !== 'NOUN') return upos === 'PROPN' && xpos === 'NNPS' ? 'people' : null;
  return xpos === 'NNS' ? form.toLowerCase() : plural(lemma.toLowerCase());
};

const plural = (noun: string): string =>
  /(s|x|z|ch|sh)$/.test(noun)
    ? `${noun}es`
    : /[^aeiou]y$/.test(noun)
      ? `${noun.slice(0, -1)}ies`
      : `${noun}s`;

/** What befell the counted: killed, wounded, displaced: from the verb, noun or adjective that they hang on. */
const fateOf = (reading: Reading, sentence: Sentence, counted: number): string | null => {
  const { measures } = reading.codebook;
  const at = (token: number): string | null =>
    measures.get(tokenAt(sentence, token).lemma.toLowerCase()) ?? null;
  // "12 dead", "dead and wounded": the counted word itself
  if (tokenAt(sentence, counted).upos !== 'NOUN' && tokenAt(sentence, counted).upos !== 'PROPN') {
    const own = at(counted);
    if (own) return own;
  }
  // "five wounded soldiers", "civilians displaced by", "Syrians seeking refuge"
  for (const child of childrenOf(sentence, counted)) {
    const rel = relation(tokenAt(sentence, child));
    if (rel !== 'acl' && rel !== 'amod') continue;
    if (tokenAt(sentence, child).deprel === 'acl:relcl' && !subjectIsRelative(sentence, child)) continue;
    const fate =
      at(child) ??
      childrenBy(sentence, child, 'obj', 'obl')
        .map(at)
        .find(found => found !== null);
    if (fate) return fate;
  }
  let token = counted;
  for (let step = 0; step < 3; step++) {
    const t = tokenAt(sentence, token);
    if (t.head < 0) return null;
    const rel = relation(t);
    const head = tokenAt(sentence, t.head);
    if (rel === 'nmod' && caseOf(sentence, token) === 'of') {
      const fate = at(t.head);
      if (fate) return fate;
    } else if (rel === 'obj' || t.deprel === 'nsubj:pass' || rel === 'nsubj') {
      const object = childrenBy(sentence, t.head, 'obj')
        .map(at)
        .find(found => found !== null);
      if (t.deprel === 'nsubj' && object && bearing.has(head.lemma)) return object;
      const transitiveSubject =
        rel === 'nsubj' && t.deprel === 'nsubj' && childrenBy(sentence, t.head, 'obj').length > 0;
      // "130,000 have fled the fighting": the one verb with an object whose subject is what is counted
      if (transitiveSubject) return at(t.head) === 'displaced' ? 'displaced' : null;
      // "left 12 people dead", "12 are missing"
      const predicate = childrenBy(sentence, t.head, 'xcomp')
        .map(at)
        .find(found => found !== null);
      return (
        predicate ?? (head.upos === 'VERB' || head.upos === 'ADJ' || head.upos === 'NOUN' ? at(t.head) : null)
      );
    } else if (rel !== 'conj' && rel !== 'appos' && rel !== 'nummod') return null;
    token = t.head;
  }
  return null;
};

/** "killed at least 13 shepherds" where the tree makes no object of it: the verb right before the number. */
const fateBefore = (reading: Reading, sentence: Sentence, { from }: NumberReading): string | null => {
  const before = sentence.tokens[from - 1];
  if (before?.upos !== 'VERB') return null;
  return reading.codebook.measures.get(before.lemma.toLowerCase()) ?? null;
};

/** "the death toll rose to 40": a bare number under a verb whose subject is the toll. */
const tollOf = (sentence: Sentence, counted: number): string | null => {
  const { upos, head } = tokenAt(sentence, counted);
  if (upos !== 'NUM' || head < 0) return null;
  const tolls = childrenBy(sentence, head, 'nsubj').filter(s => tokenAt(sentence, s).lemma === 'toll');
  return tolls.length > 0 ? 'killed' : null;
};

/** Verbs whose object says what befell their subject: "seeking refuge", "suffered injuries", "lost their lives". */
const bearing = new Set([
  'seek',
  'find',
  'take',
  'lose',
  'suffer',
  'sustain',
  'receive',
  'meet',
  'face',
  'have',
]);

const subjectIsRelative = (sentence: Sentence, verb: number): boolean =>
  childrenBy(sentence, verb, 'nsubj').some(s => /PronType=(Int,)?Rel/.test(tokenAt(sentence, s).feats));

/** Places of the clause that holds the figure, entity ids in text order. */
const placesOf = (reading: Reading, sentence: Sentence, counted: number): string[] => {
  const clause = pathToRoot(sentence, counted).find(at => tokenAt(sentence, at).upos === 'VERB') ?? counted;
  const found: string[] = [];
  for (const token of subtreeOf(sentence, clause, t => t.deprel === 'ccomp' || t.deprel === 'parataxis')) {
    const entity = entityAt(reading, sentence, token);
    if (!entity?.place || entity.kind !== 'place' || found.includes(entity.id)) continue;
    const rel = relation(tokenAt(sentence, token));
    if (rel === 'nmod' || rel === 'obl' || rel === 'conj' || rel === 'appos') found.push(entity.id);
  }
  return found;
};
