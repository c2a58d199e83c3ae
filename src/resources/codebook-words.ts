// The word lists of the codebook: speech cues, status operators, light verbs, wrongs, measures, relations.
import { ACLED_CLASSES } from '../schema/acled.ts';
import type { Codebook, Means, SpeechCue } from '../schema/codebook.ts';
import { EVENT_STATUSES, RELATION_TYPES, SPEECH_ACTS } from '../schema/coded-report.ts';
import { EVENT_TYPES } from '../schema/plover.ts';
import type { YamlFile } from './codebook-yaml.ts';
import { complain, readFlag, readList, readMap, readOneOf, readTexts } from './codebook-yaml.ts';

export type WordLists = Pick<
  Codebook,
  | 'speechCues'
  | 'venues'
  | 'statusOperators'
  | 'lightVerbs'
  | 'wrongs'
  | 'means'
  | 'crowds'
  | 'weapons'
  | 'garrisons'
  | 'hazards'
  | 'measures'
  | 'relations'
>;

const POS_OF_FIELD = {
  verb: 'VERB',
  noun: 'NOUN',
  adjective: 'ADJ',
  adverb: 'ADV',
  adposition: 'ADP',
} as const;
type WordField = keyof typeof POS_OF_FIELD;
const WORD_FIELDS = Object.keys(POS_OF_FIELD) as WordField[];

/** What a figure may count; a noun outside the list counts as itself in the plural. */
const MEASURES = [
  'killed',
  'injured',
  'casualties',
  'missing',
  'displaced',
  'refugees',
  'detained',
  'abducted',
  'executed',
  'troops',
  'fighters',
  'people',
  'civilians',
  'protesters',
  'strikes',
  'attacks',
  'vehicles',
  'buildings',
  'votes',
  'money',
  'area',
  'distance',
];

const readSpeech = (yaml: YamlFile): Pick<WordLists, 'speechCues' | 'venues'> => {
  const fields = readMap(yaml, yaml.root, 'the file', ['cues', 'contents', 'venues']);
  const cues = new Map<string, SpeechCue>();
  for (const item of readList(yaml, fields.get('cues'), 'cues')) {
    const cue = readMap(yaml, item, 'a cue list', ['act', 'pos', 'needsClause', 'lemmas']);
    const act = readOneOf(yaml, cue.get('act'), 'speech act', SPEECH_ACTS);
    const upos = readOneOf(yaml, cue.get('pos'), 'pos', ['VERB', 'NOUN', 'ADP'] as const);
    if (!act || !upos) {
      complain(yaml, item, 'missing-field', 'a cue list needs act and pos; add them');
      continue;
    }
    const needsClause = readFlag(yaml, cue.get('needsClause'), 'needsClause');
    for (const lemma of readTexts(yaml, cue.get('lemmas'), 'lemmas')) {
      const key = `${upos}:${lemma}`;
      if (cues.has(key))
        complain(yaml, item, 'duplicate-word', `cue ${key} stands in two lists; keep one of them`);
      cues.set(key, { lemma, upos, act, needsClause });
    }
  }
  for (const item of readList(yaml, fields.get('contents'), 'contents')) {
    const list = readMap(yaml, item, 'a content list', ['slots', 'lemmas']);
    const slots = readTexts(yaml, list.get('slots'), 'slots');
    for (const lemma of readTexts(yaml, list.get('lemmas'), 'lemmas')) {
      const cue = cues.get(`VERB:${lemma}`);
      if (cue) cues.set(`VERB:${lemma}`, { ...cue, content: [...(cue.content ?? []), ...slots] });
      else complain(yaml, item, 'unknown-cue', `${lemma} is in no cue list of verbs; add it to one`);
    }
  }
  return { speechCues: cues, venues: new Set(readTexts(yaml, fields.get('venues'), 'venues')) };
};

/** `planned: { verb: [plan] }` becomes `VERB:plan` -> planned. */
const readKeyed = <T extends string>(yaml: YamlFile, labels: readonly T[]): Map<string, T> => {
  const found = new Map<string, T>();
  for (const [label, value] of readMap(yaml, yaml.root, 'the file', labels))
    for (const [field, words] of readMap(yaml, value, label, WORD_FIELDS))
      for (const word of readTexts(yaml, words, field)) {
        const key = `${POS_OF_FIELD[field as WordField]}:${word}`;
        if (found.has(key))
          complain(
            yaml,
            words,
            'duplicate-word',
            `${key} stands under ${found.get(key)} and ${label}; keep one`,
          );
        found.set(key, label as T);
      }
  return found;
};

const readMeasures = (yaml: YamlFile): Map<string, string> => {
  const found = new Map<string, string>();
  for (const [measure, words] of readMap(yaml, yaml.root, 'the file', MEASURES))
    for (const word of readTexts(yaml, words, measure)) {
      if (found.has(word))
        complain(
          yaml,
          words,
          'duplicate-word',
          `${word} stands under ${found.get(word)} and ${measure}; keep one`,
        );
      found.set(word, measure);
    }
  return found;
};

const MODES = [...Object.keys(EVENT_TYPES.ASSAULT.modes), ...Object.keys(EVENT_TYPES.PROTEST.modes)];

const PHRASE_LISTS = ['crowds', 'weapons', 'garrisons', 'hazards'] as const;
type PhraseList = (typeof PHRASE_LISTS)[number];

const readMeans = (yaml: YamlFile): Pick<WordLists, 'means' | PhraseList> => {
  const fields = readMap(yaml, yaml.root, 'the file', ['means', ...PHRASE_LISTS]);
  const means = new Map<string, Means>();
  for (const [rank, item] of readList(yaml, fields.get('means'), 'means').entries()) {
    const group = readMap(yaml, item, 'a list of means', ['acled', 'mode', 'words']);
    const acled = readOneOf(yaml, group.get('acled'), 'ACLED sub-event', [...ACLED_CLASSES.keys()]);
    const mode = readOneOf(yaml, group.get('mode'), 'mode', MODES);
    for (const phrase of readTexts(yaml, group.get('words'), 'words')) {
      if (means.has(phrase))
        complain(yaml, item, 'duplicate-word', `"${phrase}" stands in two lists of means; keep one of them`);
      means.set(phrase, { acled, mode, rank });
    }
  }
  const phrases = (list: PhraseList): Set<string> => new Set(readTexts(yaml, fields.get(list), list));
  return {
    means,
    crowds: phrases('crowds'),
    weapons: phrases('weapons'),
    garrisons: phrases('garrisons'),
    hazards: phrases('hazards'),
  };
};

const readWordSet = (yaml: YamlFile, field: string): Set<string> =>
  new Set(readTexts(yaml, readMap(yaml, yaml.root, 'the file', [field]).get(field), field));

const READERS: Readonly<Record<string, (yaml: YamlFile) => Partial<WordLists>>> = {
  'speech.yaml': readSpeech,
  'status.yaml': yaml => ({ statusOperators: readKeyed(yaml, EVENT_STATUSES) }),
  'light-verbs.yaml': yaml => ({ lightVerbs: readWordSet(yaml, 'lightVerbs') }),
  'wrongs.yaml': yaml => ({ wrongs: readWordSet(yaml, 'wrongs') }),
  'means.yaml': readMeans,
  'measures.yaml': yaml => ({ measures: readMeasures(yaml) }),
  'relations.yaml': yaml => ({ relations: readKeyed(yaml, RELATION_TYPES) }),
};

export const WORD_FILES: readonly string[] = Object.keys(READERS);

export const readWordFile = (yaml: YamlFile): Partial<WordLists> => READERS[yaml.file]?.(yaml) ?? {};

export const NO_WORDS: WordLists = {
  speechCues: new Map(),
  venues: new Set(),
  statusOperators: new Map(),
  lightVerbs: new Set(),
  wrongs: new Set(),
  means: new Map(),
  crowds: new Set(),
  weapons: new Set(),
  garrisons: new Set(),
  hazards: new Set(),
  measures: new Map(),
  relations: new Map(),
};
