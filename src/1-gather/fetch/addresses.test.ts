import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAllowance, whyNotPublic, whyRefused } from './addresses.ts';

const none = { allowPrivate: false, allowed: [] };
const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();

describe('addresses that are not of the public Internet', () => {
  it.each([
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
  ])('%s is refused', address => {
    expect(isIP(address)).toBeGreaterThan(0);
    expect(whyNotPublic(address)).not.toBeNull();
  });

  it.each([
    '1.1.1.1',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.1',
    '223.255.255.255',
    '2606:2800:220:1::1',
    '2a00:1450:4001:82a::200e',
    '::ffff:93.184.216.34',
    '64:ff9b::5db8:d822',
  ])('%s is not', address => {
    expect(whyNotPublic(address)).toBeNull();
  });

  it('what is no address at all is refused', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        if (isIP(text) === 0) expect(whyNotPublic(text)).toBe('no IP address');
      }),
    );
  });

  it('agrees with Node on every range, for any address in any way of writing it', () => {
    const list = new BlockList();
    const ranges: [string, number, 'ipv4' | 'ipv6'][] = [
      ['10.0.0.0', 8, 'ipv4'],
      ['127.0.0.0', 8, 'ipv4'],
      ['172.16.0.0', 12, 'ipv4'],
      ['192.168.0.0', 16, 'ipv4'],
      ['169.254.0.0', 16, 'ipv4'],
      ['100.64.0.0', 10, 'ipv4'],
      ['224.0.0.0', 3, 'ipv4'],
      ['fc00::', 7, 'ipv6'],
      ['fe80::', 10, 'ipv6'],
      ['ff00::', 8, 'ipv6'],
    ];
    for (const [address, bits, family] of ranges) list.addSubnet(address, bits, family);
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), address => {
        if (list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'))
          expect(whyNotPublic(address)).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('an IPv4 address is refused or not whatever it is wrapped in', () => {
    fc.assert(
      fc.property(ipv4, address => {
        const isRefused = whyNotPublic(address) !== null;
        for (const prefix of ['::ffff:', '::ffff:0:', '64:ff9b::'])
          expect(whyNotPublic(prefix + address) !== null).toBe(isRefused);
      }),
    );
  });
});

describe('what a user allows', () => {
  const rule = (...entries: string[]) => ({
    allowPrivate: false,
    allowed: entries.map(entry => readAllowance(entry)!),
  });

  it('is one address at one port, and nothing beside it', () => {
    const one = rule('127.0.0.1:8080');
    expect(whyRefused('127.0.0.1', 'localhost', 8080, one)).toBeNull();
    expect(whyRefused('127.0.0.1', 'localhost', 8081, one)).not.toBeNull();
    expect(whyRefused('127.0.0.2', 'localhost', 8080, one)).not.toBeNull();
  });

  it('may be a range, an IPv6 address or a name', () => {
    expect(whyRefused('10.3.2.1', 'a', 80, rule('10.0.0.0/8'))).toBeNull();
    expect(whyRefused('::1', 'a', 443, rule('[::1]:443'))).toBeNull();
    expect(whyRefused('10.3.2.1', 'Intranet.Example.', 80, rule('intranet.example'))).toBeNull();
    expect(whyRefused('10.3.2.1', 'other.example', 80, rule('intranet.example'))).not.toBeNull();
    expect(whyRefused('::1', 'a', 443, { ...none, allowPrivate: true })).toBeNull();
  });

  it.each(['', 'a b', '127.0.0.1:0', '127.0.0.1:70000', '10.0.0.0/33', '[::1', '300.1.1.1', 'x:y:z'])(
    'is not %j',
    text => {
      expect(readAllowance(text)).toBeNull();
    },
  );

  it('public addresses need no leave', () => {
    expect(whyRefused('93.184.216.34', 'example.org', 80, none)).toBeNull();
  });
});
