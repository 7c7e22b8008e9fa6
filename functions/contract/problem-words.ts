// What each code of a refusal means, and what to do about it: the answer of its address, and the page of the documentation.
import * as z from 'zod/mini'
import { PROBLEMS, type ProblemCode } from './problem.ts'
import { ProblemCodes } from './problem-body.ts'

type Words = { means: string; todo: string }

const WORDS: Readonly<Record<ProblemCode, Words>> = {
  invalid_request: {
    means: 'The path, the query, a header or the body is not as this operation takes it. Nothing was done.',
    todo: 'Each entry of errors has a JSON pointer to the place and a hint. All fields stand in /api/docs. Do not send it again unchanged.',
  },
  unauthorized: {
    means:
      'Nothing was shown that says who is calling, or it is not good any more: a key that is unknown, expired or revoked, a token that has run out.',
    todo: 'Send Authorization: Bearer <key>. An admin makes keys with POST /api/db/keys.',
  },
  forbidden: {
    means: 'It is known who is calling, and their role does not allow this.',
    todo: 'Use a key with the scope that /api/docs names for the operation: read, operate or admin.',
  },
  not_found: {
    means: 'There is nothing at this address, or what was there has been deleted.',
    todo: 'Check the id; the lists have all that there are. An address that is none of the API’s answers so, too.',
  },
  method_not_allowed: {
    means: 'The address is right, and does not take this method.',
    todo: 'Use one of those that the header Allow names.',
  },
  conflict: {
    means: 'What was asked for does not fit the state: a campaign that has ended cannot be paused.',
    todo: 'Look at the state, and read in detail what it would have to be.',
  },
  request_in_progress: {
    means: 'A request with the same Idempotency-Key is still being carried out.',
    todo: 'Send the same again after as many seconds as retry-after says: it gets the first one’s answer.',
  },
  precondition_failed: {
    means: 'Somebody has changed it since you read it, and If-Match asks that nobody has. Nothing was changed.',
    todo: 'Read it again, and send your change with the new ETag.',
  },
  too_large: {
    means: 'The body is longer than this operation takes.',
    todo: 'Send a list as a file to the address that POST /api/db/uploads gives, and anything else in parts.',
  },
  unsupported_media_type: {
    means: 'The body is of another kind than this operation takes, or its content type is missing.',
    todo: 'Send application/json, or multipart/form-data where /api/docs names it.',
  },
  unprocessable: {
    means: 'The request is well formed, and what is in it cannot be used: a file that is no list, a sheet that nobody may read.',
    todo: 'Read in detail what is the matter with it.',
  },
  idempotency_key_reused: {
    means: 'The Idempotency-Key came with another request within the last day.',
    todo: 'Use a new key for each request, such as a UUID, and the same one only for the same request.',
  },
  consent_required: {
    means: 'This deployment starts no campaign unless somebody attests that the people on its list have agreed to be called.',
    todo: 'Set the campaign’s consent: {"attestedBy": "who says so", "text": "how it was given"}. Then start it.',
  },
  rate_limited: {
    means: 'More was asked for than the API takes in a second, by you or by all callers together.',
    todo: 'Wait for as many seconds as retry-after says, else for a second and then longer each time.',
  },
  internal: {
    means: 'Something broke on our side, and the request may have been carried out in part.',
    todo: 'Look before you try again; POSTs with an Idempotency-Key can simply be sent again. If it goes on, name the requestId to whoever runs the system.',
  },
  unavailable: {
    means: 'A part of the system, or a provider, cannot be reached just now.',
    todo: 'Try again after as many seconds as retry-after says, else a little later.',
  },
}

export const ProblemWords = z.object({
  code: ProblemCodes,
  status: z.int(),
  title: z.string(),
  means: z.string(),
  todo: z.string(),
})
export type ProblemWords = z.infer<typeof ProblemWords>

const wordsOf = (code: ProblemCode): ProblemWords => ({ code, ...PROBLEMS[code], ...WORDS[code] })

/** In the order of their statuses. */
export const problemWords = (): ProblemWords[] => ProblemCodes.options.map(wordsOf)

/** Undefined: there is no such code. */
export const explain = (text: string): ProblemWords | undefined => {
  const code = ProblemCodes.safeParse(text)
  return code.success ? wordsOf(code.data) : undefined
}
