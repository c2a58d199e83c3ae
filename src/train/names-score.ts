// How well names are found on re3d: F1 by kind with exact and with overlapping spans. What counts is every span with
// a capitalised word that is no pronoun.
import type { NameKind } from '../schema/analysis.ts';
import type { Span } from '../schema/span.ts';
import { spansOverlap } from '../schema/span.ts';
import type { Re3dEntity } from './names-re3d.ts';

export interface NameScore {
  readonly kind: string;
  readonly exact: number;
  readonly overlap: number;
}

export interface NamedSpan extends Span {
  readonly kind: NameKind;
}

const kinds: Readonly<Record<string, NameKind>> = {
  Person: 'person',
  Organisation: 'organization',
  Location: 'place',
};
const scored: readonly NameKind[] = ['person', 'organization', 'place'];
const functionWords = new Set(
  'i he she they we it you his her their our my your its him them us me this that these those who the a an there here one all some others both'.split(
    ' ',
  ),
);

/** Has the phrase a capitalised word that is no pronoun or article? Only such are scored. */
const isNamed = (value: string): boolean =>
  (value.match(/\p{L}[\p{L}\p{N}_'’-]*/gu) ?? []).some(
    word => /^\p{Lu}/u.test(word) && !functionWords.has(word.toLowerCase()),
  );

const distinct = (spans: readonly NamedSpan[]): NamedSpan[] => [
  ...new Map(spans.map(span => [`${span.start} ${span.end} ${span.kind}`, span])).values(),
];

const f1 = (hits: number, system: number, found: number, gold: number): number => {
  const precision = system ? hits / system : 0;
  const recall = gold ? found / gold : 0;
  return precision + recall ? (200 * precision * recall) / (precision + recall) : 0;
};

export const scoreNames = (
  documents: readonly {
    readonly text: string;
    readonly entities: readonly Re3dEntity[];
    readonly found: readonly NamedSpan[];
  }[],
): NameScore[] => {
  const pairs = documents.map(({ text, entities, found }) => ({
    gold: distinct(
      entities.flatMap(({ begin, end, type }) => {
        const kind = kinds[type];
        return kind && isNamed(text.slice(begin, end)) ? [{ start: begin, end, kind }] : [];
      }),
    ),
    system: distinct(found.filter(({ kind }) => scored.includes(kind))),
  }));
  return [...scored.map(kind => [kind] as readonly NameKind[]), scored].map(wanted => {
    const count = { exact: 0, gold: 0, system: 0, goldFound: 0, systemRight: 0 };
    for (const pair of pairs) {
      const gold = pair.gold.filter(span => wanted.includes(span.kind));
      const system = pair.system.filter(span => wanted.includes(span.kind));
      const same = (a: NamedSpan) => (b: NamedSpan) => a.kind === b.kind && spansOverlap(a, b);
      count.gold += gold.length;
      count.system += system.length;
      count.exact += system.filter(a =>
        gold.some(b => a.start === b.start && a.end === b.end && a.kind === b.kind),
      ).length;
      count.goldFound += gold.filter(a => system.some(same(a))).length;
      count.systemRight += system.filter(a => gold.some(same(a))).length;
    }
    return {
      kind: wanted.length === 1 ? (wanted[0] as string) : 'all',
      exact: f1(count.exact, count.system, count.exact, count.gold),
      overlap: f1(count.systemRight, count.system, count.goldFound, count.gold),
    };
  });
};
