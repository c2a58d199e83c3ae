import { expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';
import { harmless } from './harmless.ts';

test('escape sequences, overrides and lone surrogates become U+FFFD', () => {
  expect(harmless('red \u001b[31malert\u0007')).toBe('red \uFFFD[31malert\uFFFD');
  expect(harmless('safe\u202Etxt.exe\u2066')).toBe('safe\uFFFDtxt.exe\uFFFD');
  expect(harmless('\uD83D half')).toBe('\uFFFD half');
  expect(harmless('a\u0085b\u009bc')).toBe('a b\uFFFDc');
});

test('letters of every script, emoji and joined marks stay', () => {
  expect(harmless('دمشق Київ 北京 👩‍⚕️ café')).toBe('دمشق Київ 北京 👩‍⚕️ café');
});

test('white space runs become one space', () => {
  expect(harmless('a\r\n\t b')).toBe('a b');
});

test('markup becomes text', () => {
  expect(escapeHtml(`<img src=x onerror='alert("1")'> & more`)).toBe(
    '&lt;img src=x onerror=&#39;alert(&quot;1&quot;)&#39;&gt; &amp; more',
  );
});
