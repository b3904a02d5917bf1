import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** What is not the public internet: this machine, its networks, and what only stands for another address. */
const notPublic4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
const notPublic6 = [
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]
/** An IPv4 address written as an IPv6 one; only the first form can be what a resolver of an IPv6-only network answers. */
const translated = '64:ff9b::/96'
const mapped = ['::ffff:0:0/96', '::ffff:0:0:0/96', '::/96']

const blocked4 = listOf(notPublic4, 'ipv4')
const blocked6 = listOf(notPublic6, 'ipv6')
const translated6 = listOf([translated], 'ipv6')

/** Whether an address belongs to the public internet, so that a fetch on somebody else's behalf may connect to it. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked4.check(address, 'ipv4')
  if (!isIPv6(address)) return false
  const groups = groupsOf(address)
  if (mapped.some((range) => startsWith(groups, range))) return false
  if (translated6.check(address, 'ipv6')) return isPublicAddress(lastFourBytes(groups))
  return !blocked6.check(address, 'ipv6')
}

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}

/** A block list can't hold the mapped ranges: Node would match every IPv4 address with them. */
function startsWith(groups: readonly number[], range: string): boolean {
  const [network = ''] = range.split('/')
  return groupsOf(network)
    .slice(0, 6)
    .every((group, place) => group === groups[place])
}

/** The eight groups of an IPv6 address, without its zone. */
function groupsOf(address: string): number[] {
  const [bare = ''] = address.split('%')
  const [head = '', tail] = bare.replace(/\d+\.\d+\.\d+\.\d+$/, hexOf).split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(gap).fill('0'), ...after].map((group) => Number.parseInt(group, 16))
}

function hexOf(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number)
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}

function lastFourBytes(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
