// Agents whose own words give no country, "the army", "its troops", "the country", read in the scene of the report;
// offices ("the Turkish president") tied to who holds them.
import { childBy } from '../schema/tree.ts';
import { type Clusters, isName } from './clusters.ts';
import { countryOfNode, type Node } from './node.ts';
import { type MentionReader, phraseReferent } from './phrase-nodes.ts';
import { stateReferent } from './referent.ts';

/** What the nodes tell that were settled before: looked up, never searched. */
export interface Scene {
  /** Countries of the places in each sentence. */
  readonly places: readonly ReadonlySet<string>[];
  /** Country of the first person in each sentence, with the token where the mention begins. */
  readonly persons: readonly { readonly from: number; readonly country: string | null }[][];
  /** Country of a pronoun's entity, by `sentence:token`. */
  readonly pronouns: ReadonlyMap<string, string>;
  /** First node of each registry key, and nodes by the office in their title. */
  readonly byKey: ReadonlyMap<string, number>;
  readonly titled: ReadonlyMap<string, readonly { readonly node: number; readonly country: string | null }[]>;
  /** Subjects of each sentence, in text order. */
  readonly subjects: readonly { readonly from: number; readonly country: string }[][];
  /** Country of the actor at a token that heads a mention, by `sentence:token`. */
  readonly heads: ReadonlyMap<string, string>;
  /** The country in which most of the report goes on, else the one it names most. */
  readonly dominant: string | null;
  /** The same for those who rule: one town visited does not make its president "the president". */
  readonly home: string | null;
}

const dominantOf = (counts: ReadonlyMap<string, number>): string | null => {
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first) return null;
  return !second || first[1] >= 1.5 * second[1] ? first[0] : null;
};

export const readScene = (reader: MentionReader, nodes: readonly Node[], clusters: Clusters): Scene => {
  const places = reader.named.map(() => new Set<string>());
  const grounds = new Map<string, number>();
  const persons: { from: number; country: string | null }[][] = reader.named.map(() => []);
  const countries = new Map<number, string>();
  const byKey = new Map<string, number>();
  const titled = new Map<string, { node: number; country: string | null }[]>();
  const heads = new Map<string, string>();
  const subjects: { from: number; country: string }[][] = reader.named.map(() => []);
  for (const [index, node] of nodes.entries()) {
    const { referent, title } = node;
    const country = countryOfNode(node);
    const root = clusters.find(index);
    if (country !== null && !countries.has(root)) countries.set(root, country);
    if (referent?.actor?.country) {
      heads.set(`${node.sentence}:${node.head}`, referent.actor.country);
      const deprel = reader.named[node.sentence]?.sentence.tokens[node.head]?.deprel ?? '';
      if (deprel.startsWith('nsubj'))
        subjects[node.sentence]?.push({ from: node.from, country: referent.actor.country });
    }
    const place = referent?.place?.country;
    if (node.reading === 'place' && place) {
      places[node.sentence]?.add(place);
      grounds.set(place, (grounds.get(place) ?? 0) + 1);
    }
    if (referent?.kind === 'person') persons[node.sentence]?.push({ from: node.from, country });
    if (referent && !byKey.has(referent.key)) byKey.set(referent.key, index);
    if (title?.office && isName(node)) {
      const known = titled.get(title.office);
      if (known) known.push({ node: index, country: title.country });
      else titled.set(title.office, [{ node: index, country: title.country }]);
    }
  }
  const named = dominantOf(reader.context.countries);
  const visited = named !== null && [...grounds.values()].reduce((sum, one) => sum + one, 0) === 1;
  const pronouns = new Map<string, string>();
  for (const [index, node] of nodes.entries()) {
    const country = node.form === 'pronoun' ? countries.get(clusters.find(index)) : undefined;
    if (country !== undefined) pronouns.set(`${node.sentence}:${node.from}`, country);
  }
  return {
    places,
    persons,
    pronouns,
    byKey,
    titled,
    heads,
    subjects,
    dominant: dominantOf(grounds) ?? named,
    home: visited ? named : (dominantOf(grounds) ?? named),
  };
};

/** Callings whose country cannot be told from the scene: foreign reporters and doctors work anywhere. */
const ROAMING = new Set(['JRN', 'NGO', 'BUS', 'IGO', 'MED', 'SOC', 'IMG', 'UNO']);

const only = (countries: ReadonlySet<string> | undefined): string | null =>
  countries?.size === 1 ? ([...countries][0] ?? null) : null;

/** "its troops": of what the pronoun refers to, else of the subject before it. */
const ownerOf = (scene: Scene, node: Node, possessor: number): string | null =>
  scene.pronouns.get(`${node.sentence}:${possessor}`) ??
  scene.subjects[node.sentence]?.findLast(subject => subject.from < possessor)?.country ??
  null;

const lendCountry = (reader: MentionReader, scene: Scene, node: Node): string | null => {
  const { phrase } = node;
  if (!phrase) return null;
  if (phrase.possessor >= 0) return ownerOf(scene, node, phrase.possessor);
  const sender = phrase.sector === 'MIL' ? senderOf(reader, scene, node) : null;
  if (sender !== null) return sender;
  if (phrase.location !== null) return phrase.location;
  if (phrase.sector === null || ROAMING.has(phrase.sector)) return null;
  const here = only(scene.places[node.sentence]);
  if (here !== null) return here;
  const own = only(reader.context.bySentence[node.sentence]);
  const bodied = phrase.agent.body !== null || phrase.agent.office !== null;
  return (phrase.agent.office === null ? scene.dominant : scene.home) ?? (bodied ? own : null);
};

const SENDS = new Set(
  'send deploy withdraw pull move mass station dispatch commit redeploy mobilize mobilise order lose have train'.split(
    ' ',
  ),
);

/** "began the withdrawal of its troops", "sped up the deployment of soldiers". */
const MOVES = new Set(
  'withdrawal pullout deployment redeployment dispatch mobilization mobilisation'.split(' '),
);

/** "The Pentagon sent 6,000 troops": whoever moves soldiers, they are his. */
const senderOf = (reader: MentionReader, scene: Scene, node: Node): string | null => {
  const sentence = reader.named[node.sentence]?.sentence;
  const moved = sentence?.tokens[node.head];
  const token =
    moved?.deprel === 'nmod' && MOVES.has(sentence?.tokens[moved.head]?.lemma ?? '')
      ? sentence?.tokens[moved.head]
      : moved;
  const verb = token && sentence?.tokens[token.head];
  if (!sentence || !token || !verb || token.deprel !== 'obj') return null;
  if (token === moved && !SENDS.has(verb.lemma)) return null;
  const subject = childBy(sentence, token.head, 'nsubj');
  return subject < 0 ? null : (scene.heads.get(`${node.sentence}:${subject}`) ?? null);
};

const NEIGHBOUR = /^(?:neighbou?r|rival)$/i;

/** "Serbia protested to Albania, charging its neighbour": the one other state of the sentence. */
const neighbourOf = (reader: MentionReader, scene: Scene, node: Node): string | null => {
  const sentence = reader.named[node.sentence]?.sentence;
  const owner = sentence?.tokens[node.from]?.form ?? '';
  if (!/^its$/i.test(owner)) return null;
  const own = ownerOf(scene, node, node.from);
  const others = [...(reader.context.bySentence[node.sentence] ?? [])].filter(country => country !== own);
  return own !== null && others.length === 1 ? (others[0] ?? null) : null;
};

const COUNTRY = /^(?:country|nation|homeland)$/i;
const DEFINITE = /^(?:the|this|that|his|her|its|their|our)$/i;

/** The country meant by "the country": that of the sentence's first person, else the one the report is about. */
const homeCountry = (scene: Scene, node: Node): string | null => {
  const person = scene.persons[node.sentence]?.find(one => one.from < node.from && one.country !== null);
  return person?.country ?? scene.dominant;
};

export const describeNode = (reader: MentionReader, scene: Scene, node: Node): Node => {
  const { phrase } = node;
  if (phrase && node.referent === null) {
    const country = lendCountry(reader, scene, node);
    const unique = `${node.sentence}/${phrase.from}`;
    return { ...node, referent: phraseReferent(reader, phrase, country, node.surface, unique) };
  }
  const sentence = reader.named[node.sentence]?.sentence;
  const head = sentence?.tokens[node.head];
  if (node.form !== 'nominal' || !head || /Plur/.test(head.feats)) return node;
  if (!DEFINITE.test(sentence?.tokens[node.from]?.form ?? '')) return node;
  const country = NEIGHBOUR.test(head.lemma)
    ? neighbourOf(reader, scene, node)
    : COUNTRY.test(head.lemma)
      ? homeCountry(scene, node)
      : null;
  const state = country === null ? undefined : reader.registry.states.get(country);
  return state ? { ...node, referent: stateReferent(state) } : node;
};

/** "attacked a village in Mali": in the country of the one place that the sentence names. */
export const locateNode = (scene: Scene, node: Node): Node => {
  const isPlace = node.form === 'nominal' && node.kind === 'place' && node.referent === null;
  return isPlace ? { ...node, locatedIn: only(scene.places[node.sentence]) } : node;
};

/** "President X", "opposition leader X" with no country told: the one that the sentence or the report is about. */
export const describeTitled = (reader: MentionReader, scene: Scene, node: Node): Node => {
  const { title } = node;
  const isPolitical = title !== null && (title.office !== null || POLITICAL.has(title.sector ?? ''));
  if (!title || title.country !== null || !isPolitical) return node;
  const country =
    only(scene.places[node.sentence]) ?? only(reader.context.bySentence[node.sentence]) ?? scene.dominant;
  return country === null ? node : { ...node, title: { ...title, country } };
};

const POLITICAL = new Set(['GOV', 'OPP', 'LEG', 'JUD', 'MIL', 'COP', 'PTY', 'REB']);
