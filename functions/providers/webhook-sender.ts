// The way to other systems: https to a public address that was looked up once, is checked and is then the one that is connected to.
import { lookup as systemLookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Sending, WebhookAnswer, WebhookRequest } from '#app/ports/webhooks.ts'
import { isPublicAddress, isThisMachine } from './webhook-address.ts'

/** `public-and-loopback`: also this machine, there without TLS too. Only where one sits at it. */
export type WebhookTargets = 'public' | 'public-and-loopback'

type Address = { address: string; family: number }
type Options = { targets: WebhookTargets; lookup?: (host: string) => Promise<Address[]>; deadlineMs?: number }

/** For all of it: name, connection, request, answer. Receivers are to note what they got, and work on it later. */
const DEADLINE_MS = 10_000
/** Enough to say what is wrong; nobody reads more. */
const ANSWER_CHARACTERS = 500
const ANSWER_BYTES = 4 * ANSWER_CHARACTERS
const PROBLEM_CHARACTERS = 200

/** As a connection wants it: an IPv6 address stands in brackets in a URL. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

const literalIn = (url: URL): Address[] => {
  const address = hostOf(url)
  const family = isIP(address)
  return family === 0 ? [] : [{ address, family }]
}

const refusalOfAddress = ({ protocol }: URL, { address }: Address, targets: WebhookTargets): string | undefined => {
  if (targets === 'public-and-loopback' && isThisMachine(address)) return undefined
  if (protocol !== 'https:') return 'it must begin with https://'
  return isPublicAddress(address) ? undefined : `${address} is not on the public internet`
}

const refusalOfUrl = (text: string, targets: WebhookTargets): string | undefined => {
  const url = URL.parse(text)
  if (!url || !['https:', 'http:'].includes(url.protocol)) return 'it must be an https address'
  if (url.username !== '' || url.password !== '') return 'there must be no name and no password in it'
  if (url.protocol === 'http:' && targets === 'public') return 'it must begin with https://'
  return literalIn(url).flatMap((address) => refusalOfAddress(url, address, targets) ?? [])[0]
}

/** Whatever the name leads to by now: the connection goes where the check has looked. */
const pinnedTo =
  (addresses: readonly Address[]): LookupFunction =>
  (_host, { all }, found) => {
    const [first] = addresses
    if (all) found(null, [...addresses])
    else found(first ? null : new Error('The name has no address'), first?.address ?? '', first?.family)
  }

/** What has come when there is enough of it, or when the rest does not come: the status says what the receiver makes of the request. */
const beginningOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response) {
      const part = Buffer.from(chunk)
      chunks.push(part)
      bytes += part.length
      if (bytes >= ANSWER_BYTES) break
    }
  } catch {
    // An answer that breaks off is one all the same.
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, ANSWER_CHARACTERS)
}

type Asked = WebhookRequest & { addresses: readonly Address[]; signal: AbortSignal }

/** Only this machine is reached without TLS, and whoever imports node:http at a start waits for all that fetch is made of as well. */
const requestFor = async (url: string) => (url.startsWith('https:') ? tlsRequest : (await import('node:http')).request)

/** Redirects are answers like any other: nobody goes there. */
const responseTo = async ({ url, headers, body, addresses, signal }: Asked): Promise<IncomingMessage> => {
  const begin = await requestFor(url)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const told = { ...headers, 'user-agent': 'Ringmaster', 'content-length': String(Buffer.byteLength(body)) }
  const request = begin(url, { method: 'POST', headers: told, lookup: pinnedTo(addresses), signal, agent: false }, resolve)
  request.on('error', reject)
  request.end(body)
  return await promise
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

export const webhookSender = ({ targets, lookup, deadlineMs = DEADLINE_MS }: Options): Pick<Sending, 'refusalOf' | 'post'> => {
  const resolve = lookup ?? ((host: string) => systemLookup(host, { all: true }))
  const refusalOf = (url: string): string | undefined => refusalOfUrl(url, targets)

  const ask = async (asked: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer> => {
    const url = new URL(asked.url)
    const literal = literalIn(url)
    const addresses = literal.length > 0 ? literal : await Promise.race([resolve(hostOf(url)), aborted(signal)])
    const refusal = addresses.flatMap((address) => refusalOfAddress(url, address, targets) ?? [])[0]
    if (refusal !== undefined) return { problem: `Nothing was sent: ${refusal}.` }
    const response = await responseTo({ ...asked, addresses, signal })
    const answer = await beginningOf(response)
    response.destroy()
    const retryAfter = response.headers['retry-after']
    return { status: response.statusCode ?? 0, answer, ...(retryAfter === undefined ? {} : { retryAfter }) }
  }

  return {
    refusalOf,
    async post(request) {
      const refusal = refusalOf(request.url)
      if (refusal !== undefined) return { problem: `Nothing was sent: ${refusal}.` }
      const signal = AbortSignal.timeout(deadlineMs)
      try {
        return await ask(request, signal)
      } catch (error) {
        if (signal.aborted) return { problem: `No answer within ${deadlineMs / 1_000} s.` }
        return { problem: (error instanceof Error ? error.message : String(error)).slice(0, PROBLEM_CHARACTERS) }
      }
    },
  }
}
