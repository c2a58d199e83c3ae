import { expect, test } from 'vitest';
import { datelineEnd } from './dateline.ts';

test.each([
  ['TRIPOLI, March 4 (Wire) - Three boats', 'TRIPOLI, March 4 (Wire) -'],
  ['NICOSIA (Wire) — Ministers met', 'NICOSIA (Wire) —'],
  ['Aden, 12 May (Wire) – Rain fell', 'Aden, 12 May (Wire) –'],
  ['TEL AVIV, Israel — The ship', 'TEL AVIV, Israel —'],
  ['ADEN, Yemen, Jan. 3 -- Rain', 'ADEN, Yemen, Jan. 3 --'],
  ['WARNING - do not open', ''],
  ['Rain - and much of it - fell', ''],
  ['The talks in May - the third - failed', ''],
])('%s', (text, dateline) => {
  expect(text.slice(0, datelineEnd(text, 0))).toBe(dateline);
});
