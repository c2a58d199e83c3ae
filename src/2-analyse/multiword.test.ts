import { expect, test } from 'vitest';
import { splitMultiword } from './multiword.ts';

const splits = new Map([
  ['cannot', [3, 3]],
  ["o'clock", [7]],
]);
const parts = (form: string): string[] => {
  let at = 0;
  return splitMultiword(form, splits).map(length => {
    at += length;
    return form.slice(at - length, at);
  });
};

test.each([
  ["don't", ['do', "n't"]],
  ['won’t', ['wo', 'n’t']],
  ["Lebanon's", ['Lebanon', "'s"]],
  ['farmers’', ['farmers', '’']],
  ["they'll", ['they', "'ll"]],
  ["shouldn't've", ['should', "n't", "'ve"]],
  ['Cannot', ['Can', 'not']],
  ["o'clock", ["o'clock"]],
  ["'s", ["'s"]],
  ["'", ["'"]],
  ["d'Ivoire", ["d'Ivoire"]],
  ['ceasefire', ['ceasefire']],
])('%s', (form, words) => {
  expect(parts(form)).toEqual(words);
});
