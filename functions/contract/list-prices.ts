// What the providers ask for at list prices, in millionths of a US dollar: one table for the API, the page and docs/cost.md.

/**
 * A minute of a Twilio call within the United States and of its media stream, each begun one; of an ElevenLabs agent; and detecting
 * who answered one call. https://www.twilio.com/en-us/voice/pricing/us and https://elevenlabs.io/pricing, November 2026
 */
export const LIST_PRICES_MICROS = {
  telephonePerMinute: 14_000,
  streamPerMinute: 4_000,
  agentPerMinute: 100_000,
  detectionPerCall: 7_500,
} as const
