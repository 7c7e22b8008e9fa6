// What the viewers of a campaign are told, as it comes, over a WebSocket that is opened again when it is lost.
import { on, once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Api } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import { type ClientMessage, PushedEvent } from '#contract/events.ts'
import type { CampaignId } from '#contract/ids.ts'

export type Watched = {
  api: Api
  campaignId: CampaignId
  signal: AbortSignal
  /** The connection was lost, or did not come about; it is tried again. */
  onLoss?: (why: string) => void
}

/** API Gateway closes a connection after ten idle minutes; a line that is dead without a word shows within two of these. */
const PING_MS = 15_000
const WAIT_MS = { first: 500, most: 15_000 }
/** In a row: about four minutes. */
const MOST_LOSSES = 20

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Nothing that the API says; it is left out as an event of a later version would be.
    return undefined
  }
}

/** Asks now and then, so that each side knows that the other is there. Returns what ends it. */
const keepAlive = (socket: WebSocket): (() => void) => {
  let isHeard = true
  socket.on('message', () => {
    isHeard = true
  })
  const timer = setInterval(() => {
    if (!isHeard) return socket.terminate()
    isHeard = false
    socket.send(JSON.stringify({ action: 'ping' } satisfies ClientMessage))
  }, PING_MS)
  return () => clearInterval(timer)
}

/** Of one connection, until it closes. */
async function* connected({ api, campaignId, signal }: Watched): AsyncGenerator<PushedEvent> {
  const { socketUrl, ticket } = await api('createTicket', { signal })
  const socket = new WebSocket(`${socketUrl}?ticket=${encodeURIComponent(ticket)}`)
  // One that is given up before it is open says so once more, when nobody listens.
  socket.on('error', () => {})
  let end = () => {}
  try {
    const messages = on(socket, 'message', { close: ['close'], signal })
    await once(socket, 'open', { signal })
    end = keepAlive(socket)
    socket.send(JSON.stringify({ action: 'subscribe', campaignId } satisfies ClientMessage))
    for await (const [text] of messages) {
      const event = PushedEvent.safeParse(json(String(text)))
      if (event.success) yield event.data
    }
  } finally {
    end()
    socket.terminate()
  }
}

/** A refusal that another try will not change. */
const isFinal = (error: unknown): boolean => error instanceof Refusal && error.problem.status < 500 && error.problem.code !== 'rate_limited'

/** Begins with a snapshot, again after every loss: nothing has to be asked for that came in between. */
export async function* eventsOf(watched: Watched): AsyncGenerator<PushedEvent> {
  const { signal, onLoss = () => {} } = watched
  for (let losses = 0; ; losses += 1) {
    let why = 'it was closed'
    try {
      for await (const event of connected(watched)) {
        losses = 0
        yield event
      }
    } catch (error) {
      signal.throwIfAborted()
      if (isFinal(error) || losses === MOST_LOSSES) throw error
      why = error instanceof Error ? error.message : String(error)
    }
    onLoss(why)
    await rest(Math.min(WAIT_MS.most, WAIT_MS.first * 2 ** losses), undefined, { signal })
  }
}
