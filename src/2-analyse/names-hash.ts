// Letters become a number: the hash under which the name tagger's features and listed names are kept.

/** FNV-1a over UTF-16 code units of `text` from `from` to `to`. */
export const hashText = (text: string, from = 0, to = text.length): number => {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
};
