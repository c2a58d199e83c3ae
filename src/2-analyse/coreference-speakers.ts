// Quotations become spoken: each quotation's speaker is the subject of the verb of saying that stands beside it.
import type { Sentence, Token } from '../schema/analysis.ts';
import { childrenOf } from '../schema/tree.ts';
import type { Facts } from './coreference-facts.ts';
import { nameWordBits, nameWordClass } from './names-words.ts';

const speaks = (token: Token): boolean =>
  (nameWordClass(token.lemma.toLowerCase()) & nameWordBits.speech) !== 0 && token.upos === 'VERB';

/** Sets `speaker` on mentions inside quotations: "We will stay," said the governor. */
export const assignSpeakers = (sentences: readonly Sentence[], facts: readonly Facts[]): void => {
  const byHead = new Map<number, number>();
  for (const fact of facts)
    if (!byHead.has(fact.mention.sentence * 100_000 + fact.mention.head))
      byHead.set(fact.mention.sentence * 100_000 + fact.mention.head, fact.index);
  const speakerOfSentence = new Map<number, number>();
  const speakerIn = (index: number): number => {
    const known = speakerOfSentence.get(index);
    if (known !== undefined) return known;
    let speaker = -1;
    const sentence = sentences[index];
    if (sentence)
      for (let i = 0; i < sentence.tokens.length && speaker < 0; i++) {
        if (!speaks(sentence.tokens[i] as Token)) continue;
        for (const child of childrenOf(sentence, i))
          if ((sentence.tokens[child] as Token).deprel === 'nsubj') {
            const at = byHead.get(index * 100_000 + child);
            const fact = at === undefined ? undefined : facts[at];
            if (fact && fact.quotation === 0) speaker = fact.index;
          }
      }
    speakerOfSentence.set(index, speaker);
    return speaker;
  };
  const speakerOfQuotation = new Map<number, number>();
  for (const fact of facts) {
    if (fact.quotation === 0) continue;
    let speaker = speakerOfQuotation.get(fact.quotation) ?? -1;
    if (speaker < 0) {
      speaker = speakerIn(fact.mention.sentence);
      if (speaker < 0 && fact.mention.sentence > 0) {
        const previous = sentences[fact.mention.sentence - 1] as Sentence;
        if (previous.paragraph === sentences[fact.mention.sentence]?.paragraph)
          speaker = speakerIn(fact.mention.sentence - 1);
      }
      if (speaker >= 0) speakerOfQuotation.set(fact.quotation, speaker);
    }
    fact.speaker = speaker;
  }
};
