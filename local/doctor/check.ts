// What a check is, and what it finds.
import type { Look } from './look.ts'

export type Finding = {
  verdict: 'ok' | 'warn' | 'fail'
  /** In a sentence, without anything secret. */
  says: string
  /** Where it is another than the check's. */
  fix?: string
}

export type Check = {
  name: string
  /** Checks that must have gone well: what follows from their failing is not told again. */
  needs: readonly string[]
  /** What to do when it fails. */
  fix: string
  /** Absent: it is always made. */
  appliesTo?: (look: Look) => boolean
  run: (look: Look) => Promise<Finding>
}

export const ok = (says: string): Finding => ({ verdict: 'ok', says })
export const warn = (says: string, fix?: string): Finding => ({ verdict: 'warn', says, ...(fix === undefined ? {} : { fix }) })
export const fail = (says: string, fix?: string): Finding => ({ verdict: 'fail', says, ...(fix === undefined ? {} : { fix }) })
