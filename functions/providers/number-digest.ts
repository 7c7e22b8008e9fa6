// Digests of telephone numbers with a secret: without it, nobody can find out which number one is of by trying them all.
import type { E164 } from '#contract/ids.ts'
import { readSecret } from './secrets.ts'
import { SigningSecret, signer } from './signature.ts'

export const digestWith =
  (secretId: string) =>
  async (e164: E164): Promise<string> =>
    signer({ ...(await readSecret(secretId, SigningSecret)), purpose: 'forgotten-number' }).signatureOf(e164)
