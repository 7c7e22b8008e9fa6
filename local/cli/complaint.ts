// What went wrong, in words that say what to do, and the exit code for it.
import { NoAnswer, Refusal, Unreadable } from '#contract/client-errors.ts'
import type { Connection } from './connection.ts'
import { Mistake } from './mistake.ts'

export const EXIT = { done: 0, failed: 1, mistaken: 2, cancelled: 3 } as const

type Complaint = { words: string; code: number }
type Seen = Pick<Connection, 'url' | 'hasKey'>

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

const placesOf = ({ problem }: Refusal): string =>
  (problem.errors ?? []).map(({ pointer, detail, hint }) => `\n  ${pointer}: ${detail}${hint === undefined ? '' : ` ${hint}`}`).join('')

const refused = (error: Refusal, { url, hasKey }: Seen): string => {
  const { code, detail, requestId, status } = error.problem
  if (error.problem.type === 'about:blank') return `${detail} Is ${url} the address of a Ringmaster?`
  const key =
    code !== 'unauthorized' ? '' : hasKey ? ' The key that was shown is in RINGMASTER_API_KEY.' : ' Put the key into RINGMASTER_API_KEY.'
  const id = status >= 500 && requestId !== undefined ? ` Request id: ${requestId}.` : ''
  return `${detail}${key}${id}${placesOf(error)}`
}

export const complaintOf = (error: unknown, seen: Seen): Complaint => {
  if (error instanceof Mistake) return { words: error.message, code: EXIT.mistaken }
  if (error instanceof Refusal) return { words: refused(error, seen), code: EXIT.failed }
  if (error instanceof NoAnswer) {
    const why = codeOf(error)
    const words = `Nothing answers at ${seen.url}${why === undefined ? '' : ` (${why})`}. Start the system with npm start, or set RINGMASTER_URL.`
    return { words, code: EXIT.failed }
  }
  if (error instanceof Unreadable) {
    return { words: `What answers at ${seen.url} is not the API of a Ringmaster, or of another version.`, code: EXIT.failed }
  }
  return { words: error instanceof Error ? error.message : String(error), code: EXIT.failed }
}
