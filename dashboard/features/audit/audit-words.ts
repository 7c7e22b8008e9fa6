// How the audit log is told: what came of a request, and why somebody was not let in.
import type { AuditOutcome, Denial } from '#contract/audit.ts'

export const OUTCOMES: Record<AuditOutcome, { label: string; mark: string }> = {
  done: { label: 'Done', mark: 'rounded-pill bg-human' },
  refused: { label: 'Refused', mark: 'border-x-[2.5px] border-voicemail' },
  failed: { label: 'Failed', mark: 'bg-failed' },
  denied: { label: 'Denied', mark: 'rounded-pill border-[2.5px] border-failed' },
}

export const DENIALS: Record<Denial, string> = {
  'nothing-shown': 'no key and no token',
  'not-understood': 'neither a key nor a token',
  'unknown-key': 'an unknown key',
  'expired-key': 'the key has expired',
  'revoked-key': 'the key was revoked',
  'expired-token': 'the token has expired',
  'invalid-token': 'the token is not valid',
  'no-role': 'the token gives no role',
  'role-too-low': 'the role does not permit it',
  'not-this-machine': 'it did not come from this machine',
  'invalid-ticket': 'the ticket is not valid',
  'foreign-page': 'it came from another page',
}
