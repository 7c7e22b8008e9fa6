// What listening in on a live call needs from outside: passes, and where the call is.
import type { AttemptId } from '#contract/ids.ts'

/** Permission to listen in on one call, once. */
export type ListeningPass = { callId: AttemptId; nonce: string; expiresMs: number }

/** Passes as text that fits into a URL: signed, and good for half a minute of machine time. */
export type ListeningTokens = {
  sign(callId: AttemptId): { token: string; expiresMs: number }
  /** Undefined when the token is not ours or has expired. */
  verify(token: string): ListeningPass | undefined
}

/** The ledger as those see it who let listeners in. */
export type ListeningDesk = {
  /** True once for each pass. */
  spend(pass: ListeningPass): Promise<boolean>
  /** Address of the bridge's task that carries the call's audio; undefined when it is not known. */
  whereIs(callId: AttemptId): Promise<string | undefined>
}
