// Clauses that a parser tears apart behind a verb of saying -> whole again: without "that", the subject of what is said
// looks like the object of the saying ("said any group that stays away will suffer").
import type { Sentence, Token } from '../schema/analysis.ts';
import type { Codebook } from '../schema/codebook.ts';
import type { GroundedMention } from '../schema/grounding.ts';
import { childBy, childrenBy, childrenOf, pathToRoot, subtreeOf, tokenAt } from '../schema/tree.ts';
import { groupOf, isPassiveClause, isTensed, mendNouns, type Put, subjects } from './mend-nouns.ts';
import { isVerbAfterTo, OPPOSED, opposedAsPreposition } from './mend-tags.ts';

/** Verbs that take no noun phrase for what is said, only a clause. */
const clauseOnly = new Set([
  'say',
  'add',
  'think',
  'believe',
  'insist',
  'argue',
  'contend',
  'reckon',
  'hope',
]);
/** Verbs that name whom they speak to: their object is no subject of the clause. */
const addressing = new Set([
  'tell',
  'inform',
  'remind',
  'assure',
  'warn',
  'notify',
  'convince',
  'advise',
  'ask',
  'urge',
  'order',
  'persuade',
  'beg',
  'show',
]);

/** "said any groups that stay away will suffer", "said it opposed an invitation". */
const tornSubject = (sentence: Sentence, cue: number, put: Put): boolean => {
  if (addressing.has(tokenAt(sentence, cue).lemma)) return false;
  const clause = childrenBy(sentence, cue, 'ccomp').find(
    at => at > cue && isTensed(sentence, at) && childrenBy(sentence, at, ...subjects).length === 0,
  );
  if (clause === undefined) return false;
  const noun = childrenBy(sentence, cue, 'obj', 'nsubj', 'expl').find(at => at > cue && at < clause);
  if (noun === undefined) return false;
  put(noun, clause, isPassiveClause(sentence, clause) ? 'nsubj:pass' : 'nsubj');
  const object = childrenBy(sentence, cue, 'obj').find(at => at > clause);
  if (object !== undefined && childBy(sentence, clause, 'obj') < 0) put(object, clause, 'obj');
  return true;
};

/** "said Russian aircraft conducted 12 strikes", where the verb passes for a participle beside the noun. */
const tornVerb = (sentence: Sentence, cue: number, put: Put): boolean => {
  if (!clauseOnly.has(tokenAt(sentence, cue).lemma) || childBy(sentence, cue, 'ccomp') >= 0) return false;
  const noun = childrenBy(sentence, cue, 'obj').find(at => at > cue);
  if (noun === undefined) return false;
  const verb = childrenBy(sentence, noun, 'acl').find(at => {
    const { deprel, upos, xpos } = tokenAt(sentence, at);
    if (deprel !== 'acl' || upos !== 'VERB' || at < noun || !/^VB[DNZP]$/.test(xpos)) return false;
    return xpos !== 'VBN' || childBy(sentence, at, 'obj') >= 0 || falseAgent(sentence, at) >= 0;
  });
  if (verb === undefined) return false;
  put(verb, cue, 'ccomp');
  put(noun, verb, 'nsubj');
  const agent = falseAgent(sentence, verb);
  if (agent >= 0) put(agent, verb, 'obj');
  return true;
};

/** An agent without "by" is the object of a verb in the past tense. */
const falseAgent = (sentence: Sentence, verb: number): number =>
  childrenBy(sentence, verb, 'obl').find(
    at =>
      tokenAt(sentence, at).deprel === 'obl:agent' &&
      !childrenBy(sentence, at, 'case').some(c => tokenAt(sentence, c).lemma === 'by'),
  ) ?? -1;

/** "told the court that he was innocent": what is told hangs on the telling, not on the court. */
const tornFromVerb = (sentence: Sentence, cue: number, put: Put): boolean => {
  if (!addressing.has(tokenAt(sentence, cue).lemma) || childBy(sentence, cue, 'ccomp') >= 0) return false;
  for (const addressee of childrenBy(sentence, cue, 'iobj', 'obj'))
    for (const clause of childrenBy(sentence, addressee, 'acl', 'ccomp')) {
      const that = childrenOf(sentence, clause).find(
        at => at < clause && tokenAt(sentence, at).form.toLowerCase() === 'that',
      );
      const own = childrenBy(sentence, clause, ...subjects).some(at => at !== that);
      if (that === undefined || !own) continue;
      put(clause, cue, 'ccomp');
      put(that, clause, 'mark');
      return true;
    }
  return false;
};

/** "A day after Ahlo said the mine would close, Bern told ...": the clause right behind a cue is the cue's own. */
const tornFromCue = (sentence: Sentence, cue: number, put: Put): boolean => {
  if (!clauseOnly.has(tokenAt(sentence, cue).lemma) || cue + 2 >= sentence.tokens.length) return false;
  if (childrenBy(sentence, cue, 'ccomp', 'obj', 'xcomp').length > 0) return false;
  const clause = pathToRoot(sentence, cue + 1).find(at => {
    const { deprel, head } = tokenAt(sentence, at);
    return deprel === 'ccomp' && at > cue && head > at;
  });
  if (clause === undefined || Math.min(...subtreeOf(sentence, clause)) !== cue + 1) return false;
  put(clause, cue, 'ccomp');
  return true;
};

/** "said the bridge was closed and the ferry was full": the second clause goes with the first. */
const secondClause = (sentence: Sentence, cue: number, put: Put): boolean => {
  const first = childrenBy(sentence, cue, 'ccomp').find(at => at > cue);
  if (first === undefined) return false;
  const joined = childrenBy(sentence, cue, 'ccomp', 'parataxis').filter(
    at => at > first && childBy(sentence, at, 'cc') >= 0,
  );
  for (const at of joined) put(at, first, 'conj');
  return joined.length > 0;
};

/** ", claiming the bridge would fall": the participle passed for the subject of what it says. */
const tornParticiple = (sentence: Sentence, cue: number, put: Put): boolean => {
  const { xpos, deprel, head } = tokenAt(sentence, cue);
  if (xpos !== 'VBG' || !/^[nc]subj/.test(deprel) || head < cue || sentence.tokens[cue - 1]?.form !== ',')
    return false;
  const governor = tokenAt(sentence, head).head;
  if (governor < 0 || governor > cue || !isTensed(sentence, head)) return false;
  put(cue, governor, 'advcl');
  put(head, cue, 'ccomp');
  return true;
};

/** "Gunmen on motorcycles killed nine farmers, residents said", with both subjects at the saying: each verb has its own. */
const tornReport = (sentence: Sentence, cue: number, put: Put): boolean => {
  const [first, second] = childrenBy(sentence, cue, 'nsubj').filter(at => at < cue);
  if (first === undefined || second === undefined || childBy(sentence, cue, 'ccomp') >= 0) return false;
  const verb = participleOf(sentence, first);
  if (verb < 0 || !isParted(sentence, verb, second)) return false;
  put(first, verb, isPastTense(sentence, verb) ? 'nsubj' : 'nsubj:pass');
  put(verb, cue, 'ccomp');
  return true;
};

/** The verb that the parser takes for a participle beside `subject`, or beside a noun that belongs to it; or -1. */
const participleOf = (sentence: Sentence, subject: number): number => {
  const nouns = [subject, ...childrenBy(sentence, subject, 'nmod').filter(at => at > subject)];
  for (const noun of nouns)
    for (const at of childrenBy(sentence, noun, 'acl')) {
      const { deprel, upos, xpos } = tokenAt(sentence, at);
      if (deprel !== 'acl' || upos !== 'VERB' || at < noun || !/^VB[DN]$/.test(xpos)) continue;
      if (childrenBy(sentence, at, 'aux', 'nsubj', 'mark').length === 0) return at;
    }
  return -1;
};

const bare = new Set([
  'call',
  'appeal',
  'vote',
  'march',
  'rally',
  'agree',
  'meet',
  'return',
  'travel',
  'protest',
  'clash',
]);

/** "killed nine farmers", "called for marches": no passive, whatever its tag. */
const isPastTense = (sentence: Sentence, verb: number): boolean => {
  const { xpos, lemma } = tokenAt(sentence, verb);
  const agent = childrenBy(sentence, verb, 'obl').some(
    by => tokenAt(sentence, by).deprel === 'obl:agent' && falseAgent(sentence, verb) !== by,
  );
  if (agent) return false;
  const isBare = bare.has(lemma) && sentence.tokens[verb + 1]?.upos === 'ADP';
  return xpos === 'VBD' || childBy(sentence, verb, 'obj') >= 0 || countedAfter(sentence, verb) || isBare;
};

/** "killed at least nine farmers": what is counted right behind the verb is its object. */
const countedAfter = (sentence: Sentence, verb: number): boolean =>
  /^(at|about|up|more|some|nearly|almost|around|over)$/.test(sentence.tokens[verb + 1]?.form ?? '') &&
  childrenBy(sentence, verb, 'obl').some(at => at > verb && childBy(sentence, at, 'nummod') >= 0);

const isParted = (sentence: Sentence, from: number, to: number): boolean =>
  sentence.tokens.slice(from, to).some(({ form }) => form === ',');

/** "Venezuela's opposition called for marches" without any other verb: a sentence, no noun with a participle. */
const tornSentence = (sentence: Sentence, put: Put): void => {
  const root = sentence.tokens.findIndex(({ head }) => head < 0);
  if (root < 0 || !/^(NOUN|PROPN)$/.test(tokenAt(sentence, root).upos)) return;
  if (childrenBy(sentence, root, 'cop', 'nsubj').length > 0) return;
  const verb = participleOf(sentence, root);
  if (verb < 0 || !isPastTense(sentence, verb)) return;
  put(verb, -1, 'root');
  put(root, verb, 'nsubj');
};

const mends = [tornReport, tornParticiple, tornSubject, tornVerb, tornFromVerb, tornFromCue, secondClause];

/** "Lund, a member, denounced the plan", read as a passive: a passive has its auxiliary, or no object. */
const falsePassive = (sentence: Sentence, verb: number, put: Put): void => {
  if (isPassiveClause(sentence, verb) || childBy(sentence, verb, 'obj') < 0) return;
  for (const subject of childrenBy(sentence, verb, 'nsubj'))
    if (tokenAt(sentence, subject).deprel === 'nsubj:pass' && subject < verb) put(subject, verb, 'nsubj');
};

/** Verbs that in the past tense want an object: without one they are passive. */
const passiveOnly = new Set([
  'kill',
  'wound',
  'injure',
  'hurt',
  'arrest',
  'detain',
  'displace',
  'kidnap',
  'abduct',
  'loot',
  'torch',
  'burn',
  'destroy',
  'damage',
]);

/** The number or noun right before the verb that the parser hung elsewhere, or -1. */
const beforeVerbOf = (sentence: Sentence, verb: number): number => {
  const { upos, deprel, head } = tokenAt(sentence, verb - 1);
  const isLoose = head === verb ? deprel === 'obl:unmarked' : deprel === 'conj';
  return isLoose && /^(NUM|NOUN|PROPN)$/.test(upos) ? verb - 1 : -1;
};

/** "four were killed and eleven wounded": the auxiliary stands once, the second verb is as passive as the first. */
const sharedPassive = (sentence: Sentence, verb: number, put: Put): void => {
  const { deprel, xpos, head } = tokenAt(sentence, verb);
  if (deprel !== 'conj' || !/^VB[DN]$/.test(xpos) || !isPassiveClause(sentence, head)) return;
  if (childrenBy(sentence, verb, 'aux', 'obj', 'ccomp', 'xcomp').length > 0) return;
  const own = childrenBy(sentence, verb, 'nsubj').find(at => at < verb) ?? beforeVerbOf(sentence, verb);
  if (own >= 0) put(own, verb, 'nsubj:pass');
};

/** "and the minister, Ada Lund, rejected it": who stands right before the verb with an apposition is its subject. */
const subjectWithAside = (
  sentence: Sentence,
  mentions: readonly GroundedMention[],
  verb: number,
  put: Put,
): void => {
  const { tokens } = sentence;
  if (!isTensed(sentence, verb) || childrenBy(sentence, verb, ...subjects).length > 0) return;
  const group = groupOf(sentence, verb);
  if (tokens[group - 1]?.form !== ',') return;
  const aside = mentions.find(({ from, to }) => to === group - 1 && tokens[from - 1]?.form === ',');
  const subject =
    (aside && mentions.find(({ to }) => to === aside.from - 1)) ??
    mentions.find(
      ({ from, to }) => to === group - 1 && tokens.slice(from, to).some(({ form }) => form === ','),
    );
  if (subject && !/^nsubj/.test(tokenAt(sentence, subject.head).deprel))
    put(subject.head, verb, isPassiveClause(sentence, verb) ? 'nsubj:pass' : 'nsubj');
};

const pauses = new Set([',', '–', '—', '-', '--']);

/** "Lund, in a speech to the guild, had criticised": the name before the aside is the subject of the verb after it. */
const subjectBeforeAside = (sentence: Sentence, mentions: readonly GroundedMention[], put: Put): void => {
  const { tokens } = sentence;
  const verb = tokens.findIndex(t => t.head < 0);
  if (verb < 0 || tokens[verb]?.upos !== 'VERB' || childrenBy(sentence, verb, ...subjects).length > 0) return;
  const group = groupOf(sentence, verb);
  if (group < 3 || !pauses.has(tokens[group - 1]?.form ?? '') || !isTensed(sentence, verb)) return;
  const subject = mentions.find(
    ({ from, to }) =>
      to < group - 1 && pauses.has(tokens[to]?.form ?? '') && (from === 0 || tokens[from - 1]?.form === ','),
  );
  if (!subject) return;
  const { from, to, head } = subject;
  put(head, verb, isPassiveClause(sentence, verb) ? 'nsubj:pass' : 'nsubj');
  for (let at = from; at < to; at++) {
    const own = tokenAt(sentence, at).head;
    if (at !== head && (own < from || own >= to)) put(at, head, 'flat');
  }
};

/** Which tokens may be cues: verbs of saying by the codebook, whatever their act. */
const isCue = (codebook: Codebook, { upos, lemma }: Token): boolean =>
  upos === 'VERB' && codebook.speechCues.has(`VERB:${lemma.toLowerCase()}`);

/**
 * The same sentences with torn clauses mended; a sentence that needs nothing is passed on as it is.
 * @param mentions by sentence, keyed by head token.
 */
export const mendClauses = (
  sentences: readonly Sentence[],
  codebook: Codebook,
  mentions: readonly ReadonlyMap<number, GroundedMention>[],
): readonly Sentence[] =>
  sentences.map((sentence, i) => {
    const moved = new Map<number, { head: number; deprel: string }>();
    const put: Put = (token, head, deprel) => {
      moved.set(token, { head, deprel });
    };
    for (const [at, token] of sentence.tokens.entries())
      if (isCue(codebook, token)) mends.some(mend => mend(sentence, at, put));
    const named = [...(mentions[i]?.values() ?? [])].filter(({ form }) => form !== 'pronoun');
    named.sort((a, b) => a.from - b.from);
    tornSentence(sentence, put);
    subjectBeforeAside(sentence, named, put);
    for (const [at, token] of sentence.tokens.entries()) {
      if (token.upos !== 'VERB') continue;
      mendNouns(sentence, at, put);
      falsePassive(sentence, at, put);
      if (passiveOnly.has(token.lemma)) sharedPassive(sentence, at, put);
      if (!moved.has(at)) subjectWithAside(sentence, named, at, put);
    }
    const tags = new Map<number, Partial<Token>>();
    for (const [at] of sentence.tokens.entries()) {
      if (isVerbAfterTo(sentence, at)) tags.set(at, { upos: 'VERB', xpos: 'VB' });
      if (opposedAsPreposition(sentence, at, put)) tags.set(at, OPPOSED);
    }
    if (moved.size === 0 && tags.size === 0) return sentence;
    const tokens = sentence.tokens.map((token, at) => ({ ...token, ...tags.get(at), ...moved.get(at) }));
    return isTree(tokens) ? { ...sentence, tokens } : sentence;
  });

/** Two mends in one sentence may close a circle; then neither is made. */
const isTree = (tokens: readonly Token[]): boolean => {
  const reaches = new Uint8Array(tokens.length);
  for (let start = 0; start < tokens.length; start++) {
    const path: number[] = [];
    let at = start;
    while (at >= 0 && reaches[at] === 0) {
      reaches[at] = 1;
      path.push(at);
      at = tokens[at]?.head ?? -1;
    }
    if (at >= 0 && reaches[at] === 1) return false;
    for (const seen of path) reaches[seen] = 2;
  }
  return true;
};
