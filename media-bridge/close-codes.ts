// What an agent's close code says, in words for the campaign: https://elevenlabs.io/docs/agents-platform/api-reference/websockets and RFC 6455 §7.4.1.

const MEANINGS: Readonly<Record<number, string>> = {
  1000: 'as if all were well',
  1001: 'it went away',
  1002: 'its model, voice or hearing failed',
  1005: 'without a word',
  1006: 'the connection was lost',
  1008: 'it did not accept what it was told: overrides, variables or access',
  1009: 'a message was too large',
  1011: 'it broke',
  1012: 'it restarts',
  1013: 'it is overloaded',
}

/** `why` is told where it is known. */
export const closeReason = (code: number, why?: string): string =>
  `agent closed ${code}: ${why ?? MEANINGS[code] ?? 'for a reason unknown'}`

/** The connection was lost, or broke on the agent's side. Never 1008: what it did not accept it will not accept again. */
const MAY_RECOVER: ReadonlySet<number> = new Set([1001, 1002, 1005, 1006, 1011, 1012, 1013])
/** Refused for what we are or ask; others are troubles of the moment. */
const REFUSED = /^HTTP 4(?!29)/

export const mayRecover = ({ code, why = '' }: { code: number; why?: string | undefined }): boolean =>
  MAY_RECOVER.has(code) && !REFUSED.test(why) && why !== OUT_OF_QUOTA

export const OUT_OF_QUOTA = 'its quota is used up'

/** The only thing that is read of a close reason, which may quote anything. No close code says it. */
export const isOutOfQuota = (reason: string): boolean => /\bquota\b/i.test(reason)
