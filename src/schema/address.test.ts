import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, pageKey, trustedCanonical } from './address.ts';

const PAGE = 'https://gazette.example/world/bridge?id=7';

describe('addresses of one page', () => {
  it.each([
    'http://www.gazette.example/world/bridge?id=7',
    'https://gazette.example:443/world/bridge/?id=7&utm_source=rss&utm_medium=feed',
    'https://gazette.example/world/bridge?fbclid=Iw&id=7#comments',
    'https://GAZETTE.example/world/bridge?ref=twitter&id=7',
    'https://amp.gazette.example/world/bridge/amp?id=7',
    'https://cdn.ampproject.org/c/s/gazette.example/world/bridge?id=7&amp=1',
    'https://www.google.com/amp/s/gazette.example/world/bridge/amp/?id=7',
    'https://gazette.example/world/bridge/index.html?id=7',
  ])('are one: %s', address => {
    expect(pageKey(address)).toBe(pageKey(PAGE));
  });

  it.each([
    'https://gazette.example/world/bridge?id=8',
    'https://gazette.example/world/bridge',
    'https://gazette.example/world/Bridge?id=7',
    'https://news.gazette.example/world/bridge?id=7',
    'https://gazette.example/world/bridge?id=7&source=ministry',
    'https://gazette.example/world/bridge?id=7#!/2',
  ])('are not one with another: %s', address => {
    expect(pageKey(address)).not.toBe(pageKey(PAGE));
  });

  it('keep what is no web address', () => {
    expect(canonicalAddress('urn:report:7')).toBe('urn:report:7');
    expect(pageKey('urn:report:7')).toBeNull();
  });

  it('are settled by one look', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), address => {
        const once = canonicalAddress(address);
        expect(canonicalAddress(once)).toBe(once);
        expect(pageKey(once)).toBe(pageKey(address));
      }),
    );
  });

  it.each([
    ['https://gazette.example/a', 'https://m.gazette.example/a?x=1', 'https://gazette.example/a'],
    ['https://gazette.example/', 'https://gazette.example/a', 'https://gazette.example/a'],
    ['https://wire.example/a', 'https://gazette.example/a', 'https://gazette.example/a'],
    [null, 'https://gazette.example/a', 'https://gazette.example/a'],
    ['https://gazette.example/a', null, 'https://gazette.example/a'],
  ])('called canonical by the page itself: %s found at %s', (own, found, trusted) => {
    expect(trustedCanonical(own, found)).toBe(trusted);
  });
});
