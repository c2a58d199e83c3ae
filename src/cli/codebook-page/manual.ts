// The codebook -> a coder's manual: what is an event, every type with its modes and frames, ACLED's classes, status,
// speech, figures, and an index of the words.
import { ACLED_RULES } from '../../4-code/acled.ts';
import { ACLED_CLASSES } from '../../schema/acled.ts';
import type { Codebook, Frame, TypeEntry } from '../../schema/codebook.ts';
import { type EventType, eventTypeInfo } from '../../schema/plover.ts';
import { QUAD_LABELS } from '../../synopsis/labels.ts';
import { anchorOf, type Block, heading, inRow, type Run, text } from './blocks.ts';
import { frameBlocks, indexRows } from './frame-blocks.ts';

const INTRODUCTION: readonly string[] = [
  'This manual is generated from the codebook: the rules in it are those that the program codes by, and every example is run as a test (synoptic codebook check).',
  'An event is what one report says somebody did or said to somebody: an actor, a recipient, a type, often a place and a day. Each is coded once a mention, with its status (happened, planned, demanded, denied, ...) and with the statement in which it is told. Numbers over many events are figures, never events.',
  'A frame is one way of wording a type of event. A word that a frame names is a candidate; the frame fits where all that it asks for is there (Only with) and nothing that it bars (Never with). Of several frames that fit, the one that asks for most and fills most roles counts.',
  'Roles are told by grammatical functions after passive, nominal, relative and control constructions are undone: “the subject” of “the town was shelled by the army” and of “the army’s shelling of the town” is the army. A role takes the first function in its list that names somebody.',
  'In the examples, marked words are the role that a coder gives them; after an arrow stands the status. What follows “Not” must not be coded as that type.',
];

/** Where the description of a type goes on to its modes, and to what is another type. */
const PARAGRAPHS = /\s(?=Modes\b|Not [A-Z]{3,}:)/;

const idOf = (type: EventType): string => anchorOf(type);

const frameLinks = (frames: readonly Frame[]): Run[] =>
  inRow(frames.map(({ id }) => ({ text: id, to: anchorOf(id) })));

const modesOf = ({ frames }: TypeEntry): readonly (string | null)[] => [
  ...new Set(frames.map(({ mode, modeByContent }) => (modeByContent ? 'by what it holds' : mode))),
];

const modeRows = (entry: TypeEntry): (readonly (readonly Run[])[])[] => {
  const { modes } = eventTypeInfo(entry.type);
  return Object.entries(modes).map(([mode, intensity]) => {
    const own = entry.frames.filter(
      frame => frame.mode === mode || Object.values(frame.modeByContent ?? {}).includes(mode),
    );
    const cameo = [...new Set(own.map(frame => frame.cameo).filter(code => code !== null))].sort();
    return [[mode], [String(intensity)], [cameo.join(', ')], frameLinks(own)];
  });
};

const typeBlocks = (entry: TypeEntry): Block[] => {
  const { type, title, description, frames } = entry;
  const { quadClass, intensity } = eventTypeInfo(type);
  const rows = modeRows(entry);
  const contexts = [...new Set(frames.flatMap(frame => frame.contexts))].sort();
  return [
    heading(2, `${type}: ${title}`, idOf(type)),
    ...description.split(PARAGRAPHS).map(part => text(part.trim())),
    text(`${QUAD_LABELS[quadClass]}; intensity ${intensity} where no mode says otherwise.`),
    ...(contexts.length > 0 ? [text(`Contexts that its frames give: ${contexts.join(', ')}.`)] : []),
    ...(rows.length > 0
      ? [{ kind: 'table' as const, head: ['Mode', 'Intensity', 'CAMEO', 'Frames'], rows }]
      : []),
    ...modesOf(entry).flatMap(mode => [
      heading(3, `${type}${mode ? `/${mode}` : ''}`, `mode-${idOf(type)}-${anchorOf(mode ?? 'plain')}`),
      ...frames
        .filter(frame => (frame.modeByContent ? 'by what it holds' : frame.mode) === mode)
        .flatMap(frameBlocks),
    ]),
  ];
};

// --- ACLED --------------------------------------------------------------------------------------------------------

const meansOf = ({ means }: Codebook, subEvent: string): string[] =>
  [...means].filter(([, one]) => one.acled === subEvent).map(([phrase]) => phrase);

const acledBlocks = (codebook: Codebook): Block[] => {
  const rows = [...ACLED_CLASSES.values()].map(({ eventType, subEventType, disorderType }) => [
    [subEventType],
    [`${eventType} (${disorderType})`],
    frameLinks(codebook.frames.filter(frame => frame.acled === subEventType)),
    [meansOf(codebook, subEventType).join(', ')],
  ]);
  return [
    heading(2, 'ACLED event types', 'acled'),
    text(
      'ACLED records one event an incident. What happened or goes on gets a class; what is planned, demanded, threatened or denied gets none. The frame proposes it; then the first of these rules that applies settles it:',
    ),
    { kind: 'list', items: Object.values(ACLED_RULES).map(rule => [rule]) },
    {
      kind: 'table',
      head: [
        'Sub-event type',
        'Event type (disorder type)',
        'Frames',
        'Words for the means, in or beside it',
      ],
      rows,
    },
  ];
};

// --- word lists ---------------------------------------------------------------------------------------------------

/** Keys such as `VERB:plan` under what they stand for. */
const grouped = (list: Iterable<readonly [string, string]>): (readonly (readonly Run[])[])[] => {
  const groups = new Map<string, string[]>();
  for (const [key, value] of list) {
    const word = key.replace(/^[A-Z]+:/, '');
    const known = groups.get(value);
    if (!known) groups.set(value, [word]);
    else if (!known.includes(word)) known.push(word);
  }
  return [...groups].map(([value, words]) => [[value], [words.join(', ')]]);
};

const listBlocks = (codebook: Codebook): Block[] => [
  heading(2, 'Status', 'status'),
  text(
    'An event happened unless something says otherwise: negation, modal verbs, conditions and tense are read from the tree; these words set the status of what they govern (“plans to attack”, “rumours of a meeting”).',
  ),
  { kind: 'table', head: ['Status', 'Words'], rows: grouped(codebook.statusOperators) },
  heading(2, 'Statements', 'statements'),
  text('Words that report speech, by what is done in speaking.'),
  {
    kind: 'table',
    head: ['Act', 'Words'],
    rows: grouped([...codebook.speechCues].map(([key, { act }]) => [key, act])),
  },
  heading(2, 'Figures', 'figures'),
  text('What a number counts, by the word beside it. Any other noun counts as itself.'),
  { kind: 'table', head: ['Measure', 'Words'], rows: grouped(codebook.measures) },
  heading(2, 'Relations', 'relations'),
  text('Standing facts, which are no events.'),
  { kind: 'table', head: ['Relation', 'Words'], rows: grouped(codebook.relations) },
];

export const buildManual = (codebook: Codebook): Block[] => {
  const types = [...codebook.types.values()];
  const contents: Run[][] = [
    ...types.map(({ type, title, frames }) => [
      { text: type, to: idOf(type) },
      ` ${title} (${frames.length} ${frames.length === 1 ? 'frame' : 'frames'})`,
    ]),
    ...['ACLED event types:acled', 'Status:status', 'Statements:statements', 'Figures:figures'].map(one => {
      const [name = '', to = ''] = one.split(':');
      return [{ text: name, to }];
    }),
    [{ text: 'Relations', to: 'relations' }],
    [{ text: 'Index of words', to: 'index' }],
  ];
  return [
    heading(1, 'Codebook', 'codebook'),
    ...INTRODUCTION.map(one => text(one)),
    { kind: 'list', items: contents },
    ...types.flatMap(typeBlocks),
    ...acledBlocks(codebook),
    ...listBlocks(codebook),
    heading(2, 'Index of words', 'index'),
    { kind: 'table', head: ['Word', 'Frames'], rows: indexRows(codebook.frames) },
  ];
};
