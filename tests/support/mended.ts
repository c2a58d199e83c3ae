// A sentence as its clauses are mended, for tests of what hangs where.
import { mendClauses } from '../../src/4-code/mend-clauses.ts';
import type { Codebook } from '../../src/schema/codebook.ts';
import { buildSentence } from './sentence.ts';

/** What hangs where, "form<head deprel"; `cues` are the predicates of speech that the codebook has. */
export const mendedWith =
  (cues: readonly string[]) =>
  (rows: string): string[] => {
    const codebook = { speechCues: new Map(cues.map(cue => [cue, {}])) } as unknown as Codebook;
    const [sentence] = mendClauses([buildSentence(rows).sentence], codebook, []);
    return (sentence?.tokens ?? []).map(t => `${t.form}<${sentence?.tokens[t.head]?.form ?? ''} ${t.deprel}`);
  };
