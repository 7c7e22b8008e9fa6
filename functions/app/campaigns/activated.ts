// What a campaign that begins to call leaves behind of how it had ended or been held.
export const ACTIVATED = {
  ...{ endedAt: undefined, reason: undefined },
  ...{ startWhenImported: undefined, startsAt: undefined, hangUpLive: undefined, fruitless: undefined },
} as const
