// The Calls API over HTTP, as the twilio SDK speaks it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiProblem } from './api-problem.ts'
import { isOver, type SimulatedCall } from './call.ts'
import { callList } from './call-list.ts'
import { callResource } from './call-resource.ts'
import type { Dial, DialLog } from './dial-log.ts'
import { type DialRequest, readDialRequest, readSource } from './dial-request.ts'
import type { NetworkContext } from './network-context.ts'
import type { PhoneNetwork } from './phone-network.ts'

export type CallsApi = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type ApiOptions = { authToken: string; dials: DialLog }

type Reply = { status: number; body: object } | 'reset' | 'hang'

const PATH = /^\/2010-04-01\/Accounts\/(?<account>[^/]+)\/Calls(?:\/(?<sid>[^/]+))?\.json$/

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

export const createCallsApi = (network: PhoneNetwork, context: NetworkContext, { authToken, dials }: ApiOptions): CallsApi => {
  const { accountSid, book, clock, faults, log, settings } = context
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const unlisted = new Set<string>()

  const shown = (call: SimulatedCall, status = 200): Reply => ({ status, body: callResource(call, accountSid) })

  const place = (request: DialRequest, dial: Dial): SimulatedCall => {
    const call = network.place(request)
    dial.sid = call.sid
    // Twilio's reads are eventually consistent.
    const delayMs = settings()['list-delay'] ?? 0
    if (delayMs > 0) {
      unlisted.add(call.sid)
      clock.afterMachine(delayMs, () => unlisted.delete(call.sid))
    }
    return call
  }

  const create = (form: URLSearchParams, dial: Dial): Reply => {
    const request = readDialRequest(form)
    const fault = faults.dial?.(request)
    if (!fault) return shown(place(request, dial), 201)
    if (fault.accepted) place(request, dial)
    if (fault.reply === 'rate-limited') throw new ApiProblem(20429)
    if (fault.reply === 'unavailable') throw new ApiProblem(20503)
    return fault.reply
  }

  const found = (sid: string): SimulatedCall => {
    const call = book.find(sid)
    if (!call) throw new ApiProblem(20404, `/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`)
    return call
  }

  const update = (sid: string, form: URLSearchParams): Reply => {
    const call = found(sid)
    const status = form.get('Status')
    const source = readSource(form)
    if (isOver(call.status) && (status || source)) throw new ApiProblem(21220)
    if (status === 'canceled') network.cancel(sid)
    else if (status === 'completed') network.hangUp(sid)
    else if (source) {
      if (call.status !== 'in-progress') throw new ApiProblem(21220)
      network.redirect(sid, source)
    }
    return shown(found(sid))
  }

  /** The reply and the log's entry are the same, whatever comes of the dial. */
  const logged = (dial: Dial, work: () => Reply): Reply => {
    try {
      const reply = work()
      dial.answer = typeof reply === 'string' ? reply : { status: reply.status }
      return reply
    } catch (error) {
      if (error instanceof ApiProblem) dial.answer = { status: error.status, code: error.code }
      throw error
    }
  }

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const posted = { postedAt: clock.now(), postedMs: clock.machine() }
    const form = await readForm(request)
    if (request.headers.authorization !== authorization) throw new ApiProblem(20003)
    const { account, sid } = PATH.exec(url.pathname)?.groups ?? {}
    if (account !== accountSid) throw new ApiProblem(20404, url.pathname)
    if (request.method === 'POST' && sid === undefined) {
      const dial = dials.begin({ ...posted, to: form.get('To'), statusCallback: form.get('StatusCallback') })
      return logged(dial, () => create(form, dial))
    }
    if (request.method === 'POST' && sid !== undefined) return update(sid, form)
    if (request.method !== 'GET') throw new ApiProblem(20404, url.pathname)
    if (sid !== undefined) return shown(found(sid))
    const listed = book.all().filter((call) => !unlisted.has(call.sid))
    return { status: 200, body: callList(listed, url.searchParams, accountSid) }
  }

  return async (request, response) => {
    let reply: Reply
    try {
      reply = await answer(request)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      log(`${request.method} Calls refused: ${error.code}`)
      reply = { status: error.status, body: error.body() }
    }
    if (reply === 'hang') return
    if (reply === 'reset') {
      request.socket.resetAndDestroy()
      return
    }
    response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(reply.body))
  }
}
