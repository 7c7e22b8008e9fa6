// The agent's side of the benchmark: it takes as long to be ready as a real one, then speaks 20 ms frames without a pause.
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Transport } from './flags.ts'
import { FRAME_MS, heard, speech } from './speech.ts'
import type { Tally } from './tally.ts'

/** Both directions of a call. */
export type Tallies = { up: Tally; down: Tally }

type Options = {
  transport: Transport
  certificate: { cert: string; key: string }
  readyMs: number
  /** Of speech in each message. */
  chunkMs: number
  tallies: (call: number) => Tallies | undefined
}

export type Agent = {
  url: string
  /** Lets the agent of a call say its next words; nothing while it does not know the call yet. */
  speak(call: number): void
  /** The agent of a call takes back what it said; its later words are not touched by that. */
  interrupt(call: number): void
  close(): void
}

const AUDIO = '{"user_audio_chunk":"'
/** A transcript comes with every second of speech, as in a lively conversation. */
const TRANSCRIPT_EVERY = 50

export const startAgent = async ({ transport, certificate, readyMs, chunkMs, tallies }: Options): Promise<Agent> => {
  const http = transport === 'tls' ? createHttps(certificate) : createHttp()
  const server = new WebSocketServer({ server: http, perMessageDeflate: false })
  const speakers = new Map<number, () => void>()
  const sockets = new Map<number, WebSocket>()
  const frames = chunkMs / FRAME_MS

  const speaker = (socket: WebSocket, call: number) => {
    let event = 0
    return (): void => {
      const down = tallies(call)?.down
      if (!down || socket.readyState !== socket.OPEN) return
      event++
      socket.send(
        `{"audio_event":{"audio_base_64":"${speech(call, { first: down.send(frames), frames })}","event_id":${event}},"type":"audio"}`,
      )
      if (event % TRANSCRIPT_EVERY === 0)
        socket.send('{"type":"agent_response","agent_response_event":{"agent_response":"Do you have a minute?"}}')
    }
  }

  server.on('connection', (socket) => {
    let known: number | undefined
    socket.on('message', (data) => {
      const text = data.toString()
      if (text.startsWith(AUDIO)) {
        const { call, frames: numbers } = heard(text.slice(AUDIO.length, -2))
        tallies(call)?.up.hear(numbers)
        if (known !== undefined) return
        known = call
        speakers.set(call, speaker(socket, call))
        sockets.set(call, socket)
      } else if (text.includes('conversation_initiation_client_data')) setTimeout(() => socket.send(metadata()), readyMs)
    })
    socket.on('close', () => {
      if (known === undefined) return
      speakers.delete(known)
      sockets.delete(known)
    })
    socket.on('error', () => socket.terminate())
  })

  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `${transport === 'tls' ? 'wss' : 'ws'}://127.0.0.1:${port}`,
    speak: (call) => speakers.get(call)?.(),
    interrupt(call) {
      const down = tallies(call)?.down
      const socket = sockets.get(call)
      if (!down || !socket) return
      down.interrupt()
      socket.send('{"type":"interruption","interruption_event":{"event_id":0}}')
    },
    close() {
      for (const socket of server.clients) socket.terminate()
      server.close()
      http.close()
    },
  }
}

const metadata = (): string =>
  JSON.stringify({
    type: 'conversation_initiation_metadata',
    conversation_initiation_metadata_event: {
      conversation_id: 'conv_1',
      agent_output_audio_format: 'ulaw_8000',
      user_input_audio_format: 'ulaw_8000',
    },
  })
