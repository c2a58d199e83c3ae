// A dropped file -> how it is handed in, or why it is not.
import type { Params } from '../../api/client.ts';
import { strings } from './strings.ts';

export type FileRead =
  | { readonly kind: 'taken'; readonly type: string; readonly params: Params }
  | { readonly kind: 'refused'; readonly message: string };

const TYPES: Readonly<Record<string, string>> = {
  jsonl: 'application/jsonl',
  ndjson: 'application/jsonl',
  txt: 'text/plain',
  md: 'text/plain',
  text: 'text/plain',
  html: 'text/html',
  htm: 'text/html',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  pdf: 'application/pdf',
};

export const ACCEPTED = Object.keys(TYPES)
  .map(ending => `.${ending}`)
  .join(',');

/** As much as the server takes at once. */
const MOST_BYTES = 64 * 1024 * 1024;

export const readFile = ({ name, size }: Pick<File, 'name' | 'size'>): FileRead => {
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = TYPES[ending];
  if (type === undefined)
    return { kind: 'refused', message: strings.noKind(ending === '' ? strings.noEnding : `.${ending}`) };
  if (size === 0) return { kind: 'refused', message: strings.isEmpty };
  if (size > MOST_BYTES) return { kind: 'refused', message: strings.tooLarge };
  return { kind: 'taken', type, params: { name: name.slice(-200) } };
};

/** Addresses in what was pasted, and the words in it that are none. */
export const readLinks = (
  pasted: string,
): { readonly links: readonly string[]; readonly others: readonly string[] } => {
  const words = [...new Set(pasted.split(/[\s<>"]+/).filter(Boolean))];
  const isLink = (word: string): boolean => /^https?:\/\//i.test(word) && URL.canParse(word);
  return { links: words.filter(isLink), others: words.filter(word => !isLink(word)) };
};
