// The REST endpoints: the signed address, a call that Twilio shall connect itself, and the conversation after the fact.
import '#contract/english.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpFault } from './faults.ts'
import { Registration } from './registered-calls.ts'

export type HttpApiOptions = {
  apiKey: string
  agentId: string
  /** The signed address, for which `conversationIncluded` asks to name and thereby use up the conversation. */
  signedUrl: (conversationIncluded: boolean) => string
  /** The address of the call's stream. */
  register: (call: Registration) => string
  /** How the agent is set up. */
  agent: object
  conversation: (id: string) => object | undefined
  /** The last one that was named so. */
  conversationOf: (userId: string) => string | undefined
  fault: { signedUrl: () => HttpFault | undefined; registerCall: () => HttpFault | undefined }
}

type Reply = { status: number; body: object } | { status: 200; xml: string } | 'hang'

const problem = (status: number, code: string, message: string): Reply => ({ status, body: { detail: { status: code, message } } })
const noAgent = problem(404, 'agent_not_found', 'There is no such agent')

const SIGNED_URL_PATHS = ['/v1/convai/conversation/get-signed-url', '/v1/convai/conversation/get_signed_url']
const REGISTER_PATH = '/v1/convai/twilio/register-call'
const CONVERSATIONS_PATH = '/v1/convai/conversations'
const AGENT_PATH = /^\/v1\/convai\/agents\/([^/]+)$/
const SUBSCRIPTION_PATH = '/v1/user/subscription'
const CONVERSATION_PATH = /^\/v1\/convai\/conversations\/([^/]+)$/

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: no schema accepts undefined.
    return undefined
  }
}

export const createHttpApi = ({ apiKey, agentId, signedUrl, register, agent, conversation, conversationOf, fault }: HttpApiOptions) => {
  const suffer = (trouble: HttpFault): Reply =>
    trouble === 'hang' ? 'hang' : problem(trouble.status, 'simulated_fault', 'A simulated fault')

  const signed = (query: URLSearchParams): Reply => {
    const trouble = fault.signedUrl()
    if (trouble) return suffer(trouble)
    if (query.get('agent_id') !== agentId) return noAgent
    return { status: 200, body: { signed_url: signedUrl(query.get('include_conversation_id') === 'true') } }
  }

  const registered = (body: string): Reply => {
    const trouble = fault.registerCall()
    if (trouble) return suffer(trouble)
    const call = Registration.safeParse(json(body))
    if (!call.success)
      return { status: 422, body: { detail: call.error.issues.map(({ path, message }) => ({ loc: ['body', ...path], msg: message })) } }
    if (call.data.agent_id !== agentId) return noAgent
    const stream = `<Stream url="${register(call.data)}"/>`
    return { status: 200, xml: `<?xml version="1.0" encoding="UTF-8"?><Response><Connect>${stream}</Connect></Response>` }
  }

  const listed = (query: URLSearchParams): Reply => {
    const found = conversationOf(query.get('user_id') ?? '')
    return {
      status: 200,
      body: { conversations: found === undefined ? [] : [{ conversation_id: found }], next_cursor: null, has_more: false },
    }
  }

  const answer = ({ method, url: path = '/', headers }: IncomingMessage, body: string): Reply => {
    const url = new URL(path, 'http://localhost')
    const isRegistration = url.pathname === REGISTER_PATH
    if (method !== (isRegistration ? 'POST' : 'GET')) return problem(405, 'method_not_allowed', `Not ${method}`)
    if (headers['xi-api-key'] !== apiKey) return problem(401, 'invalid_api_key', 'Invalid API key')
    if (isRegistration) return registered(body)
    if (SIGNED_URL_PATHS.includes(url.pathname)) return signed(url.searchParams)
    if (url.pathname === CONVERSATIONS_PATH) return listed(url.searchParams)
    if (url.pathname === SUBSCRIPTION_PATH) return { status: 200, body: { tier: 'simulated', status: 'active' } }
    const [, asked] = AGENT_PATH.exec(url.pathname) ?? []
    if (asked !== undefined) return asked === agentId ? { status: 200, body: agent } : noAgent
    const [, id] = CONVERSATION_PATH.exec(url.pathname) ?? []
    const found = id === undefined ? undefined : conversation(id)
    return found ? { status: 200, body: found } : problem(404, 'not_found', 'There is no such thing')
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = answer(request, Buffer.concat(await request.toArray()).toString())
    if (reply === 'hang') return
    if ('xml' in reply) response.writeHead(200, { 'Content-Type': 'text/xml' }).end(reply.xml)
    else response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(reply.body))
  }
}
