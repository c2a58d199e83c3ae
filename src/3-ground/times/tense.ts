// The tense of the clause that a time stands in: does "on Monday" look back or ahead?
import type { Sentence, Token } from '../../schema/analysis.ts';
import { childrenOf } from '../../schema/tree.ts';
import type { Lean } from './resolve.ts';

const MODALS = new Set('will shall would may might can could must should ll wo'.split(' '));
/** Words whose complement, or whose time, lies ahead: "talks planned for Monday", "is due on Friday". */
const AHEAD = new Set(
  (
    'plan schedule expect slate due intend hope vow promise pledge threaten prepare propose aim want agree order urge ' +
    'demand ask call decide upcoming forthcoming set likely ready'
  ).split(' '),
);
const TIMED_AHEAD = new Set('plan schedule expect slate due set upcoming forthcoming'.split(' '));
/** Steps up the tree at most: clauses nest a few deep in news. */
const CLIMB = 12;

/** Null where no finite verb is seen above the token, as without a tree, or where the present tells nothing. */
export const tenseAt = (sentence: Sentence, index: number): Lean | null => {
  let at = index;
  for (let step = 0; step < CLIMB; step++) {
    const token = sentence.tokens[at];
    if (!token) return null;
    if (step > 0 && TIMED_AHEAD.has(token.lemma.toLowerCase()) && !isFinitePast(token)) return 'future';
    const lean = leanOf(sentence, at, token);
    if (lean) return lean === 'present' ? null : lean;
    if (token.head < 0 || token.head === at) return null;
    at = token.head;
  }
  return null;
};

type Seen = Lean | 'present' | null;

const seen = new WeakMap<Sentence, Map<number, Seen>>();

/** Read once a word, however many times hang on it. */
const leanOf = (sentence: Sentence, at: number, token: Token): Seen => {
  const leans = seen.get(sentence) ?? new Map<number, Seen>();
  if (leans.size === 0) seen.set(sentence, leans);
  const cached = leans.get(at);
  if (cached !== undefined) return cached;
  const lean = predicateLean(sentence, at, token);
  leans.set(at, lean);
  return lean;
};

const isFinitePast = (token: Token): boolean => token.xpos === 'VBD';

const predicateLean = (sentence: Sentence, at: number, token: Token): Seen => {
  const helpers = childrenOf(sentence, at)
    .map(child => sentence.tokens[child])
    .filter(child => child !== undefined && /^(?:aux|cop|mark)/.test(child.deprel)) as Token[];
  const isVerb = token.upos === 'VERB' || token.upos === 'AUX';
  const verbs = helpers.filter(helper => !helper.deprel.startsWith('mark'));
  if (!isVerb && verbs.length === 0) return null;
  const hasHave = verbs.some(helper => helper.lemma.toLowerCase() === 'have');
  // "will have met" looks ahead, "may have met" back.
  const modal = verbs.find(helper => helper.xpos === 'MD' || MODALS.has(helper.lemma.toLowerCase()));
  if (modal) return hasHave && !/^(?:will|shall|wo|'ll)$/i.test(modal.form) ? 'past' : 'future';
  if (verbs.some(helper => helper.xpos === 'VBD') || hasHave || token.xpos === 'VBD') return 'past';
  if (helpers.some(helper => helper.deprel.startsWith('mark') && helper.lemma.toLowerCase() === 'to')) {
    const governor = sentence.tokens[token.head];
    if (!governor || AHEAD.has(governor.lemma.toLowerCase()) || governor.lemma.toLowerCase() === 'go')
      return 'future';
    return null;
  }
  if (verbs.length === 0 && token.xpos === 'VBN') return token.head < 0 ? 'past' : null;
  return token.xpos === 'VBZ' || token.xpos === 'VBP' || verbs.length > 0 ? 'present' : null;
};
