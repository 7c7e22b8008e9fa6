// How the Calls API shows a call: every field of Twilio's resource, in its spelling and types.
import { durationSeconds, isOver, rfc2822, type SimulatedCall } from './call.ts'

const SUBRESOURCES = [
  'notifications',
  'recordings',
  'payments',
  'events',
  'siprec',
  'streams',
  'transcriptions',
  'user_defined_message_subscriptions',
  'user_defined_messages',
]

const pascal = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

const dateOf = (ms: number | undefined): string | null => (ms === undefined ? null : rfc2822(ms))

export const callResource = (call: SimulatedCall, accountSid: string): Record<string, unknown> => {
  const path = `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}`
  return {
    sid: call.sid,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    parent_call_sid: null,
    account_sid: accountSid,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: null,
    status: call.status,
    start_time: dateOf(call.startedAt),
    end_time: dateOf(call.endedAt),
    duration: isOver(call.status) ? String(durationSeconds(call)) : null,
    price: null,
    price_unit: 'USD',
    direction: 'outbound-api',
    answered_by: call.answeredBy ?? null,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: String(call.queueMs),
    trunk_sid: null,
    uri: `${path}.json`,
    subresource_uris: Object.fromEntries(SUBRESOURCES.map((name) => [name, `${path}/${pascal(name)}.json`])),
  }
}
