import * as z from 'zod/mini'
import { AttemptRecord } from './attempt.ts'

/** What the list of calls shows of an attempt. */
export const CallRecord = z.pick(AttemptRecord, {
  id: true,
  campaignId: true,
  contactId: true,
  phone: true,
  name: true,
  n: true,
  state: true,
  version: true,
  edition: true,
  outcome: true,
  answeredBy: true,
  callSid: true,
  conversationId: true,
  claimedAt: true,
  answeredAt: true,
  endedAt: true,
  seconds: true,
  closedFirst: true,
  endedBecause: true,
})
export type CallRecord = z.infer<typeof CallRecord>
