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

/** The only thing that is read of a close reason, which may quote anything. No close code says it. */
export const isOutOfQuota = (reason: string): boolean => /\bquota\b/i.test(reason)
