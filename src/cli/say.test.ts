import { expect, test } from 'vitest';
import { toldTo } from './say.ts';

const LINE =
  'synoptic: http://gazette.example/world/feed.xml: answered 404, there is nothing at this address. Check the address';

test('a terminal gets lines wrapped by word, anything else one line', () => {
  expect(toldTo({ isTTY: true, columns: 60 }, LINE)).toBe(
    'synoptic: http://gazette.example/world/feed.xml: answered\n  404, there is nothing at this address. Check the address\n',
  );
  expect(toldTo({ isTTY: false, columns: 60 }, LINE)).toBe(`${LINE}\n`);
});

test('what a stranger wrote does no harm to either', () => {
  for (const isTTY of [true, false])
    expect(toldTo({ isTTY, columns: 80 }, 'named \u001b[2J by\u202e a page')).toBe(
      'named \uFFFD[2J by\uFFFD a page\n',
    );
});
