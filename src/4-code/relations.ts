// Standing facts that a report states: X controls Y, X is backed by Y, X leads Y. The codebook's relation words name
// the relation; the tree gives its two sides.
import type { Relation } from '../schema/coded-report.ts';
import { tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import { argumentsOf } from './arguments.ts';
import { keysAt, type Reading } from './reading.ts';
import { type Filler, fillersAt } from './roles.ts';
import { statusOf } from './status.ts';

const objectSlots = [
  'obj',
  'prep:of',
  'prep:for',
  'prep:over',
  'prep:with',
  'prep:to',
  'prep:in',
  'prep:against',
];

export const findRelations = (reading: Reading, accounts: Accounts): Relation[] => {
  const found: Relation[] = [];
  for (const sentence of reading.sentences)
    for (const [token] of sentence.tokens.entries()) {
      const type = keysAt(reading, sentence, token)
        .map(key => reading.codebook.relations.get(key))
        .find(relation => relation !== undefined);
      if (!type || statusOf(reading, sentence, token).status !== 'happened') continue;
      const side = (slots: readonly string[], role: 'subj' | 'obj'): Filler[] => {
        for (const slot of slots) {
          const fillers = argumentsOf(reading, sentence, token)
            .filter(a => a.slot === slot)
            .flatMap(a => fillersAt(reading, sentence, a.token, role));
          if (fillers.length > 0) return fillers;
        }
        return [];
      };
      const { start, end } = tokenAt(sentence, token);
      for (const subject of side(['subj', 'compound'], 'subj'))
        for (const object of side(objectSlots, 'obj')) {
          if (subject.entity.id === object.entity.id) continue;
          found.push({
            type,
            subject: subject.entity.id,
            object: object.entity.id,
            start,
            end,
            statement: accounts.around(sentence, { start, end })?.id ?? null,
          });
        }
    }
  return found;
};
