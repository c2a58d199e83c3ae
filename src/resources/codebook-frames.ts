// One file of codebook/types (an event type with its frames) becomes a TypeEntry.
import { ACLED_CLASSES } from '../schema/acled.ts';
import type { Example, Frame, Predicates, Requirement, Slot, TypeEntry } from '../schema/codebook.ts';
import { FILLER_CLASSES, PATTERNS, TELLINGS } from '../schema/codebook.ts';
import type { EventStatus } from '../schema/coded-report.ts';
import { EVENT_STATUSES } from '../schema/coded-report.ts';
import type { Context, EventType } from '../schema/plover.ts';
import { CONTEXTS, EVENT_TYPES, eventTypeInfo } from '../schema/plover.ts';
import { readRoleMarks } from './codebook-examples.ts';
import type { YamlFile, YamlValue } from './codebook-yaml.ts';
import {
  complain,
  isEmpty,
  isList,
  isText,
  readFlag,
  readList,
  readMap,
  readNumber,
  readOneOf,
  readText,
  readTexts,
} from './codebook-yaml.ts';

const TYPES = Object.keys(EVENT_TYPES) as EventType[];
const TYPE_FIELDS = ['type', 'title', 'description', 'frames'];
const FRAME_FIELDS = [
  'id',
  'note',
  'mode',
  'modeByContent',
  'cameo',
  'contexts',
  'acled',
  'tells',
  'predicates',
  'roles',
  'requires',
  'excludes',
  'content',
  'contentStatus',
  'status',
  'reciprocal',
  'priority',
  'examples',
  'counterexamples',
];
const SLOT =
  /^(subj|obj|iobj|clause|infinitive|mod|speaker|poss|compound|time|purpose|content\.(actor|recipient)|prep:[a-z]+( [a-z]+)*)$/;
const DEFAULT_ROLES: Frame['roles'] = { actor: ['subj'], recipient: ['obj'], mediator: [], place: [] };

export const readTypeFile = (yaml: YamlFile): TypeEntry | null => {
  const fields = readMap(yaml, yaml.root, 'the file', TYPE_FIELDS);
  const type = readOneOf(yaml, fields.get('type'), 'event type', TYPES);
  if (!type) return null;
  return {
    type,
    title: readText(yaml, fields.get('title'), 'title') ?? '',
    description: readText(yaml, fields.get('description'), 'description') ?? '',
    frames: readList(yaml, fields.get('frames'), 'frames').map(value => readFrame(yaml, value, type)),
  };
};

const readFrame = (yaml: YamlFile, value: YamlValue, type: EventType): Frame => {
  const fields = readMap(yaml, value, 'a frame', FRAME_FIELDS);
  const id = readText(yaml, fields.get('id'), 'id') ?? '';
  if (id === '') complain(yaml, value, 'missing-id', 'a frame has no id; give it one, such as accuse.blame');
  const modes = Object.keys(eventTypeInfo(type).modes);
  return {
    id,
    type,
    note: readText(yaml, fields.get('note'), 'note') ?? '',
    mode: readOneOf(yaml, fields.get('mode'), 'mode', modes, ` for ${type}`),
    modeByContent: readModeByContent(yaml, fields.get('modeByContent'), type, modes),
    contexts: readEach<Context>(yaml, fields.get('contexts'), 'context', CONTEXTS),
    cameo: readCameo(yaml, fields.get('cameo')),
    acled: readOneOf(yaml, fields.get('acled'), 'ACLED sub-event', [...ACLED_CLASSES.keys()]),
    tells: readOneOf(yaml, fields.get('tells'), 'telling', TELLINGS),
    predicates: readPredicates(yaml, fields.get('predicates'), value, id),
    roles: readRoles(yaml, fields.get('roles')),
    requires: readRequirements(yaml, fields.get('requires'), 'requires'),
    excludes: readRequirements(yaml, fields.get('excludes'), 'excludes'),
    content: readSlots(yaml, fields.get('content'), 'content'),
    contentStatus: readStatus(yaml, fields.get('contentStatus')),
    status: readStatus(yaml, fields.get('status')),
    reciprocal: readFlag(yaml, fields.get('reciprocal'), 'reciprocal'),
    priority: readNumber(yaml, fields.get('priority'), 'priority'),
    examples: readExamples(yaml, fields.get('examples'), 'examples'),
    counterexamples: readExamples(yaml, fields.get('counterexamples'), 'counterexamples'),
    file: yaml.file,
    line: value.line,
  };
};

const readStatus = (yaml: YamlFile, value: YamlValue | undefined): EventStatus | null =>
  readOneOf(yaml, value, 'status', EVENT_STATUSES);

const readEach = <T extends string>(
  yaml: YamlFile,
  value: YamlValue | undefined,
  what: string,
  allowed: readonly T[],
): T[] => readList(yaml, value, `${what}s`).flatMap(item => readOneOf(yaml, item, what, allowed) ?? []);

const readCameo = (yaml: YamlFile, value: YamlValue | undefined): string | null => {
  const code = readText(yaml, value, 'cameo');
  if (value && code !== null && !/^(0[1-9]|1\d|20)\d{0,2}$/.test(code))
    complain(yaml, value, 'unknown-cameo', `cameo "${code}" is no CAMEO code; write one as '112', in quotes`);
  return code;
};

const readModeByContent = (
  yaml: YamlFile,
  value: YamlValue | undefined,
  type: EventType,
  modes: readonly string[],
): Frame['modeByContent'] => {
  if (!value || isEmpty(value)) return null;
  const byType: Partial<Record<EventType | 'other', string>> = {};
  for (const [key, item] of readMap(yaml, value, 'modeByContent', [...TYPES, 'other'])) {
    const mode = readOneOf(yaml, item, 'mode', modes, ` for ${type}`);
    if (mode) byType[key as EventType | 'other'] = mode;
  }
  return byType;
};

const readPredicates = (
  yaml: YamlFile,
  value: YamlValue | undefined,
  frame: YamlValue,
  id: string,
): Predicates => {
  const fields = value && readMap(yaml, value, 'predicates', ['verb', 'noun', 'adjective', 'pattern']);
  const predicates = {
    verb: readTexts(yaml, fields?.get('verb'), 'verb'),
    noun: readTexts(yaml, fields?.get('noun'), 'noun'),
    adjective: readTexts(yaml, fields?.get('adjective'), 'adjective'),
    pattern: readList(yaml, fields?.get('pattern'), 'pattern').flatMap(
      item => readOneOf(yaml, item, 'pattern', PATTERNS) ?? [],
    ),
  };
  const words = [...predicates.verb, ...predicates.noun, ...predicates.adjective];
  if (words.length === 0 && predicates.pattern.length === 0)
    complain(
      yaml,
      value ?? frame,
      'no-predicate',
      `frame ${id} has no predicate; give a verb, noun, adjective or pattern`,
    );
  for (const word of words)
    if (word !== word.toLowerCase())
      complain(
        yaml,
        value ?? frame,
        'bad-lemma',
        `predicate "${word}" has a capital; lemmas are in lower case`,
      );
  return predicates;
};

const readRoles = (yaml: YamlFile, value: YamlValue | undefined): Frame['roles'] => {
  const roles: Record<string, readonly Slot[]> = { ...DEFAULT_ROLES };
  if (!value || isEmpty(value)) return DEFAULT_ROLES;
  for (const [role, slots] of readMap(yaml, value, 'roles', Object.keys(DEFAULT_ROLES)))
    roles[role] = readSlots(yaml, slots, `role ${role}`);
  return roles as unknown as Frame['roles'];
};

/** A list of slots, or one slot alone. */
const readSlots = (yaml: YamlFile, value: YamlValue | undefined, what: string): Slot[] => {
  if (!value || isEmpty(value)) return [];
  const items = isText(value) ? [value] : readList(yaml, value, what);
  return items.flatMap(item => {
    const slot = readText(yaml, item, 'slot');
    if (slot === null) return [];
    if (SLOT.test(slot)) return [slot];
    const allowed =
      'subj, obj, iobj, clause, mod, speaker, poss, compound, time, purpose, prep:X, content.actor, content.recipient';
    complain(yaml, item, 'unknown-slot', `slot "${slot}" is not one of ${allowed}; take one of these`);
    return [];
  });
};

const readRequirements = (yaml: YamlFile, value: YamlValue | undefined, what: string): Requirement[] =>
  readList(yaml, value, what).map(item => {
    const fields = readMap(yaml, item, `an item of ${what}`, ['slot', 'slots', 'lemmas', 'is', 'types']);
    const slots = [
      ...readSlots(yaml, fields.get('slot'), 'slot'),
      ...readSlots(yaml, fields.get('slots'), 'slots'),
    ];
    if (slots.length === 0)
      complain(yaml, item, 'missing-slot', `an item of ${what} names no slot; write { slot: obj, ... }`);
    const lemmas = readTexts(yaml, fields.get('lemmas'), 'lemmas');
    const is = readEach(yaml, fields.get('is'), 'class', FILLER_CLASSES);
    const types = readEach(yaml, fields.get('types'), 'event type', TYPES);
    return {
      slots,
      lemmas: lemmas.length > 0 ? new Set(lemmas) : null,
      is: is.length > 0 ? is : null,
      types: types.length > 0 ? types : null,
    };
  });

const readExamples = (yaml: YamlFile, value: YamlValue | undefined, what: string): Example[] =>
  readList(yaml, value, what).flatMap(item => {
    const fields =
      isText(item) || isList(item) ? null : readMap(yaml, item, 'an example', ['text', 'status']);
    const marked = readText(yaml, fields ? fields.get('text') : item, 'example');
    if (marked === null) return [];
    const { text, roles, problem } = readRoleMarks(marked);
    if (problem) complain(yaml, item, 'bad-mark', problem);
    const status = readStatus(yaml, fields?.get('status'));
    return [{ text, roles, status, file: yaml.file, line: item.line }];
  });
