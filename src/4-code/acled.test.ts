import { describe, expect, it } from 'vitest';
import { buildFrame } from '../../tests/support/frame.ts';
import { buildReading, type GivenEntity } from '../../tests/support/reading.ts';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { Frame, Means } from '../schema/codebook.ts';
import { openAcled } from './acled.ts';
import { bestFrame } from './frames.ts';

const frameOf = (id: string, verb: string, acled: string): Frame =>
  buildFrame(id, {
    acled,
    tells: verb === 'kill' ? 'harm' : null,
    predicates: { verb: [verb], noun: [], adjective: [], pattern: [] },
  });

const means = new Map<string, Means>([['grenade', { acled: 'Grenade', mode: 'explosives', rank: 0 }]]);
const framesByPredicate = new Map([
  ['VERB:kill', [frameOf('assault.kill', 'kill', 'Attack')]],
  ['VERB:capture', [frameOf('assault.capture', 'capture', 'Non-state actor overtakes territory')]],
]);
const words = { means, framesByPredicate, crowds: new Set(['protester']), hazards: new Set(['flood']) };

/** Sub-event of the first predicate of a sentence. */
const subEvent = (rows: string, given: readonly GivenEntity[] = []): string | null => {
  const { sentence, text } = buildSentence(rows);
  const reading = buildReading(sentence, text, given, words);
  const candidates = sentence.tokens.flatMap((_, token) => bestFrame(reading, sentence, token) ?? []);
  const [first] = candidates;
  return first ? (openAcled(reading, candidates)(first).acled?.subEventType ?? null) : null;
};

const killed = (victim: string, by: string): string =>
  `${by} NOUN NN 2 nsubj\nkilled kill VERB VBD 0 root\n${victim} NOUN NNS 2 obj`;

describe('openAcled', () => {
  it('goes by who was hit', () => {
    const soldiers = [{ head: 2, name: 'soldiers', actor: { sector: 'MIL' as const } }];
    expect(subEvent(killed('soldiers soldier', 'blow blow'), soldiers)).toBe('Armed clash');
    expect(subEvent(killed('farmers farmer', 'blow blow'))).toBe('Attack');
  });
  it('goes by the means named in the clause', () => {
    expect(subEvent(killed('farmers farmer', 'grenade grenade'))).toBe('Grenade');
  });
  it('takes force beside a crowd for force against a demonstration', () => {
    expect(subEvent(killed('protesters protester', 'blow blow'))).toBe('Excessive force against protesters');
  });
  it('leaves deaths in a disaster to nobody', () => {
    expect(subEvent(killed('farmers farmer', 'flood flood'))).toBeNull();
  });
  it('gives territory by who took it', () => {
    const army = [{ head: 0, name: 'army', actor: { sector: 'MIL' as const } }];
    const rows = 'army army NOUN NN 2 nsubj\ncaptured capture VERB VBD 0 root\ntown town NOUN NN 2 obj';
    expect(subEvent(rows, army)).toBe('Government regains territory');
  });
});
