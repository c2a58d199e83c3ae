// Styled pieces of text become lines of at most so many terminal columns, broken between words; wide characters count
// as the terminal shows them, and only a word longer than a line is ever divided.
import stringWidth from 'string-width';
import { harmless } from './harmless.ts';

/** How a piece is shown; what that means in colours is the terminal renderer's. */
export interface Piece<Style> {
  readonly text: string;
  readonly style: Style | null;
}

export interface Line<Style> {
  readonly pieces: readonly Piece<Style>[];
  readonly width: number;
}

type Word<Style> = Piece<Style>[];

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Pieces that touch without white space between them are one word. */
const wordsOf = <Style>(pieces: readonly Piece<Style>[]): Word<Style>[] => {
  const words: Word<Style>[] = [];
  let isOpen = false;
  for (const { text, style } of pieces)
    for (const part of harmless(text).split(/( )/)) {
      if (part === ' ' || part === '') {
        if (part === ' ') isOpen = false;
        continue;
      }
      const piece = { text: part, style };
      if (isOpen) words.at(-1)?.push(piece);
      else words.push([piece]);
      isOpen = true;
    }
  return words;
};

const widthOf = <Style>(pieces: readonly Piece<Style>[]): number =>
  pieces.reduce((sum, piece) => sum + stringWidth(piece.text), 0);

/** What follows in the same style is one piece with what stands before it. */
const append = <Style>(pieces: Piece<Style>[], { text, style }: Piece<Style>): void => {
  const last = pieces.at(-1);
  if (last && last.style === style) pieces[pieces.length - 1] = { text: last.text + text, style };
  else pieces.push({ text, style });
};

/** A word longer than a line, in parts that fit. */
const divide = <Style>(word: Word<Style>, room: number): Word<Style>[] => {
  const parts: Word<Style>[] = [];
  let width = room;
  for (const { text, style } of word)
    for (const { segment } of graphemes.segment(text)) {
      const own = stringWidth(segment);
      if (width + own > room) {
        parts.push([]);
        width = 0;
      }
      width += own;
      append(parts.at(-1) as Word<Style>, { text: segment, style });
    }
  return parts;
};

/** Lines of at most `room` columns; every line after the first begins with `indent` spaces, counted in `room`. */
export const wrap = <Style>(pieces: readonly Piece<Style>[], room: number, indent = 0): Line<Style>[] => {
  const lines: { pieces: Piece<Style>[]; width: number }[] = [];
  let line: (typeof lines)[number] | null = null;
  const begin = (): (typeof lines)[number] => {
    const margin = lines.length > 0 ? indent : 0;
    const fresh = { pieces: margin > 0 ? [{ text: ' '.repeat(margin), style: null }] : [], width: margin };
    lines.push(fresh);
    return fresh;
  };
  for (const word of wordsOf(pieces)) {
    const parts = widthOf(word) > room - indent ? divide(word, Math.max(2, room - indent)) : [word];
    for (const part of parts) {
      const width = widthOf(part);
      const isEmpty: boolean = !line || line.width === (lines.length > 1 ? indent : 0);
      if (!line || (!isEmpty && line.width + 1 + width > room)) line = begin();
      else if (!isEmpty) {
        const last = line.pieces.at(-1);
        // A space between two words of one style carries it, so that an underline does not break.
        append(line.pieces, { text: ' ', style: last && last.style === part[0]?.style ? last.style : null });
        line.width += 1;
      }
      for (const piece of part) append(line.pieces, piece);
      line.width += width;
    }
  }
  return lines;
};
