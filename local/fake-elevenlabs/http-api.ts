// The REST endpoints: the signed address, and the conversation after the fact.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpFault } from './faults.ts'

export type HttpApiOptions = {
  apiKey: string
  agentId: string
  /** The signed address, for which `conversationIncluded` asks to name and thereby use up the conversation. */
  signedUrl: (conversationIncluded: boolean) => string
  conversation: (id: string) => object | undefined
  fault: () => HttpFault | undefined
}

type Reply = { status: number; body: object } | 'hang'

const problem = (status: number, code: string, message: string): Reply => ({ status, body: { detail: { status: code, message } } })

const SIGNED_URL_PATHS = ['/v1/convai/conversation/get-signed-url', '/v1/convai/conversation/get_signed_url']
const CONVERSATION_PATH = /^\/v1\/convai\/conversations\/([^/]+)$/

export const createHttpApi = ({ apiKey, agentId, signedUrl, conversation, fault }: HttpApiOptions) => {
  const signed = (query: URLSearchParams): Reply => {
    const trouble = fault()
    if (trouble === 'hang') return 'hang'
    if (trouble) return problem(trouble.status, 'simulated_fault', 'A simulated fault')
    if (query.get('agent_id') !== agentId) return problem(404, 'agent_not_found', 'There is no such agent')
    return { status: 200, body: { signed_url: signedUrl(query.get('include_conversation_id') === 'true') } }
  }

  const answer = (request: IncomingMessage): Reply => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (request.method !== 'GET') return problem(405, 'method_not_allowed', 'Only GET')
    if (request.headers['xi-api-key'] !== apiKey) return problem(401, 'invalid_api_key', 'Invalid API key')
    if (SIGNED_URL_PATHS.includes(url.pathname)) return signed(url.searchParams)
    const [, id] = CONVERSATION_PATH.exec(url.pathname) ?? []
    const found = id === undefined ? undefined : conversation(id)
    return found ? { status: 200, body: found } : problem(404, 'not_found', 'There is no such thing')
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const reply = answer(request)
    if (reply === 'hang') return
    response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(reply.body))
  }
}
