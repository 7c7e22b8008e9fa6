// What is known of one call: how it ended and why, and under which names it is found elsewhere.
import type { ReactNode } from 'react'
import type { Call } from '#contract/call.ts'
import { moment } from '../../format.ts'

const CLOSED_FIRST = { caller: 'the caller hung up', agent: 'the agent said goodbye', bridge: 'ended by Ringmaster' } as const
const ENDED_BECAUSE = {
  'max-call-length': 'the longest allowed time was over',
  silence: 'neither side spoke any more',
  viewer: 'somebody who watched ended it',
} as const

const endOf = ({ closedFirst, endedBecause, mediaFailure }: Call): string | undefined => {
  if (mediaFailure) return mediaFailure
  if (endedBecause) return ENDED_BECAUSE[endedBecause]
  return closedFirst && CLOSED_FIRST[closedFirst]
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children === undefined ? null : (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 text-end break-words">{children}</dd>
    </div>
  )

const at = (instant: string | undefined): string | undefined => (instant === undefined ? undefined : moment(Date.parse(instant)))
const code = (id: string | undefined): ReactNode => (id === undefined ? undefined : <code className="font-mono text-12">{id}</code>)

export const CallFacts = ({ call }: { call: Call }) => (
  <dl className="border-t border-line px-4 py-2">
    <Fact name="Ended because">{endOf(call)}</Fact>
    <Fact name="Call back at">{at(call.callbackAt)}</Fact>
    <Fact name="Result">{call.resultMissing}</Fact>
    <Fact name="Recording">{call.recordingMissing}</Fact>
    <Fact name="Attempt">{call.attempt}</Fact>
    <Fact name="Conversation">{code(call.conversationId)}</Fact>
    <Fact name="Call at Twilio">{code(call.callSid)}</Fact>
  </dl>
)
