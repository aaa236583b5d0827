import { BlockList, isIP } from 'node:net';

/** The code of the error that an address ends in which is refused for not being public. */
export const REFUSED = 'ERR_ADDRESS_REFUSED';
/** … where the desk allows its host, but not whoever leads there. */
export const LED = 'ERR_LED_ASTRAY';

/** Not on the public internet (IANA's IPv4 special-purpose registry), and the metadata service of one cloud. */
const REFUSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
];
/** Of IPv6 only what is given out to networks, and the two forms that hold an IPv4 address. */
const GIVEN_OUT = '2000::/3';
const HOLD_V4 = ['::ffff:0.0.0.0/96', '64:ff9b::0.0.0.0/96'];
/** Within 2000::/3: IETF protocols (Teredo too), documentation, 6to4. */
const REFUSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Names that never mean a host on the public internet (RFC 6761, 6762 and 8375, and .internal). */
const REFUSED_NAME = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i;

const refused = listOf([
  ...REFUSED_V4,
  ...REFUSED_V6,
  // Each refused IPv4 range again, as it looks within IPv6.
  ...HOLD_V4.flatMap((holder) =>
    REFUSED_V4.map((range) => {
      const [network, bits] = range.split('/');
      return `${holder.replace(/0\.0\.0\.0.*/, '')}${network}/${96 + Number(bits)}`;
    }),
  ),
]);
const reachable = listOf([GIVEN_OUT, ...HOLD_V4]);

/** An IP address that is one of a host on the public internet; anything else, such as a name, is none. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, 'ipv4');
    case 6:
      // An address with a zone (`%eth0`) is meant for one link.
      return !address.includes('%') && reachable.check(address, 'ipv6') && !refused.check(address, 'ipv6');
    default:
      return false;
  }
}

/** What an address names (brackets of IPv6 included) may be on the public internet, as far as can be told without asking. */
export function mayBePublic(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? !REFUSED_NAME.test(host) : isPublic(host);
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
