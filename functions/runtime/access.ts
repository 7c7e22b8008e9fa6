// The two ways to be admitted to the API.
import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { readSecret } from '#providers/secrets.ts'

const Keys = z.object({ keys: z.array(z.string().min(16)).min(1) })

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export const isLoopback = (address: string): boolean => address === '::1' || /^(::ffff:)?127\./.test(address)

/** `Authorization: Bearer <key>`. Digests are compared, so that the time taken tells neither length nor content. */
export const hasKey = async (secretId: string, authorization: string | undefined): Promise<boolean> => {
  const [, shown] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
  if (!shown) return false
  const { keys } = await readSecret(secretId, Keys)
  return keys.map((key) => timingSafeEqual(digest(key), digest(shown))).includes(true)
}
