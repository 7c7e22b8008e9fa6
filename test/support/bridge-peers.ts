// Both ends of a bridge over real sockets on this machine: Twilio's side of a call, and an agent.
import { once } from 'node:events'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { expect } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { streamTokens } from '#providers/stream-token.ts'
import { type Bridge, type BridgePorts, startBridge } from '../../media-bridge/server.ts'
import { machineTiming } from '../../media-bridge/timing.ts'
import { ACCOUNT_SID, aBrief, CALL_SID, collectedLog, FRAME_BY_FRAME, ledgerOf, STREAM_SID } from './bridge.ts'
import { comes, eventually } from './eventually.ts'
import { aDesk, passes } from './listeners.ts'

const PUBLIC_URL = 'wss://bridge.ringmaster.test'
const AUTH_TOKEN = 'auth-token'

export type Peer = {
  socket: WebSocket
  say(message: object): void
  /** Waits until the peer has heard such a message. */
  hears(message: object): Promise<void>
  heard: unknown[]
  /** Waits for the socket's end and gives its close code. */
  closes(): Promise<number>
}

const peerOf = (socket: WebSocket): Peer => {
  const heard: unknown[] = []
  let code: number | undefined
  socket.on('message', (data) => heard.push(JSON.parse(data.toString())))
  socket.on('close', (closeCode) => {
    code = closeCode
  })
  return {
    socket,
    heard,
    say: (message) => socket.send(JSON.stringify(message)),
    hears: (message) => eventually(() => heard).toContainEqual(expect.objectContaining(message)),
    closes: () => comes(() => code, 'The socket is still open'),
  }
}

/** An agent that answers the initiation with its metadata; everything else it is told to say by the test. */
export const startAgent = async (format = 'ulaw_8000') => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const conversations: Peer[] = []
  server.on('connection', (socket) => {
    const peer = peerOf(socket)
    conversations.push(peer)
    socket.once('message', () =>
      peer.say({
        type: 'conversation_initiation_metadata',
        conversation_initiation_metadata_event: {
          conversation_id: `conv_${conversations.length}`,
          agent_output_audio_format: format,
          user_input_audio_format: format,
        },
      }),
    )
  })
  const address = server.address()
  const url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url,
    conversations,
    /** The one conversation of a test with one call. */
    conversation: () => comes(() => conversations[0], 'The agent has no conversation yet'),
    close() {
      for (const { socket } of conversations) socket.terminate()
      server.close()
    },
  }
}

const tokens = streamTokens({ key: 'signing-key', clock: { machine: Date.now } })
export const aToken = (): string => tokens.sign(aBrief().attemptId)

/** A bridge with everything real but the ledger and Twilio's REST API. */
export const startTestBridge = async (
  agentUrl: string,
  { capacity = 10, heldAt, ...overrides }: Partial<BridgePorts> & { capacity?: number; heldAt?: string } = {},
) => {
  const ledger = ledgerOf(aBrief())
  const { log, lines } = collectedLog()
  const hungUp: string[] = []
  const apologies: { callSid: string; text: string }[] = []
  const ports: BridgePorts = {
    conversations: ledger.conversations,
    agentAddress: async () => agentUrl,
    hangUp: async (callSid) => void hungUp.push(callSid),
    divert: async () => {},
    apologise: async (callSid, { text }) => {
      apologies.push({ callSid, text })
      return true
    },
    authTokens: async () => [AUTH_TOKEN],
    tokens: async () => tokens,
    desk: aDesk(),
    passes: async () => passes,
    timing: machineTiming,
    log,
    onLive: () => {},
    ...overrides,
  }
  const bridge = await startBridge(ports, {
    publicUrl: PUBLIC_URL,
    host: '127.0.0.1',
    port: 0,
    capacity,
    heldAt,
    deployment: 'test',
    session: FRAME_BY_FRAME,
  })
  return { ...bridge, begun: ledger.begun, reports: ledger.reports, turns: ledger.turns, hungUp, apologies, lines }
}

type Upgrade = { token: string; signature?: string }

const signatureOf = (path: string): string => getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, {})

/** The opening handshake as text, for a client that does not wait for its answer. */
export const upgradeRequest = (token: string): string =>
  [
    `GET /media/${token} HTTP/1.1`,
    'Host: bridge.ringmaster.test',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `X-Twilio-Signature: ${signatureOf(`/media/${token}`)}`,
    '\r\n',
  ].join('\r\n')

/** Twilio opens a stream: a peer, or the status that it was refused with. */
export const openStream = async ({ port }: Pick<Bridge, 'port'>, { token, signature }: Upgrade): Promise<Peer | number> => {
  const path = `/media/${token}`
  const headers = { 'x-twilio-signature': signature ?? signatureOf(path) }
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(peerOf(socket)))
    socket.once('error', (error) => {
      const status = /server response: (\d+)/.exec(error.message)?.[1]
      if (status) resolve(Number(status))
      else reject(error)
    })
  })
}

/** A stream that was accepted and has told which call it is of. */
export const startStream = async (bridge: Pick<Bridge, 'port'>, callSid = CALL_SID): Promise<Peer> => {
  const peer = await openStream(bridge, { token: aToken() })
  if (typeof peer === 'number') throw new Error(`The stream was refused with ${peer}`)
  peer.say({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  peer.say({
    event: 'start',
    sequenceNumber: '1',
    start: {
      accountSid: ACCOUNT_SID,
      streamSid: STREAM_SID,
      callSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: {},
    },
    streamSid: STREAM_SID,
  })
  return peer
}

export const media = (payload: string) => ({ event: 'media', streamSid: STREAM_SID, media: { payload } })
export const mark = (name: string) => ({ event: 'mark', streamSid: STREAM_SID, mark: { name } })
export const audio = (event_id: number, audio_base_64: string) => ({ type: 'audio', audio_event: { event_id, audio_base_64 } })
