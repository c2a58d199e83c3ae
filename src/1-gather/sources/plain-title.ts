// A title as feeds write it, with markup and entities -> plain words on one line.
import { parsePage } from '../page.ts';

const LONGEST = 1000;

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);

/** @param hasMarkup false where `<` and `&` stand for themselves. */
export const plainTitle = async (written: string | undefined, hasMarkup: boolean): Promise<string | null> => {
  const text = (written ?? '').slice(0, 4 * LONGEST);
  const needsReading = hasMarkup && /<\/?[a-z][^>]*>|&(?:#\w{1,8}|[a-z]\w{1,30});/i.test(text);
  const plain = onOneLine(needsReading ? ((await parsePage(text)).body.textContent ?? '') : text);
  return plain === '' ? null : plain;
};
