// The messages of Twilio Media Streams, both ways, exactly as they are on the wire: most numbers are strings.
import * as z from 'zod/mini'

/** What our server may send. Unknown keys are ignored, unknown events are not. */
const ServerMessage = z.discriminatedUnion('event', [
  z.object({ event: z.literal('media'), streamSid: z.string(), media: z.object({ payload: z.string() }) }),
  z.object({ event: z.literal('mark'), streamSid: z.string(), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('clear'), streamSid: z.string() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>

/** Undefined: not a message of the protocol. */
export const readServerMessage = (text: string): ServerMessage | undefined => {
  try {
    return ServerMessage.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export type StreamIdentity = { accountSid: string; callSid: string; streamSid: string }

/** Encodes what the telephone side sends; it counts messages and frames by itself. */
export const createEncoder = ({ accountSid, callSid, streamSid }: StreamIdentity) => {
  let sequence = 0
  let chunk = 0
  const numbered = (event: string, more: object): string =>
    JSON.stringify({ event, sequenceNumber: String(++sequence), ...more, streamSid })
  return {
    connected: (): string => JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }),
    start: (customParameters: Record<string, string>): string =>
      numbered('start', {
        start: {
          accountSid,
          streamSid,
          callSid,
          tracks: ['inbound'],
          mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
          customParameters,
        },
      }),
    /** Written by hand: this is said fifty times a second in every call. */
    media: (payload: string, timestampMs: number): string => {
      sequence += 1
      chunk += 1
      return `{"event":"media","sequenceNumber":"${sequence}","media":{"track":"inbound","chunk":"${chunk}","timestamp":"${timestampMs}","payload":"${payload}"},"streamSid":"${streamSid}"}`
    },
    // The track of a digit is spelt otherwise than that of audio.
    dtmf: (digit: string): string => numbered('dtmf', { dtmf: { track: 'inbound_track', digit } }),
    mark: (name: string): string => numbered('mark', { mark: { name } }),
    stop: (): string => numbered('stop', { stop: { accountSid, callSid } }),
  }
}
