// Character classes for tokenising and word shapes, by UTF-16 code unit.

export const LOWER = 0;
const UPPER = 1;
/** Letters without case, combining marks, joiners. */
const LETTER = 2;
export const DIGIT = 3;
export const SURROGATE = 4;
export const SPACE = 5;
export const SYMBOL = 6;

function classify(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return SURROGATE;
  const char = String.fromCharCode(code);
  // Unicode White_Space and the ASCII separators, which Python counts as space as well.
  if (/[\p{White_Space}\x1c-\x1f]/u.test(char)) return SPACE;
  if (/\p{Lu}|\p{Lt}/u.test(char)) return UPPER;
  if (/\p{Ll}/u.test(char)) return LOWER;
  if (/[\p{L}\p{M}\u200c\u200d]/u.test(char)) return LETTER;
  if (/\p{Nd}/u.test(char)) return DIGIT;
  return SYMBOL;
}

const UNKNOWN = 255;
// Filled as characters are met: a table of all would cost start-up time.
const classes = new Uint8Array(65536).fill(UNKNOWN);

export function charClass(code: number): number {
  const known = classes[code] as number;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

export const isWordClass = (charClassOf: number): boolean => charClassOf <= LETTER;

/** `Aug.` -> `Xx.`, `2,400` -> `0,0`: runs of one class collapse to two signs at most. */
export function wordShape(text: string, start: number, end: number): number {
  let shape = 17;
  let last = -1;
  let run = 0;
  const limit = Math.min(end, start + 24);
  for (let i = start; i < limit; i++) {
    const code = text.charCodeAt(i);
    const kind = charClass(code);
    const sign = kind === SYMBOL ? code : kind;
    run = sign === last ? run + 1 : 0;
    last = sign;
    if (run < 2) shape = Math.imul(shape ^ sign, 0x01000193);
  }
  return shape;
}
