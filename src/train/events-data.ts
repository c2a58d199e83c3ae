// Labelled texts for the typer: which types a text may be about, and where it is known who did it to whom.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hashText } from '../4-code/typer.ts';
import type { Codebook } from '../schema/codebook.ts';
import { EVENT_TYPES, type EventType, QUAD_CLASSES, type QuadClass } from '../schema/plover.ts';
import type { Span } from '../schema/span.ts';

type Offsets = readonly (readonly [number, number])[];

/** What is known of a text's first sentences. */
export interface LabelledText {
  readonly from: 'relations' | 'classes' | 'stories' | 'acled' | 'police' | 'codebook' | 'roles' | 'decided';
  readonly text: string;
  /** The types of the one event that it is about; empty where it reports none, and for `roles`, which tell no type. */
  readonly types: readonly EventType[];
  readonly source: Offsets;
  readonly target: Offsets;
  /** Of what was decided: the words that the types are about; nothing is known of the rest of the text. */
  readonly trigger?: Span;
  /** Codebook examples: the frame that the example belongs to. */
  readonly frame: string | null;
  /** Sentences that the label is about. */
  readonly sentences: number;
  readonly weight: number;
}

export const FOLDS = 5;

/** A text is in the same fold whatever set it comes from. */
export const foldOf = (text: string): number => (hashText(text.trim()) >>> 0) % FOLDS;

const readText = (path: string): string =>
  existsSync(path) ? readFileSync(path, 'utf8') : gunzipSync(readFileSync(`${path}.gz`)).toString('utf8');

const readLines = (path: string): string[] =>
  readText(path)
    .split('\n')
    .filter(line => line.trim() !== '');

const readRows = <T>(path: string): T[] => readLines(path).map(line => JSON.parse(line) as T);

const plain = { source: [], target: [], frame: null, sentences: 1, weight: 1 } as const;

/** The relation data fold two of the types in one. */
const relationTypes = (type: string): EventType[] =>
  type === 'YIELD' ? ['CONCEDE', 'RETREAT'] : [type as EventType];

const relations = (data: string): LabelledText[] =>
  readRows<{ text: string; type: string; source: Offsets; target: Offsets }>(
    join(data, 'plover/relations-train.jsonl'),
  ).map(({ text, type, source, target }) => ({
    ...plain,
    from: 'relations',
    text,
    types: relationTypes(type),
    source,
    target,
    weight: 1.5,
  }));

const quads: readonly (QuadClass | null)[] = [null, ...QUAD_CLASSES];

const typesOfQuad = (quad: QuadClass | null): EventType[] =>
  (Object.keys(EVENT_TYPES) as EventType[]).filter(type => EVENT_TYPES[type].quadClass === quad);

const classes = (data: string): LabelledText[] =>
  readLines(join(data, 'cameo/class-train.tsv')).map(line => {
    const at = line.lastIndexOf('\t');
    const quad = quads[Number(line.slice(at + 1))] ?? null;
    return { ...plain, from: 'classes', text: line.slice(0, at), types: typesOfQuad(quad) };
  });

const stories = (data: string): LabelledText[] =>
  readRows<{ text: string; label: EventType }>(join(data, 'plover/synthetic-stories.jsonl')).map(
    ({ text, label }) => ({ ...plain, from: 'stories', text: firstWords(text), types: [label], weight: 0.3 }),
  );

/** The first paragraph, cut where it is long: what a story is about stands in its lead. */
const firstWords = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 600);

const acledTypes: Readonly<Record<string, readonly EventType[]>> = {
  ABDUCT_DISSAP: ['ASSAULT'],
  AGREEMENT: ['AGREE', 'RETREAT', 'CONSULT'],
  AIR_STRIKE: ['ASSAULT'],
  ARMED_CLASH: ['ASSAULT'],
  ARREST: ['COERCE'],
  ART_MISS_ATTACK: ['ASSAULT'],
  ATTACK: ['ASSAULT'],
  CHEM_WEAP: ['ASSAULT'],
  FORCE_AGAINST_PROTEST: ['ASSAULT'],
  GRENADE: ['ASSAULT'],
  MOB_VIOL: ['ASSAULT', 'PROTEST'],
  PEACE_PROTEST: ['PROTEST'],
  PROPERTY_DISTRUCT: ['ASSAULT', 'PROTEST', 'COERCE'],
  PROTEST_WITH_INTER: ['COERCE', 'ASSAULT', 'PROTEST'],
  REM_EXPLOS: ['ASSAULT'],
  SEX_VIOL: ['ASSAULT'],
  SUIC_BOMB: ['ASSAULT'],
  VIOL_DEMONSTR: ['PROTEST'],
  NATURAL_DISASTER: [],
};

const snippets = (data: string): LabelledText[] =>
  readRows<{ text: string; label: string }>(join(data, 'acled-types/snippets-dev.jsonl')).flatMap(
    ({ text, label }) => {
      const types = acledTypes[label];
      return types ? [{ ...plain, from: 'acled' as const, text, types, sentences: 2 }] : [];
    },
  );

/** Columns: the sentence, then killed, arrested, any, failed to act, used force. */
const police = (data: string): LabelledText[] =>
  readLines(join(data, 'police/sentences-train.tsv')).flatMap(line => {
    const [text = '', killed, arrested, , , force] = line.split('\t');
    const types: EventType[] =
      killed === '1' || force === '1' ? ['ASSAULT', 'COERCE'] : arrested === '1' ? ['COERCE'] : [];
    return types.length > 0 ? [{ ...plain, from: 'police' as const, text, types, weight: 0.5 }] : [];
  });

const examples = (codebook: Codebook): LabelledText[] =>
  codebook.frames.flatMap(({ id, type, examples: shown, counterexamples }) => [
    ...shown.map(({ text, roles }) => ({
      ...plain,
      from: 'codebook' as const,
      text,
      types: [type],
      source: roles.filter(r => r.role === 'actor').map(r => [r.start, r.end] as const),
      target: roles.filter(r => r.role === 'recipient').map(r => [r.start, r.end] as const),
      frame: id,
    })),
    ...counterexamples.map(({ text }) => ({
      ...plain,
      from: 'codebook' as const,
      text,
      types: [],
      frame: id,
    })),
  ]);

/** Words with `B-S`, `I-S` for the source and `B-T`, `I-T` for the target, a blank line between sentences. */
const roles = (data: string): LabelledText[] =>
  readText(join(data, 'cameo/roles-train.iob'))
    .split(/\n\s*\n/)
    .map(block => {
      let text = '';
      const spans: { from: number; to: number; role: string }[] = [];
      for (const row of block.split('\n')) {
        const at = row.lastIndexOf(' ');
        if (at < 0) continue;
        const word = row.slice(0, at);
        const tag = row.slice(at + 1).trim();
        if (text !== '' && !/^([.,;:!?%)\]]|'s|n't|'|’s|’)$/.test(word)) text += ' ';
        const from = text.length;
        text += word;
        const last = spans.at(-1);
        if (tag.startsWith('B')) spans.push({ from, to: text.length, role: tag.slice(2, 3) });
        else if (tag.startsWith('I') && last) last.to = text.length;
      }
      const marked = (role: string) => spans.filter(s => s.role === role).map(s => [s.from, s.to] as const);
      return { ...plain, from: 'roles' as const, text, types: [], source: marked('S'), target: marked('T') };
    })
    .filter(({ text }) => text !== '');

/** All labelled texts below `data`, and the codebook's own examples. */
export const readLabelled = (data: string, codebook: Codebook): LabelledText[] => [
  ...relations(data),
  ...classes(data),
  ...stories(data),
  ...snippets(data),
  ...police(data),
  ...roles(data),
  ...examples(codebook),
];
