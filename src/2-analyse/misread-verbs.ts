// Trees in which a past tense was read as a participle before its noun ("Ankara lifted sanctions" as a noun phrase) are
// put right: English puts no participle between a bare noun, or an auxiliary, and the noun that it would describe.
import type { Token } from '../schema/analysis.ts';

interface Node extends Omit<Token, 'head' | 'deprel' | 'xpos' | 'feats'> {
  head: number;
  deprel: string;
  xpos: string;
  feats: string;
}

const nominal = new Set(['NOUN', 'PROPN', 'PRON']);
const days = /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)$/;
/** What a noun keeps when it is found to be a subject or an object. */
const ofNoun = new Set(['det', 'amod', 'compound', 'nummod', 'nmod:poss', 'nmod:desc', 'flat']);
/** What belongs to a clause, on whatever noun a parser hung it. */
const ofClause = new Set(['punct', 'parataxis', 'advcl', 'ccomp', 'obl', 'obl:unmarked', 'nmod:unmarked']);

/** The same tokens where nothing is to be mended. */
export const mendMisreadVerbs = (tokens: readonly Token[]): readonly Token[] => {
  let mended = mendInfinitives(tokens);
  for (let verb = 1; verb < tokens.length; verb++)
    if (isMisread(mended, verb)) mended = mendAt(mended, verb) ?? mended;
  return mended;
};

/** "plans to free the men": before an article or a number an adjective after "to" can only be a verb. */
const mendInfinitives = (tokens: readonly Token[]): readonly Token[] => {
  const found = tokens.flatMap((_, i) => (isInfinitive(tokens, i) ? [i] : []));
  if (found.length === 0) return tokens;
  const nodes = tokens.map((token): Node => ({ ...token }));
  for (const verb of found) {
    const v = nodes[verb] as Node;
    const governor = nodes[v.head];
    const to = nodes[verb - 1] as Node;
    Object.assign(to, { upos: 'PART', xpos: 'TO', head: verb, deprel: 'mark' });
    Object.assign(v, { upos: 'VERB', xpos: 'VB', feats: 'VerbForm=Inf' });
    v.deprel = governor && nominal.has(governor.upos) ? 'acl' : 'xcomp';
    const article = nodes[verb + 1] as Node;
    const object = nodes[article.head];
    if (object && article.head > verb) setTo(object, verb, 'obj');
  }
  return isTree(nodes) ? nodes : tokens;
};

const isInfinitive = (tokens: readonly Token[], at: number): boolean => {
  const { upos, deprel } = tokens[at] as Token;
  const next = tokens[at + 1];
  return (
    upos === 'ADJ' &&
    /^(amod|obl|nmod)$/.test(deprel) &&
    tokens[at - 1]?.form === 'to' &&
    next !== undefined &&
    (next.upos === 'DET' || next.upos === 'NUM' || next.xpos === 'PRP$')
  );
};

const isMisread = (tokens: readonly Token[], verb: number): boolean => {
  const v = tokens[verb] as Token;
  const before = tokens[verb - 1] as Token;
  if (v.upos !== 'VERB' || v.deprel !== 'amod' || v.head <= verb || /^\p{Lu}/u.test(v.form)) return false;
  if (isAuxiliary(before))
    return v.xpos === 'VBG' ? before.lemma === 'be' : before.lemma === 'have' && v.xpos !== 'VBG';
  if (before.upos !== 'NOUN' && before.upos !== 'PROPN') return false;
  // "a family owned company": the article is the noun's, and so is all after it
  if (before.upos === 'NOUN' && hasOwnArticle(tokens, v.head)) return false;
  // "oil-rich, war-torn": what a hyphen joins is one word
  return (v.xpos === 'VBN' || v.xpos === 'VBD') && before.end < v.start && tokens[verb - 2]?.form !== '-';
};

const hasOwnArticle = (tokens: readonly Token[], noun: number): boolean =>
  tokens.some(
    ({ head, deprel, lemma }) =>
      head === noun && deprel === 'det' && (lemma === 'a' || !/S$/.test((tokens[noun] as Token).xpos)),
  );

/** "officials have shared evidence": taken for the main verb, "have" is its own kind of mistake. */
const isAuxiliary = (token: Token): boolean =>
  token.upos === 'AUX' || (token.upos === 'VERB' && token.lemma === 'have');

/** Null where no subject is found, or the tree would not hold. */
const mendAt = (tokens: readonly Token[], verb: number): readonly Token[] | null => {
  const nodes = tokens.map((token): Node => ({ ...token }));
  const at = (i: number): Node => nodes[i] as Node;
  const noun = at(verb).head;
  const before = verb - 1;
  const day = days.test(at(before).form) ? before : -1;
  const auxiliary = isAuxiliary(at(before) as Token) ? before : -1;
  const subject = subjectOf(nodes, verb, noun, day);
  if (subject < 0) return null;
  // the verb takes the place of whatever headed the clause
  const top =
    at(noun).head === subject ? subject : auxiliary >= 0 && at(noun).head === auxiliary ? auxiliary : noun;
  const place = at(top);
  const { head, deprel } = place;
  if (head === verb) return null;
  for (const [i, node] of nodes.entries()) {
    if (i === verb || i === subject || i === noun) continue;
    const holder = node.head;
    if (i === auxiliary) {
      setTo(node, verb, 'aux');
      continue;
    }
    if (holder !== noun && holder !== verb && holder !== top) continue;
    if (i === day) setTo(node, verb, 'obl');
    else if (node.deprel === 'case' && i === day - 1) setTo(node, day, 'case');
    else if (i < subject && ofNoun.has(node.deprel) && holder !== subject) setTo(node, subject, node.deprel);
    else if (i < verb && holder === noun) setTo(node, verb, node.deprel);
    else if (i > verb && (holder === top || holder === noun) && ofClause.has(node.deprel) && i > noun)
      setTo(node, verb, node.deprel);
    else if (holder === auxiliary) setTo(node, verb, node.deprel);
  }
  setTo(at(verb), head, /^(nsubj|obj)/.test(deprel) ? 'ccomp' : deprel);
  setTo(at(subject), verb, 'nsubj');
  if (auxiliary >= 0) Object.assign(at(auxiliary), { upos: 'AUX' });
  setTo(at(noun), verb, 'obj');
  if (auxiliary < 0) Object.assign(at(verb), { xpos: 'VBD', feats: 'Mood=Ind|Tense=Past|VerbForm=Fin' });
  return isTree(nodes) ? nodes : null;
};

const setTo = (node: Node, head: number, deprel: string): void => {
  node.head = head;
  node.deprel = deprel;
};

/** The last noun before the verb that hangs on it or on its noun, else the noun that all of it was hung on. */
const subjectOf = (nodes: readonly Node[], verb: number, noun: number, day: number): number => {
  const auxiliary = isAuxiliary(nodes[verb - 1] as Token) ? verb - 1 : -1;
  for (let i = verb - 1; i >= 0; i--) {
    const node = nodes[i] as Node;
    if (i === day || !nominal.has(node.upos) || node.xpos.startsWith('PRP$')) continue;
    if (node.head !== noun && node.head !== verb && (auxiliary < 0 || node.head !== auxiliary)) continue;
    if (nodes.some(other => other.head === i && other.deprel === 'case')) continue;
    return i;
  }
  const { head, deprel } = nodes[noun] as Node;
  const above = nodes[head];
  return above && head < verb && /^(nmod|appos)$/.test(deprel) && nominal.has(above.upos) ? head : -1;
};

const isTree = (nodes: readonly Node[]): boolean =>
  nodes.filter(({ head }) => head < 0).length === 1 &&
  nodes.every((_, i) => {
    let at = i;
    for (let step = 0; at >= 0; step++) {
      if (step > nodes.length) return false;
      at = (nodes[at] as Node).head;
    }
    return true;
  });
