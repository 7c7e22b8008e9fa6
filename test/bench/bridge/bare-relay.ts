// The measure of all bridges: two sockets of `ws` for each call, every message parsed and written anew, and nothing else.
import { once } from 'node:events'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import * as z from 'zod/mini'
import { reportToParent } from './probe.ts'

const agentUrl = z.string().parse(process.env.AGENT_URL)
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })

const parse = (text: RawData) => JSON.parse(text.toString())

server.on('connection', (caller) => {
  const agent = new WebSocket(agentUrl, { perMessageDeflate: false })
  let streamSid: string | undefined
  agent.on('open', () => agent.send(JSON.stringify({ type: 'conversation_initiation_client_data' })))
  caller.on('message', (text) => {
    const message = parse(text)
    if (message.event === 'start') streamSid = message.start.streamSid
    if (message.event === 'media' && agent.readyState === WebSocket.OPEN)
      agent.send(JSON.stringify({ user_audio_chunk: message.media.payload }))
    if (message.event === 'stop') caller.close()
  })
  agent.on('message', (text) => {
    const message = parse(text)
    if (message.type === 'audio')
      caller.send(JSON.stringify({ event: 'media', streamSid, media: { payload: message.audio_event.audio_base_64 } }))
    if (message.type === 'ping') agent.send(JSON.stringify({ type: 'pong', event_id: message.ping_event.event_id }))
  })
  caller.on('close', () => agent.close())
  agent.on('close', () => caller.close())
  for (const socket of [caller, agent]) socket.on('error', () => socket.terminate())
})

await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('The relay has no port')
reportToParent(address.port)
