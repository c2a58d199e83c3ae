// Whether a word that can be a time is one here: "May" the month, the verb or the prime minister; "2011" the year or a
// count. Tags and the tree decide where they are there, the neighbouring words else.
import type { Token } from '../../schema/analysis.ts';
import { relation } from '../../schema/tree.ts';
import { MONTHS, PARTS_OF_DAY, SEASONS, TIME_LEADS, WEEKDAYS } from './lexicon.ts';
import type { Unit } from './units.ts';

export const tokenOf = (unit: Unit): Token | undefined => unit.sentence.tokens[unit.token];

const isName = (unit: Unit | undefined): boolean =>
  unit?.kind === 'word' &&
  unit.isCapital &&
  !TIME_LEADS.has(unit.lower) &&
  !MONTHS.has(unit.lower) &&
  !WEEKDAYS.has(unit.lower) &&
  !SEASONS.has(unit.lower) &&
  !PARTS_OF_DAY.has(unit.lower);

const isFirst = (units: readonly Unit[], at: number): boolean =>
  units[at - 1]?.sentence !== units[at]?.sentence;

const isNumber = (unit: Unit | undefined): boolean => unit?.kind === 'number' || unit?.kind === 'ordinal';

/** A day or a year beside a month: "5 May", "May 5", "the fifth of May", "May 2023", "2017 April". */
const hasDateBeside = (units: readonly Unit[], at: number): boolean => {
  const before = units[at - 1]?.lower === 'of' ? units[at - 2] : units[at - 1];
  const after = units[at + 1]?.lower === '.' || units[at + 1]?.lower === ',' ? units[at + 2] : units[at + 1];
  // "june of 1992"
  const isOfYear = /^(?:of|in)$/.test(after?.lower ?? '') && units[at + 2]?.digits === 4;
  return isNumber(before) || isNumber(after) || isOfYear;
};

/** What a month may be joined to by "to", "-" or "and": a month, a number, a preposition ("mid-May"). */
const isTimeLike = (unit: Unit | undefined): boolean =>
  unit !== undefined && (isNumber(unit) || MONTHS.has(unit.lower) || TIME_LEADS.has(unit.lower));

const JOINTS = /^(?:-|to|through|until|till|and|or|the)$/;

const hasLead = (units: readonly Unit[], at: number): boolean => {
  const [before, after] = [units[at - 1], units[at + 1]];
  // "May to March", "Jan-Feb"
  if (after && /^(?:-|to|through)$/.test(after.lower) && MONTHS.has(units[at + 2]?.lower ?? '')) return true;
  if (!before) return false;
  return TIME_LEADS.has(before.lower) || (JOINTS.test(before.lower) && isTimeLike(units[at - 2]));
};

/** Months that are also words or given names; the rest are months wherever they stand. */
const DOUBTFUL = new Set(['march', 'mar', 'april', 'may', 'june', 'august', 'jan', 'dec', 'sep']);
const ADVERBIAL = new Set(['obl', 'nmod', 'conj', 'root', 'appos', 'nummod', 'dep']);

/** "Macron and May": joined to a name that is no month. */
const isBesideName = ({ sentence }: Unit, token: Token): boolean => {
  const first = relation(token) === 'conj' ? sentence.tokens[token.head] : undefined;
  return first?.upos === 'PROPN' && !MONTHS.has(first.form.toLowerCase());
};

/** "May" after a title or a forename, "March" the verb and "may" the modal are no months. */
export const isMonthName = (units: readonly Unit[], at: number): boolean => {
  const unit = units[at];
  if (!unit) return false;
  const token = tokenOf(unit);
  const before = units[at - 1];
  if (hasDateBeside(units, at)) return true;
  const isPreposed = /^(?:in|since|until|till|during|by|early|mid|late|last)$/.test(before?.lower ?? '');
  if (!isPreposed && token && (token.upos === 'AUX' || token.upos === 'VERB')) return false;
  if (!DOUBTFUL.has(unit.lower)) return !(isName(before) && !isFirst(units, at - 1) && isName(units[at + 1]));
  if (isName(units[at + 1]) && token && relation(token) !== 'obl' && !hasLead(units, at)) return false;
  if (hasLead(units, at)) return unit.isCapital || (before?.lower !== 'on' && before?.lower !== 'to');
  if (!unit.isCapital || isName(before)) return false;
  const hasTree = token !== undefined && token.upos !== 'X';
  return hasTree
    ? token.upos === 'PROPN' && ADVERBIAL.has(relation(token)) && !isBesideName(unit, token)
    : isFirst(units, at + 1) || units[at + 1]?.kind === 'mark';
};

/** Papers and films after a weekday. */
const TITLES = new Set(
  'times telegraph mail mirror express herald star world tribune sun post independent'.split(' '),
);

/** "on Monday", but neither "the Sunday Times" nor "Bloody Sunday". */
export const isWeekdayName = (units: readonly Unit[], at: number): boolean => {
  const unit = units[at];
  const [before, after] = [units[at - 1], units[at + 1]];
  if (!unit) return false;
  if (/^(?:sat|sun|wed|mon)$/.test(unit.lower)) {
    const isShort =
      unit.isCapital && (before?.lower === 'on' || after?.lower === '.' || after?.lower === ',');
    const joins =
      MONTHS.has(after?.lower ?? '') || isNumber(after) || /^(?:week|or|and)$/.test(before?.lower ?? '');
    if (!isShort && !(unit.isCapital && joins)) return false;
  }
  if (!unit.isCapital) return true;
  const isCompound = /^(?:compound|flat)$/.test(relation(tokenOf(unit) ?? ROOTLESS));
  if (
    isName(after) &&
    (TITLES.has(after?.lower ?? '') || (isCompound && !TIME_LEADS.has(before?.lower ?? '')))
  )
    return false;
  return !(isName(before) && before?.lower !== 'the' && !isFirst(units, at - 1) && isNameAdjective(before));
};

const ROOTLESS = { deprel: '' } as Token;
const isNameAdjective = (unit: Unit | undefined): boolean =>
  unit !== undefined && /^(?:bloody|super|cyber|fat|ruby|holy|maundy|whit|mardi)$/.test(unit.lower);

const HUNDREDS = 50;
const MEASURES = new Set(
  (
    'people persons men women children troops soldiers fighters civilians dead killed wounded injured others km ' +
    'kilometers kilometres miles meters metres feet tons tonnes dollars euros pounds percent hours minutes days weeks ' +
    'months years times votes seats houses homes square'
  ).split(' '),
);
const COUNTERS = new Set(
  'about around some nearly almost over than least most up roughly approximately'.split(' '),
);
const YEAR_LEADS = new Set([...TIME_LEADS, 'year', 'and', 'or', 'the', 'to', 'but', 'circa', 'not', 'for']);

/** A number of four digits that a reader takes for a year: "in 2011", "the 2011 uprising", not "2000 people". */
export const isYearHere = (units: readonly Unit[], at: number): boolean => {
  const unit = units[at];
  if (unit?.kind !== 'number' || unit.value < 1000 || unit.value > 2199) return false;
  const [before, after] = [units[at - 1], units[at + 1]];
  const lead = before?.lower ?? '';
  if (after?.kind === 'word' && MEASURES.has(after.lower)) return false;
  if (unit.digits === 0) return TIME_LEADS.has(lead) && after?.lower !== 'of' && !isCounted(unit);
  if (unit.digits !== 4) return false;
  const isRound = unit.value % HUNDREDS === 0;
  if ((isRound || COUNTERS.has(lead)) && isCounted(unit) && after?.kind === 'word') return false;
  if (COUNTERS.has(lead) && after?.kind === 'word' && lead !== 'around') return false;
  if (unit.value < 1900 || unit.value > 2099) return (YEAR_LEADS.has(lead) && lead !== 'the') || lead === '=';
  return (
    !isRound || YEAR_LEADS.has(lead) || before === undefined || before.kind === 'mark' || MONTHS.has(lead)
  );
};

/** The number counts the noun after it. */
export const isCounted = (unit: Unit): boolean => {
  const token = tokenOf(unit);
  if (!token || relation(token) !== 'nummod' || token.head <= unit.token) return false;
  const head = unit.sentence.tokens[token.head];
  return head !== undefined && /^NNS/.test(head.xpos) && !MONTHS.has(head.form.toLowerCase());
};

/**
 * A time may begin here: not in the middle of a longer number or code ("7,000", "$12 December", "ABC-12-2015"). A
 * hyphen after a word is no part of a code: "post-2011".
 */
export const mayBegin = (units: readonly Unit[], at: number): boolean => {
  const unit = units[at];
  const before = units[at - 1];
  if (!unit || !before) return true;
  if (/^\p{Sc}$/u.test(before.lower) && isNumber(unit)) return false;
  if (unit.isSpaced) return true;
  if (before.kind !== 'mark') return before.kind === 'word' && unit.kind === 'word';
  if (!/^[-/.,~_:]$/.test(before.lower) || before.isSpaced) return true;
  const before2 = units[at - 2];
  if (before2?.kind === 'word' && before2.end === before.start && unit.kind === 'number') {
    if (before.lower === '-') return /^(?:post|pre|mid|early|late)$/.test(before2.lower);
    return before.lower === ',' || before.lower === ':';
  }
  return before2?.kind !== 'number' || unit.kind === 'word';
};

/** Nor does one end inside such a number: "2010-2015-86", "2002-10-09.xlsx", "5 May 3,000". */
export const mayEnd = (units: readonly Unit[], end: number): boolean => {
  const last = units[end - 1];
  const [next, next2] = [units[end], units[end + 1]];
  if (!last || !next || next.isSpaced) return true;
  if (next.kind !== 'mark') return last.kind === 'mark';
  if (last.kind === 'number' && next.lower === '%') return false;
  const goesOn = next2 !== undefined && !next2.isSpaced;
  if (last.kind !== 'number' || !goesOn) return true;
  if (next2.kind === 'number') return !/^[-/.,:]$/.test(next.lower);
  return !(next.lower === '.' && next2.kind === 'word');
};

/** A range may follow with a bare hyphen, a year with a bare comma: "10/1-11/7", "08/12,2015". */
export const mayEndOrRange = (units: readonly Unit[], end: number): boolean => {
  const next = units[end];
  if (next?.lower === '-' && !next.isSpaced) return true;
  return mayEnd(units, end) || (next?.lower === ',' && units[end + 1]?.digits === 4);
};
