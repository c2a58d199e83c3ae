// The arguments of one predicate while they are gathered.
import type { Sentence } from '../schema/analysis.ts';
import { tokenAt } from '../schema/tree.ts';
import type { Reading } from './reading.ts';

export interface Argument {
  readonly slot: string;
  /** Head token of the filler. */
  readonly token: number;
  /** True where the filler stands with another predicate and is shared: control, coordination, light verb. */
  readonly shared: boolean;
  /** True where the filler hangs on one of the predicate's own fillers and may belong to either. */
  readonly low: boolean;
}

export interface Collect {
  readonly reading: Reading;
  readonly sentence: Sentence;
  readonly found: Argument[];
  /** Arguments of another predicate of the sentence, for what is shared with it. */
  readonly argumentsAt: (token: number) => readonly Argument[];
}

export const add = ({ found }: Collect, slot: string, token: number, shared = false, low = false): void => {
  if (token >= 0 && !found.some(a => a.slot === slot && a.token === token))
    found.push({ slot, token, shared, low });
};

export const has = ({ found }: Collect, slot: string): boolean => found.some(a => a.slot === slot);

export const slotOf = (collect: Collect, token: number, slot: string): number =>
  collect.argumentsAt(token).find(a => a.slot === slot)?.token ?? -1;

/** "The army stepped up its strikes": "its" is the subject of the verb, which says it better. */
export const dropOwnPronoun = ({ sentence, found }: Collect): boolean => {
  const at = found.findIndex(a => a.slot === 'subj');
  const own = at < 0 ? undefined : found[at];
  if (!own || tokenAt(sentence, own.token).deprel !== 'nmod:poss') return false;
  if (tokenAt(sentence, own.token).upos !== 'PRON') return false;
  found.splice(at, 1);
  return true;
};
