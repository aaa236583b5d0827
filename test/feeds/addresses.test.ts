import { expect, it } from 'vitest';
import { isPublic, mayBePublic } from '../../src/feeds/addresses.ts';

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
])('takes %s for public', (address) => {
  expect(isPublic(address)).toBe(true);
  expect(mayBePublic(address)).toBe(true);
});

it.each([
  ['0.0.0.0', 'unspecified'],
  ['10.1.2.3', 'private'],
  ['100.64.0.1', 'of a carrier'],
  ['100.100.100.200', 'metadata'],
  ['127.0.0.1', 'loopback'],
  ['127.255.0.9', 'loopback'],
  ['169.254.169.254', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['198.18.0.1', 'for benchmarks'],
  ['203.0.113.7', 'for documents'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['::8.8.8.8', 'IPv4-compatible'],
  ['::ffff:127.0.0.1', 'IPv4-mapped'],
  ['::ffff:7f00:1', 'IPv4-mapped'],
  ['::ffff:a9fe:a9fe', 'IPv4-mapped'],
  ['64:ff9b::10.0.0.1', 'NAT64'],
  ['64:ff9b::a9fe:a9fe', 'NAT64'],
  ['64:ff9b:1::1', 'local NAT64'],
  ['2002:7f00:1::', '6to4'],
  ['2001:0:1::1', 'Teredo'],
  ['2001:db8::1', 'for documents'],
  ['fd00:ec2::254', 'metadata'],
  ['fc00::1', 'private'],
  ['fe80::1', 'link-local'],
  ['fe80::1%lo', 'link-local'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
  ['news.example', 'a name'],
  ['', 'nothing'],
])('refuses %s, which is %s', (address) => {
  expect(isPublic(address)).toBe(false);
});

it.each(['localhost', 'LOCALHOST.', 'desk.localhost', 'metadata.google.internal', 'nas.local', '[::1]'])(
  'knows that %s is never public',
  (host) => {
    expect(mayBePublic(host)).toBe(false);
  },
);

it.each(['news.example', 'localhost.news.example', 'mylocal', '[2606:4700::1111]'])(
  'cannot tell before asking that %s is not public',
  (host) => {
    expect(mayBePublic(host)).toBe(true);
  },
);
