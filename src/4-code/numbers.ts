// Number expressions in words and digits -> a value with its bounds: "half a million", "more than 665", "dozens",
// "$5bn", "three to five", "two-thirds".
import type { Sentence } from '../schema/analysis.ts';
import type { Comparator } from '../schema/coded-report.ts';
import { childrenOf, relation, tokenAt } from '../schema/tree.ts';

export interface NumberReading {
  /** Token range, half-open, comparator and currency included. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly low: number;
  readonly high: number | null;
  readonly comparator: Comparator;
  /** ISO 4217, `share`, or null for a plain count. */
  readonly unit: string | null;
}

const small = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
    'seventeen eighteen nineteen',
  ]
    .join(' ')
    .split(' ')
    .map((word, i) => [word, i] as const),
);
for (const [i, word] of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  small.set(word, 20 + 10 * i);
small.set('dozen', 12);

const scales = new Map<string, number>([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
  ['dozen', 12],
]);
/** "dozens of people": at least two of them, by common reading; no upper bound. */
const vague = new Map<string, number>([
  ['dozens', 24],
  ['scores', 40],
  ['hundreds', 200],
  ['thousands', 2000],
  ['millions', 2e6],
  ['billions', 2e9],
]);
const fractions = new Map<string, number>([
  ['half', 1 / 2],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
  ['fifth', 1 / 5],
  ['fifths', 1 / 5],
  ['tenth', 1 / 10],
  ['tenths', 1 / 10],
]);
const currencies = new Map<string, string>([
  ['$', 'USD'],
  ['us$', 'USD'],
  ['£', 'GBP'],
  ['€', 'EUR'],
  ['¥', 'JPY'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₹', 'INR'],
]);
const currencyNouns = new Map<string, string>([
  ['dollar', 'USD'],
  ['euro', 'EUR'],
  ['pound', 'GBP'],
  ['rouble', 'RUB'],
  ['ruble', 'RUB'],
  ['yen', 'JPY'],
  ['yuan', 'CNY'],
  ['rupee', 'INR'],
  ['lira', 'TRY'],
  ['shekel', 'ILS'],
  ['usd', 'USD'],
  ['eur', 'EUR'],
]);

/** Words before a number that bound it; the longest match counts. */
const comparators: readonly (readonly [string, NumberReading['comparator']])[] = [
  ['more than', '>'],
  ['greater than', '>'],
  ['no fewer than', '>'],
  ['no less than', '>'],
  ['not less than', '>'],
  ['at least', '>'],
  ['a minimum of', '>'],
  ['upwards of', '>'],
  ['in excess of', '>'],
  ['over', '>'],
  ['above', '>'],
  ['exceeding', '>'],
  ['fewer than', '<'],
  ['less than', '<'],
  ['no more than', '<'],
  ['not more than', '<'],
  ['at most', '<'],
  ['as many as', '<'],
  ['as much as', '<'],
  ['as few as', '>'],
  ['up to', '<'],
  ['under', '<'],
  ['below', '<'],
  ['a maximum of', '<'],
  ['nearly', '~'],
  ['almost', '~'],
  ['about', '~'],
  ['around', '~'],
  ['roughly', '~'],
  ['approximately', '~'],
  ['some', '~'],
  ['an estimated', '~'],
  ['estimated', '~'],
  ['close to', '~'],
  ['circa', '~'],
  ['more or less', '~'],
]
  .map(([words, sign]) => [words as string, sign as NumberReading['comparator']] as const)
  .sort((a, b) => b[0].length - a[0].length);

const plainNumber = /^(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;
const gluedNumber = /^(\d{1,3}(?:,\d{3})*|\d+)(\.\d+)?(k|m|mn|bn|tn)$/i;

/** Value of the words from `at`, and where they end; null where none begins. */
const cardinal = (
  words: readonly string[],
  at: number,
): { value: number; to: number; unit: string | null } | null => {
  let to = at;
  let total = 0;
  let current = 0;
  let seen = false;
  for (; to < words.length; to++) {
    const word = words[to] as string;
    const glued = gluedNumber.exec(word);
    if (plainNumber.test(word)) {
      if (seen && current > 0) break;
      current += Number(word.replaceAll(',', ''));
    } else if (glued) {
      current +=
        Number(`${glued[1]?.replaceAll(',', '')}${glued[2] ?? ''}`) *
        (scales.get(glued[3]?.toLowerCase() ?? '') ?? 1);
    } else if (small.has(word) && !(word === 'dozen' && seen)) current += small.get(word) as number;
    else if (seen && scales.has(word)) {
      const scale = scales.get(word) as number;
      if (scale >= 1000) {
        total += Math.max(current, 1) * scale;
        current = 0;
      } else current = Math.max(current, 1) * scale;
    } else if ((word === 'a' || word === 'an') && scales.has(words[to + 1] ?? '')) current = 1;
    else if (seen && (word === '-' || word === 'and') && continues(words, to)) continue;
    else break;
    seen = true;
  }
  return seen ? { value: total + current, to, unit: null } : null;
};

/** "twenty-five", "three hundred and forty": a joiner inside one number; "five and six" are two. */
const continues = (words: readonly string[], at: number): boolean => {
  const before = words[at - 1] ?? '';
  const after = words[at + 1] ?? '';
  if (words[at] === '-') return (small.get(before) ?? 0) >= 20 && (small.get(after) ?? 99) < 10;
  return (before === 'hundred' || before === 'thousand') && (small.has(after) || /^\d{1,2}$/.test(after));
};

const fractionAt = (
  words: readonly string[],
  at: number,
): { value: number; to: number; unit: string | null } | null => {
  const word = words[at] ?? '';
  if (word === 'half') {
    // "half a million", "half a dozen"
    const scale = words[at + 1] === 'a' ? scales.get(words[at + 2] ?? '') : undefined;
    return scale ? { value: scale / 2, to: at + 3, unit: null } : { value: 0.5, to: at + 1, unit: 'share' };
  }
  const count = word === 'a' || word === 'an' ? 1 : small.get(word);
  if (count === undefined || count === 0) return null;
  const joined = words[at + 1] === '-' || words[at + 1] === 'of' ? at + 2 : at + 1;
  const name = words[joined] ?? '';
  const part = words[at + 1] === 'of' ? undefined : fractions.get(name);
  if (part === undefined || (name === 'half' && count !== 1)) return null;
  return { value: count * part, to: joined + 1, unit: 'share' };
};

const vagueAt = (
  words: readonly string[],
  at: number,
): { value: number; to: number; vague: boolean } | null => {
  const one = vague.get(words[at] ?? '');
  if (one === undefined) return null;
  // "tens of thousands", "hundreds of thousands"
  const next = words[at + 1] === 'of' ? scales.get((words[at + 2] ?? '').replace(/s$/, '')) : undefined;
  return next ? { value: one * next, to: at + 3, vague: true } : { value: one, to: at + 1, vague: true };
};
vague.set('tens', 20);

/** All number expressions of a sentence, left to right; dates and ordinals are the caller's to leave out. */
export const numbersIn = (sentence: Sentence): NumberReading[] => {
  const words = sentence.tokens.map(token => token.form.toLowerCase());
  const found: NumberReading[] = [];
  for (let at = 0; at < words.length; ) {
    const reading = numberAt(sentence, words, at);
    if (reading) {
      found.push(reading);
      at = reading.to;
    } else at++;
  }
  return found;
};

const numberAt = (sentence: Sentence, words: readonly string[], at: number): NumberReading | null => {
  const unsure = vagueAt(words, at);
  if (unsure) {
    if (words[at] === 'tens' && unsure.to === at + 1) return null;
    return bounded(words, at, unsure.to, unsure.value, null, unsure.value, null, '~');
  }
  const currency = currencies.get(words[at] ?? '') ?? null;
  const begin = currency ? at + 1 : at;
  const read = fractionAt(words, begin) ?? cardinal(words, begin);
  if (!read) return null;
  if (!looksNumeric(sentence, begin)) return null;
  let { value, to, unit } = read;
  let high: number | null = value;
  let low = value;
  // "three to five", "10-12", "between 30 and 40"
  const joiner = words[to] ?? '';
  const between = words[at - 1] === 'between' && joiner === 'and';
  if (!currency && (joiner === 'to' || joiner === '-' || joiner === '–' || joiner === 'or' || between)) {
    const second = cardinal(words, to + 1);
    if (second && second.value > value) {
      low = value;
      high = second.value;
      value = (low + high) / 2;
      to = second.to;
      return { from: between ? at - 1 : at, to, value, low, high, comparator: '~', unit };
    }
  }
  if (['%', 'percent'].includes(words[to] ?? '') || (words[to] === 'per' && words[to + 1] === 'cent')) {
    value /= 100;
    low = high = value;
    to += words[to] === 'per' ? 2 : 1;
    unit = 'share';
  }
  unit = currency ?? unit ?? currencyNouns.get(sentence.tokens[to]?.lemma.toLowerCase() ?? '') ?? null;
  return bounded(words, at, to, value, high, low, unit, '=');
};

/** "one of the men", "a third man", "no one": words that are numbers only when they count. */
const looksNumeric = (sentence: Sentence, at: number): boolean => {
  const { form, upos, deprel } = tokenAt(sentence, at);
  const word = form.toLowerCase();
  if (word === 'a' || word === 'an' || word === 'half') return true;
  if (upos === 'NUM') return deprel !== 'flat' && deprel !== 'nmod:unmarked';
  if (word === 'one') return relation(tokenAt(sentence, at)) === 'nummod';
  return upos === 'NOUN' || /^\d/.test(form);
};

const bounded = (
  words: readonly string[],
  from: number,
  to: number,
  value: number,
  high: number | null,
  low: number,
  unit: string | null,
  fallback: NumberReading['comparator'],
): NumberReading => {
  const hit = comparators.find(([phrase]) => {
    const length = phrase.split(' ').length;
    return words.slice(Math.max(0, from - length), from).join(' ') === phrase;
  });
  const start = hit ? from - hit[0].split(' ').length : from;
  const after = words.slice(to, to + 2).join(' ');
  const sign =
    after === 'or more' || after === 'or so' ? (after === 'or so' ? '~' : '>') : (hit?.[1] ?? fallback);
  return {
    from: start,
    to,
    value,
    low: sign === '<' ? 0 : low,
    high: sign === '>' ? null : high,
    comparator: sign,
    unit,
  };
};

/** The token that a number counts: "665 strikes" -> strikes; the number's own head where nothing is named. */
export const countedToken = (sentence: Sentence, number: NumberReading): number => {
  const counted = countedByTree(sentence, number);
  if (number.value <= 1 || isPlural(sentence, counted)) return counted;
  // "665 Turkish air and drone strikes": more than one of something stands in the plural
  for (let at = number.to; at < Math.min(sentence.tokens.length, number.to + LONGEST_PHRASE); at++) {
    if (isPlural(sentence, at)) return at;
    if (!phraseParts.has(tokenAt(sentence, at).upos)) break;
  }
  return counted;
};

const LONGEST_PHRASE = 6;
const phraseParts = new Set(['ADJ', 'NOUN', 'PROPN', 'CCONJ', 'VERB', 'ADV']);
const isPlural = (sentence: Sentence, token: number): boolean =>
  ['NNS', 'NNPS'].includes(sentence.tokens[token]?.xpos ?? '');

const countedByTree = (sentence: Sentence, { from, to }: NumberReading): number => {
  // "half a million people": a plural right behind the number, whatever the tree says
  if (isPlural(sentence, to)) return to;
  for (let at = to - 1; at >= from; at--) {
    const t = tokenAt(sentence, at);
    if (
      ['nummod', 'det', 'amod', 'compound', 'det:predet'].includes(relation(t)) ||
      t.deprel === 'nummod:gov'
    ) {
      if (t.head >= to || t.head < from) return t.head;
    }
  }
  // the tree says nothing: a noun right behind the number is what it counts ("half a million people")
  const next = sentence.tokens[to];
  if (next && (next.upos === 'NOUN' || next.upos === 'PROPN')) return to;
  const top = [...Array(to - from).keys()]
    .map(i => from + i)
    .find(i => tokenAt(sentence, i).head < from || tokenAt(sentence, i).head >= to);
  if (top === undefined) return to - 1;
  // "half of the population", "dozens of people": what stands after "of"
  const whole = childrenOf(sentence, top).find(
    child => child >= to && relation(tokenAt(sentence, child)) === 'nmod',
  );
  return whole ?? top;
};
