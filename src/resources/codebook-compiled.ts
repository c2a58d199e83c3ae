// The codebook as plain JSON, without example sentences: reading this takes a few milliseconds, the YAML half a second.
import type { Frame, Requirement, TypeEntry } from '../schema/codebook.ts';
import type { WordLists } from './codebook-words.ts';

type PackedRequirement = Omit<Requirement, 'lemmas'> & { readonly lemmas: readonly string[] | null };
type PackedFrame = Omit<Frame, 'requires' | 'excludes'> & {
  readonly requires: readonly PackedRequirement[];
  readonly excludes: readonly PackedRequirement[];
};

interface PackedCodebook {
  readonly entries: readonly (Omit<TypeEntry, 'frames'> & { readonly frames: readonly PackedFrame[] })[];
  readonly words: { readonly [K in keyof WordLists]: Packed<WordLists[K]> };
}
type Packed<T> = T extends ReadonlyMap<infer K, infer V> ? (readonly [K, V])[] : string[];

const packRequirement = (requirement: Requirement): PackedRequirement => ({
  ...requirement,
  lemmas: requirement.lemmas && [...requirement.lemmas],
});

const unpackRequirement = (packed: PackedRequirement): Requirement => ({
  ...packed,
  lemmas: packed.lemmas && new Set(packed.lemmas),
});

export const packCodebook = (
  codebook: { readonly types: ReadonlyMap<string, TypeEntry> } & WordLists,
): PackedCodebook => ({
  entries: [...codebook.types.values()].map(entry => ({
    ...entry,
    frames: entry.frames.map(frame => ({
      ...frame,
      requires: frame.requires.map(packRequirement),
      excludes: frame.excludes.map(packRequirement),
      examples: [],
      counterexamples: [],
    })),
  })),
  words: {
    speechCues: [...codebook.speechCues],
    venues: [...codebook.venues],
    statusOperators: [...codebook.statusOperators],
    lightVerbs: [...codebook.lightVerbs],
    wrongs: [...codebook.wrongs],
    means: [...codebook.means],
    crowds: [...codebook.crowds],
    weapons: [...codebook.weapons],
    garrisons: [...codebook.garrisons],
    hazards: [...codebook.hazards],
    measures: [...codebook.measures],
    relations: [...codebook.relations],
  },
});

export const unpackCodebook = (packed: PackedCodebook): { entries: TypeEntry[]; words: WordLists } => ({
  entries: packed.entries.map(entry => ({
    ...entry,
    frames: entry.frames.map(frame => ({
      ...frame,
      requires: frame.requires.map(unpackRequirement),
      excludes: frame.excludes.map(unpackRequirement),
    })),
  })),
  words: {
    speechCues: new Map(packed.words.speechCues),
    venues: new Set(packed.words.venues),
    statusOperators: new Map(packed.words.statusOperators),
    lightVerbs: new Set(packed.words.lightVerbs),
    wrongs: new Set(packed.words.wrongs),
    means: new Map(packed.words.means),
    crowds: new Set(packed.words.crowds),
    weapons: new Set(packed.words.weapons),
    garrisons: new Set(packed.words.garrisons),
    hazards: new Set(packed.words.hazards),
    measures: new Map(packed.words.measures),
    relations: new Map(packed.words.relations),
  },
});
