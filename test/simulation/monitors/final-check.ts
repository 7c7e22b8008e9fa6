// When everything has come to rest: both sides know the same calls, nothing is left behind, nobody was forgotten.
import type { CampaignRecord } from '#app/records/campaign.ts'
import { isOver } from '#domain/attempt.ts'
import type { Item } from '#store/table-operations.ts'
import type { NetworkCall } from '../network/call.ts'
import type { Switchboard } from '../network/switchboard.ts'
import { isState } from './attempt-states.ts'
import { type Books, count, text } from './books.ts'
import type { Violations } from './violations.ts'

type Needs = { books: Books; violations: Violations; switchboard: Switchboard; machines: ReadonlySet<string> }

/** Paused for good: nothing of its budget is left. */
export const isSpent = ({ state, reason }: CampaignRecord): boolean => state === 'paused' && reason?.includes('budget') === true

const checkContact = ({ violations }: Needs, campaign: CampaignRecord, contact: Item): void => {
  const state = text(contact, 'state')
  if (state === 'calling') violations.add('stuck', `${contact.id}`)
  const isWaiting = state === 'pending' || state === 'retrying'
  if (isWaiting && campaign.state !== 'cancelled' && !isSpent(campaign))
    violations.add('neverReached', `${contact.id} is ${state}, its campaign ${campaign.state}`)
}

/** What the attempt is taken to have meant: the provider's word, as far as it reached us. */
const checkOutcome = ({ books, violations, machines }: Needs, attempt: Item, call: NetworkCall | undefined): void => {
  const { id, outcome, state, n } = attempt
  const isUnfounded = !call && state === 'failed' && outcome !== 'invalid-number'
  if (isUnfounded) violations.add('I6', `${id} was never a call, and is ${outcome}`)
  const isMachine = call !== undefined && call.state === 'completed' && machines.has(call.sid)
  // What an attempt meant decides nothing any more when its contact has been called again.
  const isLast = books.get('contact', `${attempt.campaignId} ${attempt.contactId}`)?.n === n
  if (isMachine && isLast && outcome !== 'voicemail') violations.add('I6', `${id} was answered by a machine, and is ${outcome}`)
}

const checkAttempt = (needs: Needs, attempt: Item, call: NetworkCall | undefined): void => {
  const { violations } = needs
  checkOutcome(needs, attempt, call)
  const state = text(attempt, 'state')
  const callSid = text(attempt, 'callSid')
  if (callSid !== undefined && !call) violations.add('I7', `${attempt.id} has ${callSid}, which the network does not know`)
  if (!isState(state) || !isOver(state)) violations.add('stuck', `${attempt.id} is ${state}`)
  if (!call) return
  if (state !== call.state) violations.add('I6', `${attempt.id} is ${state}, ${call.sid} is ${call.state}`)
  const isOff = call.state === 'completed' && Math.abs(count(attempt, 'seconds') - (call.seconds ?? 0)) > 1
  if (isOff) violations.add('I14', `${attempt.id} has ${attempt.seconds} s, ${call.sid} had ${call.seconds}`)
}

export const checkAtRest = (needs: Needs): void => {
  const { books, violations, switchboard } = needs
  const known = new Set<string>()
  for (const contact of books.all('contact')) {
    const campaign = books.campaign(text(contact, 'campaignId') ?? '')
    if (campaign) checkContact(needs, campaign, contact)
  }
  for (const attempt of books.all('attempt')) {
    const callSid = text(attempt, 'callSid')
    if (callSid !== undefined && known.has(callSid)) violations.add('I7', `${callSid} is the call of two attempts, ${attempt.id} is one`)
    if (callSid !== undefined) known.add(callSid)
    checkAttempt(needs, attempt, callSid === undefined ? undefined : switchboard.find(callSid))
  }
  for (const { sid, attemptId } of switchboard.all()) if (!known.has(sid)) violations.add('I7', `nobody knows ${sid} of ${attemptId}`)
  for (const lane of books.all('lane')) if (lane.attemptId !== undefined) violations.add('I8', `${lane.SK} still holds ${lane.attemptId}`)
  for (const number of books.all('number')) if (number.lockedBy !== undefined) violations.add('lockLeaked', `${number.PK}`)
  for (const { id, state } of books.campaigns()) if (state === 'active') violations.add('neverCompleted', id)
}
