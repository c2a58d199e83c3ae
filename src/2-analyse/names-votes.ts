// All mentions of one name in a report vote on its kind, with what the tagger thinks of each; what stands beside a name
// and names that share a word have a say.
import { NAME_KINDS, type NameKind, type Token } from '../schema/analysis.ts';
import type { Name } from './names.ts';
import type { ReadySentence, WordCodes } from './names-features.ts';
import { labelOf, NAME_LABELS } from './names-model.ts';
import {
  glosses,
  isAddressed,
  isBesideNear,
  isUnlistedAcronym,
  kindByHead,
  placeWithHead,
} from './names-rules.ts';

export interface Tagged {
  readonly ready: ReadySentence;
  readonly labels: Uint8Array;
  /** NAME_LABELS scores a token; zero where the token is no candidate. */
  readonly scores: Float64Array;
}

/** Letters of a name: what its mentions share. */
export const keyOf = (words: readonly WordCodes[], { from, to }: Name): string => {
  let key = '';
  for (let i = from; i < to; i++) key += (words[i] as WordCodes).letters;
  return key;
};

const KINDS = NAME_KINDS.length;

/** Adds to `votes` what the tagger thinks of each kind for a name with these bounds. */
const addVotes = ({ scores }: Tagged, { from, to }: Name, votes: Float64Array): void => {
  for (let k = 0; k < KINDS; k++)
    for (let i = from; i < to; i++) {
      const part = to - from === 1 ? 'U' : i === from ? 'B' : i === to - 1 ? 'L' : 'I';
      const score = scores[i * NAME_LABELS + labelOf(NAME_KINDS[k] as NameKind, part)] as number;
      votes[k] = (votes[k] as number) + score / (to - from);
    }
};

export const bestKind = (votes: Float64Array): NameKind => {
  let best = 0;
  for (let k = 1; k < KINDS; k++) if ((votes[k] as number) > (votes[best] as number)) best = k;
  return NAME_KINDS[best] as NameKind;
};

/** Votes by the letters of a name. */
export const voteOnKinds = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
): ReadonlyMap<string, Float64Array> => {
  const votes = new Map<string, Float64Array>();
  for (const [s, names] of found.entries())
    for (const name of names) {
      if (name.kind === 'group') continue;
      const one = tagged[s] as Tagged;
      const key = keyOf(one.ready.words, name);
      const sum = votes.get(key) ?? new Float64Array(KINDS);
      addVotes(one, name, sum);
      votes.set(key, sum);
    }
  for (const [s, names] of found.entries())
    for (const name of names) {
      const { words } = (tagged[s] as Tagged).ready;
      const own = votes.get(keyOf(words, name));
      if (own && isAddressed(words, name)) decideFor(PERSON, own);
    }
  lendToConjuncts(found, tagged, votes);
  lendToParts(found, tagged, votes);
  settleByContext(found, tagged, votes);
  return votes;
};

const PERSON = NAME_KINDS.indexOf('person');
const ORGANIZATION = NAME_KINDS.indexOf('organization');
const PLACE = NAME_KINDS.indexOf('place');

/** Outvotes all others, in what it lends too. */
const decideFor = (kind: number, votes: Float64Array): void => {
  let most = 1;
  for (const vote of votes) most = Math.max(most, Math.abs(vote));
  votes[kind] = 4 * most;
};

/** What the words beside a name tell of it, wherever else it stands: "near Rawah", "the Port Union (PU)". */
const settleByContext = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
  votes: Map<string, Float64Array>,
): void => {
  for (const [s, names] of found.entries()) {
    const { ready } = tagged[s] as Tagged;
    for (const name of names) {
      const own = votes.get(keyOf(ready.words, name));
      if (!own) continue;
      if (isBesideNear(ready, name)) decideFor(PLACE, own);
      else if (isUnlistedAcronym(ready, name) && bestKind(own) === 'place') decideFor(ORGANIZATION, own);
    }
    for (const [name, gloss] of glosses(ready.words, names)) {
      const theirs = votes.get(keyOf(ready.words, name));
      const own = votes.get(keyOf(ready.words, gloss));
      if (theirs && own && bestKind(theirs) !== 'other') own.set(theirs);
    }
  }
};

/** What is joined by "and" is of one kind mostly: "Homs and Tadef" says of Tadef what is known of Homs. */
const SHARED = 0.5;

const lendToConjuncts = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
  votes: Map<string, Float64Array>,
): void => {
  const loans: (readonly [Float64Array, Float64Array])[] = [];
  for (const [s, names] of found.entries()) {
    const { words, sentence } = (tagged[s] as Tagged).ready;
    const nameAt = new Map<number, Name>();
    for (const name of names) for (let i = name.from; i < name.to; i++) nameAt.set(i, name);
    for (const name of names)
      for (let i = name.from; i < name.to; i++) {
        const { deprel, head } = sentence.tokens[i] as Token;
        const other = deprel === 'conj' ? nameAt.get(head) : undefined;
        const own = votes.get(keyOf(words, name));
        const theirs = other && other !== name ? votes.get(keyOf(words, other)) : undefined;
        if (own && theirs && own !== theirs)
          loans.push([own, Float64Array.from(theirs)], [theirs, Float64Array.from(own)]);
      }
  }
  for (const [to, from] of loans)
    for (let k = 0; k < KINDS; k++) to[k] = (to[k] as number) + SHARED * (from[k] as number);
};

/**
 * "Karim" alone takes part in the votes on "Karim Haddad" and they in his, where either or both are for a person; so
 * does "Tarthin" in those on "Lake Tarthin".
 */
const lendToParts = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
  votes: Map<string, Float64Array>,
): void => {
  const loans = new Map<string, Float64Array>();
  for (const [s, names] of found.entries())
    for (const name of names) {
      const { words } = (tagged[s] as Tagged).ready;
      const sum = votes.get(keyOf(words, name));
      if (!sum || name.to - name.from < 2) continue;
      const last = votes.get((words[name.to - 1] as WordCodes).letters);
      const together = last ? sum.map((vote, k) => vote + (last[k] as number)) : sum;
      const best = bestKind(sum) === 'person' ? 'person' : bestKind(together);
      const kind = kindByHead(words, { ...name, kind: best });
      const place = placeWithHead(words, { ...name, kind });
      if (place >= 0) decideFor(PLACE, sum);
      const ends = kind === 'person' ? [name.from, name.to - 1] : place < 0 ? [] : [place];
      for (const at of ends) loans.set((words[at] as WordCodes).letters, Float64Array.from(sum));
      if (kind === 'person') sum.set(together);
    }
  for (const [part, sum] of loans) {
    const own = votes.get(part);
    if (own) for (let k = 0; k < KINDS; k++) own[k] = (own[k] as number) + (sum[k] as number);
  }
};
