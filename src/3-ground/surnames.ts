// A report's mentions -> the last words of persons named in full: who is called "Robinson" later on is no town.
import type { Analysis } from '../schema/analysis.ts';
import { tokenAt } from '../schema/tree.ts';

export const surnamesOf = ({ sentences, mentions }: Analysis): ReadonlySet<string> => {
  const surnames = new Set<string>();
  for (const { sentence, kind, form, nameFrom, nameTo } of mentions) {
    const tokens = sentences[sentence];
    if (!tokens || form !== 'name' || kind !== 'person' || nameTo - nameFrom < 2) continue;
    surnames.add(tokenAt(tokens, nameTo - 1).form);
  }
  return surnames;
};
