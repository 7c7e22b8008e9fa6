// The Twilio account: does it let us in, may it call, from that number, to those countries?
import * as z from 'zod/mini'
import { TwilioAccount } from '../../accounts/shapes.ts'
import { type Check, fail, ok, warn } from '../check.ts'
import type { Look } from '../look.ts'

const Account = z.object({ status: z.string(), type: z.string() })
const Balance = z.object({ balance: z.coerce.number(), currency: z.string() })
const Numbers = z.object({ incoming_phone_numbers: z.array(z.object({ capabilities: z.object({ voice: z.boolean() }) })) })
const Country = z.object({ low_risk_numbers_enabled: z.boolean() })

/** About a thousand minutes of talk; less is soon used up. */
const LITTLE = 10

const ask = async (look: Look, url: (account: TwilioAccount) => string): Promise<Response> => {
  const account = TwilioAccount.parse(await look.secret('twilio'))
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`
  return look.fetch(url(account), { headers: { authorization } })
}

const inAccount =
  ({ patient }: Look, path: string) =>
  ({ accountSid }: TwilioAccount): string =>
    `${patient.twilio.api}/2010-04-01/Accounts/${accountSid}${path}`

const read = async <S extends z.ZodMiniType>(response: Response, schema: S): Promise<z.infer<S>> => {
  if (!response.ok) throw new Error(`Twilio answered ${response.status}`)
  return schema.parse(await response.json())
}

const ownNumbers = async (look: Look) => {
  const { phoneNumber } = TwilioAccount.parse(await look.secret('twilio'))
  const query = new URLSearchParams({ PhoneNumber: phoneNumber })
  const { incoming_phone_numbers: numbers } = await read(await ask(look, inAccount(look, `/IncomingPhoneNumbers.json?${query}`)), Numbers)
  return numbers
}

export const twilioChecks: Check[] = [
  {
    name: 'twilio-account',
    needs: ['twilio-secret'],
    fix: 'Copy account SID and auth token anew from the Twilio console, into .env and then npm run secrets -- --stage …',
    run: async (look) => {
      const response = await ask(look, inAccount(look, '.json'))
      if (response.status === 401 || response.status === 404) return fail('Twilio does not know this account with this auth token')
      const { status, type } = await read(response, Account)
      if (status !== 'active') return fail(`the account is ${status}`, 'Ask Twilio why: console, Support.')
      return type === 'Trial' ? warn('a trial account calls verified numbers only', 'Upgrade the Twilio account.') : ok('Twilio lets us in')
    },
  },
  {
    name: 'twilio-balance',
    needs: ['twilio-account'],
    fix: 'Pay in at Twilio, and switch on automatic recharge.',
    run: async (look) => {
      const { balance, currency } = await read(await ask(look, inAccount(look, '/Balance.json')), Balance)
      const says = `${balance.toFixed(2)} ${currency} are left`
      if (balance <= 0) return fail(`${says}: Twilio refuses to call`)
      return balance < LITTLE ? warn(says) : ok(says)
    },
  },
  {
    name: 'number-owned',
    needs: ['twilio-account'],
    fix: 'Set TWILIO_PHONE_NUMBER to a number of this Twilio account (console, Phone Numbers, Active numbers), or buy one.',
    run: async (look) =>
      (await ownNumbers(look)).length > 0 ? ok('the account owns its number') : fail('the account does not own the number'),
  },
  {
    name: 'number-voice',
    needs: ['number-owned'],
    fix: 'Choose a number with the capability Voice: this one cannot call.',
    run: async (look) => {
      const numbers = await ownNumbers(look)
      return numbers.some(({ capabilities }) => capabilities.voice) ? ok('the number can call') : fail('the number cannot call')
    },
  },
  {
    name: 'countries',
    needs: ['twilio-account'],
    fix: 'Switch the countries on in the Twilio console: Voice, Settings, Geo permissions. Those that are to be called: --countries US,GB',
    appliesTo: ({ patient }) => patient.countries.length > 0,
    run: async (look) => {
      const { countries, twilio } = look.patient
      const looked = countries.map(async (country) => {
        const answer = await ask(look, () => `${twilio.voice}/v1/DialingPermissions/Countries/${country}`)
        return (await read(answer, Country)).low_risk_numbers_enabled ? [] : [country]
      })
      const closed = (await Promise.all(looked)).flat()
      return closed.length > 0 ? fail(`Twilio does not call ${closed.join(', ')}`) : ok(`Twilio calls ${countries.join(', ')}`)
    },
  },
]
