// A frame of the codebook -> its entry in the coder's manual: codes, words, who is who, conditions, examples.
import { type Example, FRAME_ROLES, type Frame, type Requirement, type Slot } from '../../schema/codebook.ts';
import { anchorOf, type Block, heading, inRow, type Run } from './blocks.ts';

const SLOTS: Readonly<Record<string, string>> = {
  subj: 'the subject',
  obj: 'the object',
  iobj: 'the indirect object',
  clause: 'the clause',
  mod: 'a modifier',
  speaker: 'the speaker',
  poss: 'the owner',
  compound: 'the word before it',
  time: 'the time',
  purpose: 'the purpose',
  'content.actor': 'who would do what it holds',
  'content.recipient': 'to whom it would be done',
};

/** `prep:against` as the phrase with “against”. */
const slotInWords = (slot: Slot): string =>
  slot.startsWith('prep:') ? `“${slot.slice('prep:'.length)} …”` : (SLOTS[slot] ?? slot);

const slotsInWords = (slots: readonly Slot[]): string => slots.map(slotInWords).join(', else ');

const needInWords = ({ slots, lemmas, is, types }: Requirement): string => {
  const where = slots.map(slotInWords).join(' or ');
  const what = [
    ...(is ? [`a ${is.join(' or a ')}`] : []),
    ...(types ? [`an event of type ${types.join(' or ')}`] : []),
    ...(lemmas ? [[...lemmas].join(', ')] : []),
  ];
  return what.length === 0 ? where : `${where}: ${what.join('; or ')}`;
};

const wordRuns = ({ predicates }: Frame): Run[] => {
  const kinds = [
    ['verb', predicates.verb],
    ['noun', predicates.noun],
    ['adjective', predicates.adjective],
    ['what is said', predicates.pattern],
  ] as const;
  const parts = kinds
    .filter(([, words]) => words.length > 0)
    .map(([kind, words]) => `${kind} ${words.join(', ')}`);
  return [parts.join('; ')];
};

const rolesInWords = ({ roles, reciprocal }: Frame): string => {
  const told = FRAME_ROLES.filter(role => roles[role].length > 0).map(
    role => `${role}: ${slotsInWords(roles[role])}`,
  );
  return `${told.join('. ')}${reciprocal ? '. Of several in one role the first acts and the others receive' : ''}`;
};

const codesOf = ({ type, mode, modeByContent, cameo, acled, status }: Frame): string =>
  [
    `${type}${mode ? `/${mode}` : ''}`,
    ...(modeByContent
      ? [
          `mode by what it holds (${Object.entries(modeByContent)
            .map(([held, own]) => `${held} ${own}`)
            .join(', ')})`,
        ]
      : []),
    ...(cameo ? [`CAMEO ${cameo}`] : []),
    ...(acled ? [`ACLED ${acled}`] : []),
    ...(status ? [`status ${status}`] : []),
  ].join(' · ');

/** The sentence with its marks, then what is expected of it where that is more than the marks. */
const exampleRuns = ({ text, roles, status }: Example): Run[] => {
  const runs: Run[] = [];
  let at = 0;
  for (const { role, start, end } of [...roles].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    if (start > at) runs.push(text.slice(at, start));
    runs.push({ text: text.slice(start, end), role });
    at = end;
  }
  if (at < text.length) runs.push(text.slice(at));
  if (status) runs.push(` → ${status}`);
  return runs;
};

const row = (label: string, ...runs: Run[]): readonly (readonly Run[])[] => [[label], runs];

export const frameBlocks = (frame: Frame): Block[] => {
  const { id, note, contexts, requires, excludes, content, contentStatus, examples, counterexamples } = frame;
  const rows = [
    row('Codes', codesOf(frame)),
    ...(contexts.length > 0 ? [row('Contexts', contexts.join(', '))] : []),
    row('Words', ...wordRuns(frame)),
    row('Who is who', rolesInWords(frame)),
    ...requires.map(need => row('Only with', needInWords(need))),
    ...excludes.map(need => row('Never with', needInWords(need))),
    ...(content.length > 0
      ? [row('Holds', `${slotsInWords(content)}${contentStatus ? `, which is then ${contentStatus}` : ''}`)]
      : []),
    row('Source', { code: `${frame.file}:${frame.line}` }),
  ];
  return [
    heading(4, id, anchorOf(id)),
    { kind: 'text', runs: [note] },
    { kind: 'table', head: [], rows },
    { kind: 'list', items: examples.map(exampleRuns) },
    ...(counterexamples.length > 0
      ? [
          { kind: 'text' as const, runs: [`Not ${frame.type}:`] },
          { kind: 'list' as const, items: counterexamples.map(exampleRuns) },
        ]
      : []),
  ];
};

/** `blame (verb)` with the frames that name it. */
export const indexRows = (frames: readonly Frame[]): (readonly (readonly Run[])[])[] => {
  const byWord = new Map<string, Frame[]>();
  for (const frame of frames)
    for (const kind of ['verb', 'noun', 'adjective'] as const)
      for (const word of frame.predicates[kind]) {
        const key = `${word} (${kind})`;
        byWord.set(key, [...(byWord.get(key) ?? []), frame]);
      }
  return [...byWord]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([word, own]) => [
      [word],
      inRow([...new Set(own)].map(({ id }) => ({ text: id, to: anchorOf(id) }))),
    ]);
};
