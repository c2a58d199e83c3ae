// The dateline that opens a wire report, "TRIPOLI, March 4 (Wire) -", where it stands before a paragraph's first
// sentence. It is a sentence of its own: place and agency are no part of the first statement.

const MONTH = '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?';
const DATE = `,? (?:${MONTH} \\d{1,2}|\\d{1,2} ${MONTH})(?:,? \\d{4})?`;
const AGENCY = ' ?\\([^()\\n]{2,40}\\)';
const PLACE = "[A-Z][\\p{L}.'’-]*(?:[ /][\\p{L}.'’-]+){0,4}";
const CAPITAL_PLACE = "[\\p{Lu}][\\p{Lu}.'’-]{2,}(?:[ /][\\p{Lu}.'’-]+){0,3}";
/** "Aleppo, Syria (Wire) -": a date or an agency shows that the place opens a dateline. */
const MARKED = new RegExp(
  `^${PLACE}(?:, ${PLACE})?(?:${DATE}(?:,? ?${AGENCY})?|${AGENCY}(?:${DATE})?) ?[-–—]{1,2}\\s`,
  'u',
);
/** "BEIRUT, Lebanon —": capitals and a long dash do as well. */
const BARE = new RegExp(`^${CAPITAL_PLACE}(?:, ${PLACE})? ?(?:[–—]|--)\\s`, 'u');
const REACH = 140;

/** Where the dateline that begins at `start` ends, its dash included; `start` itself where there is none. */
export function datelineEnd(text: string, start: number): number {
  const opening = text.slice(start, start + REACH);
  const match = MARKED.exec(opening) ?? BARE.exec(opening);
  return match === null ? start : start + match[0].trimEnd().length;
}
