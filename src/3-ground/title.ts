// Titles before a name and appositions beside it -> country, sector and office of the person: "Ukrainian Defence
// Minister X", "X, the Russian envoy".
import type { Registry } from '../schema/registry.ts';
import { childrenBy, relation, tokenAt } from '../schema/tree.ts';
import type { Title } from './node.ts';
import {
  agentAt,
  agentFrom,
  describePhrase,
  hitCovering,
  hitFrom,
  type NamedSentence,
  type Phrase,
} from './noun-phrase.ts';

const HONORIFICS = new Set(
  'mr mrs ms miss dr sir lord lady dame prof gen lt col maj sgt capt cpl adm brig cmdr rep sen gov hon rev fr st sheik shaikh sayyed sayed haji hajji mullah imam ayatollah grand pope saint comrade herr madame monsieur'.split(
    ' ',
  ),
);
const QUALIFIERS = new Set(
  'former ex acting deputy vice interim outgoing incoming current late then first senior top chief assistant associate exiled ousted deposed newly-elected veteran self-styled longtime long-time hardline right-wing left-wing fellow retired jailed'.split(
    ' ',
  ),
);
const PAST = new Set('former ex ousted deposed late exiled retired then jailed'.split(' '));

export interface ParsedTitle {
  /** Where the name proper begins. */
  readonly at: number;
  readonly title: Title | null;
}

/**
 * Reads titles, nationalities and honorifics from token `from` on, at most up to `stop`; what is left is the name.
 * A listed name that runs to `stop` is never taken for a title.
 */
export const readTitle = (
  registry: Registry,
  named: NamedSentence,
  from: number,
  stop: number,
): ParsedTitle => {
  const { sentence, hits, referents } = named;
  let at = from;
  let sector: Title['sector'] = null;
  let office: string | null = null;
  let titled = false;
  let country: string | null = null;
  let servedSector: Title['sector'] = null;
  let past = false;
  while (at < stop) {
    const form = tokenAt(sentence, at).form.toLowerCase().replaceAll('.', '');
    const index = hitFrom(hits, at);
    const hit = hits[index];
    if (hit) {
      const referent = referents[index];
      const before = referent?.key.startsWith('state:') || referent?.kind === 'organization';
      const next = sentence.tokens[hit.to]?.form ?? '';
      const after = /^['’]s?$|^[-‐‑]$/.test(next) ? hit.to + 1 : hit.to;
      if (hit.to >= stop || !before || !startsTitle(registry, named, after, stop)) break;
      country ??= referent?.actor?.country ?? null;
      servedSector ??= referent?.actor?.sector ?? null;
      at = after;
      continue;
    }
    if (HONORIFICS.has(form) || QUALIFIERS.has(form) || form === '-') {
      past ||= PAST.has(form);
      at++;
      continue;
    }
    const found = agentFrom(registry, sentence, at, stop);
    if (!found || found.to >= stop) break;
    titled = true;
    sector ??= found.agent.inherits ? (servedSector ?? found.agent.sector) : found.agent.sector;
    office ??= found.agent.office;
    at = found.to;
  }
  if (!titled && country === null) return { at, title: null };
  if (past && sector === 'GOV') sector = 'ELI';
  return { at, title: { country, sector, office: past ? null : office } };
};

const startsTitle = (registry: Registry, named: NamedSentence, at: number, stop: number): boolean => {
  for (let index = at; index < stop && index < at + 4; index++) {
    const form = (named.sentence.tokens[index]?.form ?? '').toLowerCase().replaceAll('.', '');
    if (HONORIFICS.has(form) || agentFrom(registry, named.sentence, index, stop)) return true;
    if (!QUALIFIERS.has(form) && hitCovering(named.hits, index) < 0 && form !== 'and') return false;
  }
  return false;
};

const TITLE_REACH = 8;

/** The title that stands directly before a name and is no part of its mention. */
export const titleBefore = (registry: Registry, named: NamedSentence, from: number): Title | null => {
  for (let start = Math.max(0, from - TITLE_REACH); start < from; start++) {
    if (/^\p{P}/u.test(tokenAt(named.sentence, start).form)) continue;
    const parsed = readTitle(registry, named, start, from + 1);
    if (parsed.title && parsed.at === from) return parsed.title;
  }
  return null;
};

const titleOfPhrase = (phrase: Phrase): Title => ({
  country: phrase.countries[0] ?? phrase.served?.actor?.country ?? phrase.location,
  sector: PAST.has(phrase.modifiers.split(' ')[0] ?? '') && phrase.sector === 'GOV' ? 'ELI' : phrase.sector,
  office: isPast(phrase) ? null : phrase.agent.office,
});

export const isPast = (phrase: Phrase): boolean => phrase.modifiers.split(' ').some(word => PAST.has(word));

/** "X, the Russian envoy" and "the Russian envoy, X". */
export const titleInApposition = (registry: Registry, named: NamedSentence, head: number): Title | null => {
  const { sentence } = named;
  const token = tokenAt(sentence, head);
  const beside = childrenBy(sentence, head, 'appos');
  if (relation(token) === 'appos' && token.head >= 0) beside.push(token.head);
  for (const index of beside) {
    const agent = agentAt(registry, sentence, index);
    if (agent) return titleOfPhrase(describePhrase(registry, named, agent));
  }
  return null;
};
