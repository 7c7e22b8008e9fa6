// Where requests may come from, and the keys that the deployment was given.
import * as z from 'zod/mini'
import { readSecret } from '#providers/secrets.ts'

/** None: the keys in the table are enough. */
const Keys = z.object({ keys: z.array(z.string().check(z.minLength(16))) })

export const isLoopback = (address: string): boolean => address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address)

export const deploymentKeys = async (secretId: string): Promise<readonly string[]> => (await readSecret(secretId, Keys)).keys

type Pages = { access: 'key' | 'loopback'; origins: readonly string[] }

/** Browsers let any page open any WebSocket, and say whose page it is. Programs say nothing: they have the ticket, which is enough. */
export const isOurPage = (origin: string | undefined, { access, origins }: Pages): boolean => {
  if (origin === undefined || origins.includes(origin)) return true
  return access === 'loopback' && isOfThisMachine(origin)
}

const isOfThisMachine = (origin: string): boolean => {
  const host = URL.parse(origin)?.hostname
  return host === 'localhost' || host === '[::1]' || (host !== undefined && isLoopback(host))
}
