// The calls of a contact, the last one first, with what carrier and bridge say of each.
import { Link } from '@tanstack/react-router'
import type { Call } from '#contract/call.ts'
import { duration, moment } from '../../format.ts'
import { OUTCOMES } from '../../metrics.ts'
import { CALL_STATES } from '../calls/call-state.ts'

const CLOSED = { caller: 'the person hung up', agent: 'the agent said goodbye', bridge: 'Ringmaster ended it' } as const

/** Who says what, in the order in which it came. */
const evidenceOf = ({ state, answeredBy, closedFirst, mediaFailure }: Call): string =>
  [
    `the carrier: ${CALL_STATES[state].label}`,
    ...(answeredBy === undefined ? [] : [`it heard: ${answeredBy.replaceAll('_', ' ')}`]),
    ...(closedFirst === undefined ? [] : [CLOSED[closedFirst]]),
    ...(mediaFailure === undefined ? [] : [mediaFailure]),
  ].join(' · ')

const One = ({ call }: { call: Call }) => {
  const { label, mark } = call.outcome ? OUTCOMES[call.outcome] : CALL_STATES[call.state]
  return (
    <li className="relative border-t border-line px-4 py-2 hover:bg-sunk/60">
      <p className="flex items-baseline gap-2">
        <Link
          to="/campaigns/$id"
          params={{ id: call.campaignId }}
          search={{ call: call.id }}
          className="font-title after:absolute after:inset-0"
        >
          Call {call.attempt}
        </Link>
        <span className="text-soft">{moment(Date.parse(call.claimedAt))}</span>
        <span className="ml-auto whitespace-nowrap">
          <span data-mark className={`mr-1.5 inline-block size-2 rounded-[2px] ${mark}`} />
          {label}
        </span>
        {call.seconds === undefined ? null : <span className="font-number">{duration(call.seconds)}</span>}
      </p>
      <p className="text-12 text-soft">{evidenceOf(call)}</p>
    </li>
  )
}

export const ContactCalls = ({ calls }: { calls: readonly Call[] }) =>
  calls.length === 0 ? (
    <p className="border-t border-line px-4 py-3 text-soft">Never called yet.</p>
  ) : (
    <ol aria-label="Calls, the last one first">
      {calls.map((call) => (
        <One key={call.id} call={call} />
      ))}
    </ol>
  )
