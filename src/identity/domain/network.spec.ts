import { networkOf } from './network.js';

it.each([
  ['an IPv4 address stands for itself', '192.0.2.17', '192.0.2.17'],
  ['so does one written as IPv6', '::ffff:192.0.2.17', '192.0.2.17'],
  ['loopback too', '::1', '0:0:0:0::/64'],
  ['an IPv6 address stands for its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['whatever follows in it', '2001:DB8:1:2:ffff::', '2001:db8:1:2::/64'],
  ['with its zeros written out', '2001:db8::7', '2001:db8:0:0::/64'],
  ['or with leading ones', '2001:0db8:0000:0042::7', '2001:db8:0:42::/64'],
  ['a zone is no part of it', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s: %s is of %s', (_, address, network) => {
  expect(networkOf(address)).toBe(network);
});
