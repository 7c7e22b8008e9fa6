// Google Sheets in one process: the token endpoint, the API's methods with their quota, and spreadsheets in memory.
import type { KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { seeded } from '../simulated/seeded.ts'
import { type Answer, json, send } from '../web/answer.ts'
import { listen } from '../web/listen.ts'
import { readBody } from '../web/read-body.ts'
import { badRequest, noPermission, notFound, overQuota, unauthenticated, unavailable } from './api-problem.ts'
import { createControl, isControl } from './control.ts'
import type { SheetFaults } from './fault-settings.ts'
import { createQuota, type Kind, PER_MINUTE } from './quota.ts'
import { answerMethod } from './sheets-api.ts'
import type { Spreadsheet } from './spreadsheet.ts'
import { createTokens } from './tokens.ts'

export type FakeSheetsOptions = {
  /** The service account that may ask for tokens, and the key that its assertions are checked with. */
  account: { email: string; publicKey: KeyObject }
  /** The machine's time: quotas and tokens live by it. */
  machine: () => number
  seed: number
  port?: number
  log?: (line: string) => void
}

export type FakeSheets = {
  /** For SHEETS_API_URL. */
  url: string
  /** For the key of the service account. */
  tokenUri: string
  close(): Promise<void>
}

const TOKEN_PATH = '/token'
const METHOD = /^\/v4\/spreadsheets\/([\w-]+)(?:\/(.*)|(:.*))?$/
const LONGEST_BODY = 20_000_000

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the method's schema says what is wanted.
    return undefined
  }
}

export const createFakeSheets = async ({ account, machine, seed, port = 0, log = () => {} }: FakeSheetsOptions): Promise<FakeSheets> => {
  const spreadsheets = new Map<string, Spreadsheet>()
  let faults: SheetFaults = {}
  const asked = { reads: 0, writes: 0 }
  const random = seeded(seed, 'sheets faults')
  let url = ''
  const tokens = createTokens({ account, machine, audience: () => `${url}${TOKEN_PATH}` })
  const limits = { Read: 'reads-per-minute', Write: 'writes-per-minute' } as const
  const hasQuota = createQuota(machine, (kind: Kind) => faults[limits[kind]] ?? PER_MINUTE)
  const control = createControl({
    ...{ spreadsheets, email: account.email, asked: () => asked },
    faults: {
      get: () => faults,
      set: (changed) => {
        faults = changed
        log(`the simulated Google Sheets has these faults from now on: ${JSON.stringify(changed)}`)
      },
    },
  })

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const verb = request.method ?? ''
    const body = verb === 'POST' ? ((await readBody(request, LONGEST_BODY))?.toString('utf8') ?? '') : ''
    if (verb === 'POST' && pathname === TOKEN_PATH) return tokens.exchange(body)
    const user = tokens.userOf(request.headers.authorization)
    if (user === undefined) return unauthenticated()
    const [, id = '', below = '', verbal = ''] = METHOD.exec(pathname) ?? []
    const kind: Kind = verb === 'GET' ? 'Read' : 'Write'
    asked[kind === 'Read' ? 'reads' : 'writes'] += 1
    if (!hasQuota(user, kind)) return overQuota(kind)
    if (random() < (faults['unavailable-requests'] ?? 0)) return unavailable()
    const spreadsheet = spreadsheets.get(id)
    if (!spreadsheet) return notFound()
    if (!spreadsheet.sharedWith.includes(user)) return noPermission()
    const content = body === '' ? undefined : parsed(body)
    if (body !== '' && content === undefined) return badRequest('Invalid JSON payload received.')
    return answerMethod(spreadsheet, { verb, method: below || verbal, body: content })
  }

  const server = createServer((request, response) => {
    if (isControl(request)) return void control(request, response)
    void answer(request)
      .catch((error: unknown) => json(500, { error: { code: 500, message: String(error), status: 'INTERNAL' } }))
      .then((reply) => (random() < (faults['lost-answers'] ?? 0) ? response.destroy() : send(response, reply)))
  })
  const listening = await listen(server, port)
  url = `http://127.0.0.1:${listening.port}`
  return { url, tokenUri: `${url}${TOKEN_PATH}`, close: () => listening.close() }
}
