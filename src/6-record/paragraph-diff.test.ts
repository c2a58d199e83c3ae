import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffParagraphs } from './paragraph-diff.ts';

const text = (...paragraphs: string[]): string => paragraphs.join('\n\n');
const FIRST = 'Two bridges over the Odra were closed on Tuesday.';
const TOLL = 'At least four people were killed in the town of Odrin.';
const HIGHER = 'At least six people were killed in the town of Odrin.';
const LAST = 'Talks are to begin in Sarn next week.';

describe('what changed in a page', () => {
  it('is told by paragraphs', () => {
    expect(diffParagraphs(text(FIRST, TOLL, LAST), text(FIRST, HIGHER, LAST, 'The mayor resigned.'))).toEqual(
      [
        { kind: 'changed', before: TOLL, after: HIGHER },
        { kind: 'added', before: null, after: 'The mayor resigned.' },
      ],
    );
    expect(diffParagraphs(text(FIRST, TOLL), text(FIRST))).toEqual([
      { kind: 'removed', before: TOLL, after: null },
    ]);
  });

  it('leads from one text to the other', () => {
    const paragraph = fc.constantFrom('a b c', 'd e f', 'g h i', 'a b d');
    fc.assert(
      fc.property(fc.array(paragraph), fc.array(paragraph), (a, b) => {
        const changes = diffParagraphs(text(...a), text(...b));
        const gone = changes.flatMap(({ before }) => before ?? []);
        const come = changes.flatMap(({ after }) => after ?? []);
        const rest = (all: readonly string[], without: readonly string[]): string[] => {
          const left = [...all];
          for (const each of without) left.splice(left.indexOf(each), 1);
          return left.sort();
        };
        expect(rest(a, gone)).toEqual(rest(b, come));
        if (a.join() === b.join()) expect(changes).toEqual([]);
      }),
    );
  });
});
