// Sentences for the tests of the time grammar: words and marks, with the tags and heads that a test gives by hand.
import type { Sentence, Token } from '../../schema/analysis.ts';

export interface Tag {
  readonly upos?: Token['upos'];
  readonly xpos?: string;
  readonly lemma?: string;
  readonly deprel?: string;
  /** Form of the head's first occurrence; the root where absent. */
  readonly head?: string;
}

/** Cut at full stops before a capital, then into words and marks; a tag holds for every token of its form. */
export const handMade = (text: string, tags: Readonly<Record<string, Tag>> = {}): Sentence[] => {
  const sentences: Sentence[] = [];
  for (const match of text.matchAll(/\S.*?(?:[.!?](?=\s+\p{Lu})|$)/gsu)) {
    const start = match.index;
    const spans = [...match[0].matchAll(/[\p{L}\d]+|[^\s\p{L}\d]/gu)];
    const forms = spans.map(span => span[0]);
    const tokens = spans.map((span, i): Token => {
      const form = span[0];
      const tag = tags[form] ?? {};
      const head = tag.head === undefined ? -1 : forms.indexOf(tag.head);
      return {
        start: start + span.index,
        end: start + span.index + form.length,
        form,
        lemma: tag.lemma ?? form.toLowerCase(),
        upos: tag.upos ?? 'X',
        xpos: tag.xpos ?? '',
        feats: '',
        head: head === i ? -1 : head,
        deprel: tag.deprel ?? 'dep',
      };
    });
    sentences.push({
      index: sentences.length,
      paragraph: 0,
      start,
      end: start + match[0].length,
      tokens,
      multiword: tokens.map(() => false),
    });
  }
  return sentences;
};
