// What a Twilio account says of itself: whether it is active, what is left, its numbers, the countries that it calls.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiProblem } from './api-problem.ts'

export type AccountApi = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Options = { accountSid: string; authToken: string; numbers: readonly string[] }

const COUNTRY = /^\/v1\/DialingPermissions\/Countries\/(?<country>[A-Z]{2})$/
const OF_ACCOUNT = /^\/2010-04-01\/Accounts\/(?<account>[^/]+?)(?<rest>\/Balance|\/IncomingPhoneNumbers)?\.json$/

const pathOf = ({ url }: IncomingMessage): URL => new URL(url ?? '/', 'http://localhost')

/** Everything else is about calls. */
export const isAboutAccount = (request: IncomingMessage): boolean => {
  const { pathname } = pathOf(request)
  return request.method === 'GET' && (COUNTRY.test(pathname) || OF_ACCOUNT.test(pathname))
}

export const createAccountApi = ({ accountSid, authToken, numbers }: Options): AccountApi => {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`

  const owned = (asked: string | null): object => {
    const found = numbers.filter((number) => asked === null || number === asked)
    const shown = found.map((phone_number) => ({ phone_number, capabilities: { voice: true, sms: false, mms: false } }))
    return { incoming_phone_numbers: shown, page: 0, page_size: 50 }
  }

  const answer = (request: IncomingMessage): object => {
    const { pathname, searchParams } = pathOf(request)
    if (request.headers.authorization !== authorization) throw new ApiProblem(20003)
    const country = COUNTRY.exec(pathname)?.groups?.country
    if (country !== undefined) return { iso_code: country, low_risk_numbers_enabled: true, high_risk_special_numbers_enabled: false }
    const { account, rest } = OF_ACCOUNT.exec(pathname)?.groups ?? {}
    if (account !== accountSid) throw new ApiProblem(20404, pathname)
    if (rest === '/Balance') return { account_sid: accountSid, balance: '100.00', currency: 'USD' }
    if (rest === '/IncomingPhoneNumbers') return owned(searchParams.get('PhoneNumber'))
    return { sid: accountSid, friendly_name: 'Simulated', status: 'active', type: 'Full' }
  }

  return async (request, response) => {
    const reply = (status: number, body: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    }
    try {
      reply(200, answer(request))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      reply(error.status, error.body())
    }
  }
}
