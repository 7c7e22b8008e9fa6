// Digests of telephone numbers with a secret: without it, nobody can find out which number one is of by trying them all.
import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import type { E164 } from '#contract/ids.ts'
import { readSecret } from './secrets.ts'

/** Never exchanged: who was forgotten would be called again. */
const Salt = z.object({ key: z.string().check(z.minLength(16)) })

export const digestWith =
  (secretId: string) =>
  async (e164: E164): Promise<string> => {
    const { key } = await readSecret(secretId, Salt)
    return createHmac('sha256', key).update(`forgotten-number:${e164}`).digest('base64url')
  }
