// Twilio's side of one call of the benchmark: it speaks from the first moment, and sends every mark back.
import { WebSocket } from 'ws'
import { admissionOf, callSidOf, streamSidOf } from './attempts.ts'
import { heard, speech } from './speech.ts'
import type { Tally } from './tally.ts'

export type Caller = {
  speak(): void
  isOpen(): boolean
  hangUp(): Promise<void>
}

const PAYLOAD = '"payload":"'

/** The path is signed as Twilio does; the bare relay takes any. */
export const call = (port: number, number: number, { up, down }: { up: Tally; down: Tally }): Caller => {
  const { path, signature } = admissionOf(number)
  const streamSid = streamSidOf(number)
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    perMessageDeflate: false,
    headers: { 'x-twilio-signature': signature },
  })
  const say = (message: object): void => socket.send(JSON.stringify({ ...message, streamSid }))
  socket.on('open', () => {
    socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
    say({
      event: 'start',
      sequenceNumber: '1',
      start: {
        accountSid: `AC${'a'.repeat(32)}`,
        streamSid,
        callSid: callSidOf(number),
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: {},
      },
    })
  })
  socket.on('message', (data) => {
    const text = data.toString()
    const at = text.indexOf(PAYLOAD)
    if (at !== -1) down.hear(heard(text.slice(at + PAYLOAD.length, text.indexOf('"', at + PAYLOAD.length))).frames)
    else if (text.includes('"mark"')) socket.send(text)
    else if (text.includes('"clear"')) down.clear()
  })
  socket.on('error', () => socket.terminate())
  const closed = new Promise((resolve) => socket.once('close', resolve))
  return {
    speak() {
      if (socket.readyState !== socket.OPEN) return
      const frame = up.send(1)
      const payload = speech(number, { first: frame, frames: 1 })
      socket.send(
        `{"event":"media","sequenceNumber":"${frame + 2}","media":{"track":"inbound","chunk":"${frame + 1}","timestamp":"${frame * 20}","payload":"${payload}"},"streamSid":"${streamSid}"}`,
      )
    },
    isOpen: () => socket.readyState === socket.OPEN,
    async hangUp() {
      if (socket.readyState === socket.OPEN) say({ event: 'stop', stop: { callSid: callSidOf(number) } })
      await closed
    },
  }
}
