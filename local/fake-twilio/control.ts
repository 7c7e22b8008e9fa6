// The simulator's own address, beside Twilio's: what goes wrong from now on, and what was dialled.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SystemClock } from '../clock/clock.ts'
import { type Answer, json, message, send } from '../web/answer.ts'
import { refusal } from '../web/loopback.ts'
import { readBody } from '../web/read-body.ts'
import type { DialLog } from './dial-log.ts'
import { FaultSettings, problemWith } from './fault-settings.ts'

const PREFIX = '/simulator/'
const LONGEST_BODY = 10_000

type Parts = {
  clock: SystemClock
  dials: DialLog
  faults: { get(): FaultSettings; set(settings: FaultSettings): void }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the schema says what is wanted.
    return undefined
  }
}

export const isControl = ({ url }: IncomingMessage): boolean => url?.startsWith(PREFIX) === true

export const createControl = ({ clock, dials, faults }: Parts) => {
  const set = async (request: IncomingMessage): Promise<Answer> => {
    const body = await readBody(request, LONGEST_BODY)
    const read = FaultSettings.safeParse(parsed(body?.toString('utf8') ?? ''))
    if (!read.success) return message(400, problemWith(read.error))
    faults.set(read.data)
    return json(200, faults.get())
  }
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const why = refusal(request)
    if (why !== undefined) return message(403, why)
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    switch (`${request.method} ${pathname}`) {
      case 'GET /simulator/faults':
        return json(200, faults.get())
      case 'POST /simulator/faults':
        return await set(request)
      case 'GET /simulator/calls':
        return json(200, { now: clock.now(), nowMs: clock.machine(), dials: dials.list() })
      default:
        return message(404, 'There are GET and POST /simulator/faults, and GET /simulator/calls.')
    }
  }
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => send(response, await answer(request))
}
