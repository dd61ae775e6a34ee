import { describe, expect, it } from 'vitest';
import { clientIpOf, sourceOf } from './client-ip.ts';

describe('clientIpOf', () => {
  it('believes X-Forwarded-For behind a trusted balancer alone, and then only its last hop', () => {
    expect(clientIpOf('10.0.0.9', '1.1.1.1', false)).toBe('10.0.0.9');
    expect(clientIpOf('10.0.0.9', '1.1.1.1, 2.2.2.2', true)).toBe('2.2.2.2');
    expect(clientIpOf('10.0.0.9', undefined, true)).toBe('10.0.0.9');
  });

  it.each([
    ['2.2.2.2:4711', '2.2.2.2'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['unknown', '10.0.0.9'],
    ["'; drop table", '10.0.0.9'],
    ['', '10.0.0.9'],
  ])('reads the hop %s as %s', (hop, ip) => expect(clientIpOf('10.0.0.9', `1.1.1.1, ${hop}`, true)).toBe(ip));

  it('gives an address that the database can store, also of a link-local or mapped peer', () => {
    expect(clientIpOf('fe80::1%eth0', undefined, false)).toBe('fe80::1');
    expect(clientIpOf('::ffff:10.0.0.1', undefined, false)).toBe('10.0.0.1');
    expect(clientIpOf(undefined, undefined, false)).toBe('');
  });
});

describe('sourceOf', () => {
  it('counts an IPv4 address by itself', () => expect(sourceOf('10.0.0.1')).toBe('10.0.0.1'));

  it('counts every address of a /64 as one, however it is written', () => {
    const spellings = ['2001:db8:0:7::1', '2001:db8:0:7:ffff:1:2:3', '2001:0db8::7:0:0:0:9', '2001:DB8:0:7::'];
    expect(new Set(spellings.map(sourceOf))).toEqual(new Set(['2001:db8:0:7::/64']));
    expect(sourceOf('2001:db8:0:8::1')).not.toBe(sourceOf('2001:db8:0:7::1'));
    expect(sourceOf('::1')).toBe('0:0:0:0::/64');
  });
});
