// The one way in which a request that is sent again under its key is answered as it was, and does nothing twice.
import { createHash } from 'node:crypto'
import { AppError } from '#app/errors.ts'
import type { KeptAnswer, KeptAnswers } from '#app/ports/kept-answers.ts'
import type { Route } from '#contract/route.ts'

/** Files are hashed by themselves: as JSON each of their bytes would be a name and a number. */
const digestOf = (asked: unknown): string => {
  const files: Uint8Array[] = []
  const text = JSON.stringify(asked, (_, value: unknown) => (value instanceof Uint8Array ? `file ${files.push(value)}` : value))
  const hash = createHash('sha256').update(text)
  for (const file of files) hash.update(file)
  return hash.digest('base64url')
}

export const needKey = ({ idempotencyKey }: Route, key: string | undefined): void => {
  if (idempotencyKey === 'never' && key !== undefined) {
    throw new AppError(
      'invalid_request',
      'The header Idempotency-Key is not taken here: the answer holds a secret, or what is kept of a person, and is not kept to be given again. Leave it out.',
    )
  }
  if (idempotencyKey !== 'required' || key !== undefined) return
  throw new AppError(
    'invalid_request',
    'This needs the header Idempotency-Key, such as a new UUID: what it does must not happen twice. Send the same key again when no answer arrives.',
    [{ pointer: '/header/Idempotency-Key', detail: 'is missing', hint: 'Send a new UUID with each new request.' }],
  )
}

type Asked = {
  /** As the caller names the request, within what is the caller's own. */
  key: string
  /** All that was asked, as it was understood. */
  asked: unknown
}

/** A refusal does nothing, and is not kept: what stood in its way may be gone the next time. */
export const idempotent = async (kept: KeptAnswers, { key, asked }: Asked, carryOut: () => Promise<KeptAnswer>): Promise<KeptAnswer> => {
  const begun = await kept.begin(key, digestOf(asked))
  if (begun.kind === 'answered') return { ...begun.answer, headers: { ...begun.answer.headers, 'idempotent-replayed': 'true' } }
  if (begun.kind === 'other') {
    throw new AppError(
      'idempotency_key_reused',
      'This Idempotency-Key came with another request before. Send each new request with a new key.',
    )
  }
  if (begun.kind === 'running') {
    const detail = 'The same request is being carried out at this moment. Send it again in a second, and you get its answer.'
    throw new AppError('request_in_progress', detail, undefined, 1)
  }
  try {
    const answer = await carryOut()
    await kept.keep(key, answer)
    return answer
  } catch (error) {
    await kept.forget(key)
    throw error
  }
}
