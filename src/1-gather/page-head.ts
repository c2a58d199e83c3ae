// What stands round a page's headline, line by line: where newsrooms print date and byline.
import type { PageDocument } from './page.ts';
import { isProse } from './page-lines.ts';
import { type Block, blocksOfPage } from './page-text.ts';

const MOST_LINES = 14;
const LONGEST_LINE = 200;

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const isTitleBlock = (title: string) => {
  const wanted = plain(title).toLowerCase();
  return ({ text }: Block): boolean => {
    const first = plain(text.split('\n')[0] as string).toLowerCase();
    return first === wanted || (first.length > 20 && (wanted.startsWith(first) || first.startsWith(wanted)));
  };
};

/** Lines after the headline up to the article's first sentence, then the two before the headline. */
export const headLines = (page: PageDocument, title: string | null): readonly string[] => {
  const blocks = blocksOfPage(page.body);
  const at = title === null ? -1 : blocks.findIndex(isTitleBlock(title));
  const lines: string[] = [];
  const add = ({ text }: Block): void => {
    for (const line of text.split('\n').map(plain))
      if (line !== '' && line.length <= LONGEST_LINE && lines.length < MOST_LINES) lines.push(line);
  };
  let prose = 0;
  for (const block of blocks.slice(Math.max(0, at))) {
    // a standfirst may stand between headline and date
    if (isProse(block) && !/\n/.test(block.text) && ++prose > 1) break;
    add(block);
    if (lines.length >= MOST_LINES) break;
  }
  if (at > 0) for (const block of blocks.slice(Math.max(0, at - 2), at)) add(block);
  return lines;
};

/** `By our correspondent Idriss Kone`, `Reported by: Salim Dahr | 6 May` -> the name. */
export const bylineIn = (lines: readonly string[]): string | null => {
  for (const line of lines) {
    const parts = line.split(/\s[|•·–—]\s|\s{3,}|\t/);
    // beside a date stands who wrote it: "Greta Holub · Sep 13, 2024"
    const isDated = parts.length > 1 && parts.some(part => /\d{4}/.test(part));
    for (const part of parts) {
      const name = readByline(part) ?? (isDated ? namesIn(part) : null);
      if (name !== null) return name;
    }
  }
  return null;
};

const LEAD =
  /^(?:(?:reported|written|words|text|story|edited|posted|published)?\s*by|author|reporter|correspondent|par|por|von|di|автор|بقلم)\s*:?\s+(?:(?:our|the|a|staff|special|senior|chief|foreign|local)\s+)*(?:(?:correspondent|reporter|writer|editor)s?\s+)?/iu;
const TAIL =
  /\s*(?:[,|(]|\s(?:in|for|at|from|special to)\s(?=\p{Lu})|\b(?:published|updated|posted|on)\b|\s\d|\.\s+(?:photo|picture|additional|edit|with|video)).*$/iu;
const NAME =
  /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:al|el|bin|ibn|van|von|der|den|de|da|di|du|la|le)\s)?\p{Lu}[\p{L}\p{M}.'’-]*){1,4}$/u;

/** A byline with its "by"; several names are parted by commas. Null for anything else. */
export const readByline = (line: string): string | null => {
  const lead = LEAD.exec(line);
  if (lead === null || line.length > 140) return null;
  return namesIn(line.slice(lead[0].length));
};

/** `Jonas Weil and Rosa Minde in Herm` -> `Jonas Weil, Rosa Minde`. */
export const namesIn = (text: string): string | null => {
  const names: string[] = [];
  for (const part of text.split(/\s*(?:,|;|&|\band\b)\s*/u)) {
    const name = part.replace(TAIL, '').trim();
    if (!NAME.test(name)) break;
    names.push(name);
  }
  return names.length === 0 ? null : names.join(', ');
};
