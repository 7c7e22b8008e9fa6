// Which addresses webhooks may lead to. A person chooses the name, and whoever runs its DNS chooses the address: neither may reach into
// the network that the functions stand in. https://www.iana.org/assignments/iana-ipv4-special-registry
import { BlockList, isIP } from 'node:net'

const SPECIAL_V4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8], // this network: Linux takes it for this machine
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // behind a carrier's NAT
  ['127.0.0.0', 8], // this machine
  ['169.254.0.0', 16], // link-local: the cloud's metadata and credentials
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // relays to IPv6
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
]

/** Of the one block of IPv6 that is given out (2000::/3). All that lies outside is refused: mapped IPv4, private, link-local, NAT64. */
const SPECIAL_V6: readonly [network: string, prefix: number][] = [
  ['2001::', 23], // protocol assignments: tunnels that carry an IPv4 address
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: carries an IPv4 address
  ['3fff::', 20], // documentation
]

const listOf = (family: 'ipv4' | 'ipv6', networks: readonly [string, number][]): BlockList => {
  const list = new BlockList()
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family)
  return list
}

const specialV4 = listOf('ipv4', SPECIAL_V4)
const specialV6 = listOf('ipv6', SPECIAL_V6)
const givenOutV6 = listOf('ipv6', [['2000::', 3]])
const thisMachineV4 = listOf('ipv4', [['127.0.0.0', 8]])

/** What is no address at all is not public either. */
export const isPublicAddress = (address: string): boolean => {
  if (isIP(address) === 4) return !specialV4.check(address, 'ipv4')
  // A scope (fe80::1%eth0) names an interface of this machine.
  if (isIP(address) !== 6 || address.includes('%')) return false
  return givenOutV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6')
}

export const isThisMachine = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && thisMachineV4.check(address, 'ipv4'))
