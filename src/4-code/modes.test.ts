import { expect, test } from 'vitest';
import { buildFrame } from '../../tests/support/frame.ts';
import { buildReading } from '../../tests/support/reading.ts';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { Frame, Means } from '../schema/codebook.ts';
import { bestFrame } from './frames.ts';
import { modeOf } from './modes.ts';

const frame = (predicate: string, mode: string | null): Frame =>
  buildFrame(`assault.${predicate}`, { mode, acled: 'Attack' });

const means = new Map<string, Means>([
  ['machete', { acled: null, mode: 'primitive', rank: 1 }],
  ['mortar', { acled: null, mode: 'heavy-weapons', rank: 0 }],
]);
const framesByPredicate = new Map([
  ['VERB:kill', [frame('kill', null)]],
  ['VERB:stone', [frame('stone', 'beat')]],
  ['NOUN:attack', [frame('attack', null)]],
]);

const modeOfVerb = (rows: string): string | null => {
  const { sentence, text } = buildSentence(rows);
  const reading = buildReading(sentence, text, [], { means, framesByPredicate });
  const verb = sentence.tokens.findIndex(t => t.upos === 'VERB');
  const candidate = bestFrame(reading, sentence, verb);
  return candidate && modeOf(reading, candidate);
};

const gunmen = (verb: string, rest: string): string =>
  `Gunmen gunman NOUN NNS 2 nsubj\n${verb} VERB VBD 0 root\nfarmers farmer NOUN NNS 2 obj\n${rest}`;

test('the weapon named in the clause gives the mode: "killed farmers with machetes"', () => {
  const rest = 'with with ADP IN 5 case\nmachetes machete NOUN NNS 2 obl';
  expect(modeOfVerb(gunmen('killed kill', rest))).toBe('primitive');
});

test("the frame's own mode stands", () => {
  const rest = 'with with ADP IN 5 case\nmachetes machete NOUN NNS 2 obl';
  expect(modeOfVerb(gunmen('stoned stone', rest))).toBe('beat');
});

test('the weapon of another event is not this one\'s: "killed farmers after a mortar attack"', () => {
  const rest = 'after after ADP IN 6 case\nmortar mortar NOUN NN 6 compound\nattack attack NOUN NN 2 obl';
  expect(modeOfVerb(gunmen('killed kill', rest))).toBeNull();
});
