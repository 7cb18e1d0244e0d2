import { BlockList, isIP } from 'node:net'

/** Which hosts webhooks may be sent to besides this machine. */
export interface AllowedHosts {
  /** The name itself was allowed: wherever it leads. */
  isNamed(name: string): boolean
  /** The address is this machine's own, or was allowed. */
  isUsable(address: string): boolean
  /** Why nothing is sent there, and what would do. */
  refusal(name: string, address: string | undefined): string
}

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/** Reads `app.test, 10.0.0.5, *.internal`. @throws Error naming what is no host */
export function readHosts(text: string): string[] {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '')
  for (const host of hosts) {
    if (isIP(host) === 0 && !HOST.test(host)) {
      throw new Error(
        `"${host.slice(0, 60)}" is no host. Write names or addresses without port, such as app.test,10.0.0.5,*.internal.`,
      )
    }
  }
  return hosts
}

export function createAllowedHosts(text = ''): AllowedHosts {
  const allowed = readHosts(text)
  const usable = new BlockList()
  usable.addSubnet('127.0.0.0', 8, 'ipv4')
  usable.addAddress('::1', 'ipv6')
  for (const host of allowed) {
    const family = isIP(host)
    if (family !== 0) usable.addAddress(host, family === 4 ? 'ipv4' : 'ipv6')
  }

  return {
    isNamed(name) {
      const lower = name.toLowerCase()
      return allowed.some((host) => (host.startsWith('*.') ? lower.endsWith(host.slice(1)) : host === lower))
    },
    isUsable(address) {
      // An IPv4 address in the clothes of an IPv6 one is the same place.
      const inner = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
      const family = isIP(inner)
      return family !== 0 && usable.check(inner, family === 4 ? 'ipv4' : 'ipv6')
    },
    refusal(name, address) {
      const leads = address === undefined || address === name ? '' : ` (${address})`
      return `Webhooks go to this machine and to hosts that are allowed; ${name}${leads} is neither. Allow it: --webhook-hosts ${name}, or MOCK_NOYO_WEBHOOK_HOSTS.`
    },
  }
}
