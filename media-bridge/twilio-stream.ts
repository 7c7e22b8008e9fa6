// The messages of a Twilio media stream, in both directions: https://www.twilio.com/docs/voice/media-streams/websocket-messages
import * as z from 'zod/mini'
import { Base64, messageReader } from './json-messages.ts'
import { readCallerFrame, readCallerMark, writeCallerFrame } from './media-frames.ts'

export type FromCaller =
  | { type: 'caller.connected' }
  | { type: 'caller.start'; streamSid: string; callSid: string }
  | { type: 'caller.media'; streamSid: string; payload: string }
  | { type: 'caller.mark'; streamSid: string; name: string }
  | { type: 'caller.key'; streamSid: string; digit: string }
  | { type: 'caller.stop'; streamSid: string }
  | { type: 'caller.malformed' }

export type ToCaller = { event: 'media'; payload: string } | { event: 'mark'; name: string } | { event: 'clear' }

const sid = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`)))
const streamSid = z.string().check(z.minLength(1))

/** Undefined for messages that the bridge has no use for. */
export const readCaller = (text: string): FromCaller | undefined => readCallerFrame(text) ?? readCallerMark(text) ?? readCallerMessage(text)

/** Any spelling of any message. */
export const readCallerMessage = messageReader<FromCaller>({
  kind: 'event',
  malformed: { type: 'caller.malformed' },
  schemas: {
    connected: z.pipe(
      z.object({}),
      z.transform(() => ({ type: 'caller.connected' as const })),
    ),
    start: z.pipe(
      z.object({
        start: z.object({
          streamSid,
          callSid: sid('CA'),
          accountSid: sid('AC'),
          mediaFormat: z.object({ encoding: z.literal('audio/x-mulaw'), sampleRate: z.literal(8000), channels: z.literal(1) }),
        }),
      }),
      z.transform(({ start }) => ({ type: 'caller.start' as const, streamSid: start.streamSid, callSid: start.callSid })),
    ),
    media: z.pipe(
      z.object({ streamSid, media: z.object({ payload: Base64 }) }),
      z.transform((message) => ({ type: 'caller.media' as const, streamSid: message.streamSid, payload: message.media.payload })),
    ),
    mark: z.pipe(
      z.object({ streamSid, mark: z.object({ name: z.string() }) }),
      z.transform((message) => ({ type: 'caller.mark' as const, streamSid: message.streamSid, name: message.mark.name })),
    ),
    dtmf: z.pipe(
      z.object({ streamSid, dtmf: z.object({ digit: z.string().check(z.regex(/^[0-9*#A-D]$/)) }) }),
      z.transform((message) => ({ type: 'caller.key' as const, streamSid: message.streamSid, digit: message.dtmf.digit })),
    ),
    stop: z.pipe(
      z.object({ streamSid }),
      z.transform((message) => ({ type: 'caller.stop' as const, streamSid: message.streamSid })),
    ),
  },
})

export const writeCaller = (streamSid: string, message: ToCaller): string => {
  switch (message.event) {
    case 'media':
      return writeCallerFrame(streamSid, message.payload)
    case 'mark':
      return JSON.stringify({ event: 'mark', streamSid, mark: { name: message.name } })
    case 'clear':
      return JSON.stringify({ event: 'clear', streamSid })
  }
}
