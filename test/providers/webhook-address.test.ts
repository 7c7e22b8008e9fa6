import { expect, it } from 'vitest'
import { isPublicAddress, isThisMachine } from '#providers/webhook-address.ts'

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.1.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4001:81b::200e',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))

it.each([
  ['this network', '0.0.0.0'],
  ['this machine', '127.0.0.1'],
  ['this machine, further on', '127.255.255.254'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['the metadata of EC2', '169.254.169.254'],
  ['the credentials of a container', '169.254.170.2'],
  ['behind a carrier', '100.64.0.1'],
  ['behind a carrier', '100.127.255.255'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.7'],
  ['documentation', '203.0.113.9'],
  ['benchmarks', '198.19.255.1'],
  ['multicast', '224.0.0.1'],
  ['multicast', '239.255.255.250'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['nowhere', '::'],
  ['this machine', '::1'],
  ['mapped, this machine', '::ffff:127.0.0.1'],
  ['mapped, metadata', '::ffff:a9fe:a9fe'],
  ['mapped, though public', '::ffff:8.8.8.8'],
  ['compatible', '::127.0.0.1'],
  ['translated', '64:ff9b::7f00:1'],
  ['translated here', '64:ff9b:1::1'],
  ['discarded', '100::1'],
  ['a tunnel', '2001:0:4136:e378::1'],
  ['6to4 of this machine', '2002:7f00:1::'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['private', 'fd00:ec2::254'],
  ['private', 'fc00::1'],
  ['link-local', 'fe80::1'],
  ['link-local with an interface', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['no address', 'localhost'],
  ['no address', ''],
])('%s is not public: %s', (_, address) => expect(isPublicAddress(address)).toBe(false))

it('this machine is known by its addresses', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1'].map(isThisMachine)).toEqual([true, true, true])
  expect(['126.0.0.1', '::2', '10.0.0.1', 'localhost'].map(isThisMachine)).toEqual([false, false, false, false])
})
