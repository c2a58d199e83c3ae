// Where coded reports wait for their story to be told. Grouping needs their features alone, so the reports themselves
// may lie packed, or anywhere that their number finds them again.
import type { CodedText } from '../schema/story.ts';

export interface Shelf {
  /** Reports are put in order, numbered from 0. */
  readonly put: (text: CodedText) => void;
  readonly take: (number: number) => CodedText;
}

/** As they are: quick, for what fits into memory several times. */
export const openShelf = (): Shelf => {
  const texts: CodedText[] = [];
  return { put: text => void texts.push(text), take: number => texts[number] as CodedText };
};

/** As bytes outside the garbage collector's heap: a tenth of the memory or less, for many reports. */
export const packedShelf = (): Shelf => {
  const packed: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    put: text => void packed.push(encoder.encode(JSON.stringify(text))),
    take: number => JSON.parse(decoder.decode(packed[number])),
  };
};
