// What a call's outcome was judged by: each source's own word, none of it overwritten by another's.
import type { CallDetails } from '#contract/call-details.ts'
import { unbroken } from '../../format.ts'
import { OUTCOMES } from '../../metrics.ts'
import { CALL_STATES } from './call-state.ts'

type Word = { by: string; says: string }

const seconds = (ms: number): string => unbroken(`${(ms / 1_000).toFixed(1)} s`)

const carrierOf = ({ state, evidence }: CallDetails): string => {
  const codes = [
    ...(evidence?.sipCode === undefined ? [] : [`SIP ${evidence.sipCode}`]),
    ...(evidence?.refusalCode === undefined ? [] : [`refusal ${evidence.refusalCode}`]),
  ]
  return [CALL_STATES[state].label, ...codes].join(', ')
}

const detectionOf = ({ evidence, ...call }: CallDetails): string | undefined => {
  const heard = evidence?.answeredBy ?? call.answeredBy
  if (heard === undefined) return undefined
  const after = evidence?.detectionMs === undefined ? '' : `, after ${seconds(evidence.detectionMs)}`
  return `${heard.replaceAll('_', ' ')}${after}`
}

const speechOf = ({ evidence }: CallDetails): string | undefined => {
  if (evidence?.agentSpoke === undefined) return undefined
  if (!evidence.agentSpoke) return 'the agent was never heard'
  return evidence.speech
    ? `the agent was heard for ${seconds(evidence.speech.heardMs)} of ${seconds(evidence.speech.sentMs)}`
    : 'the agent was heard'
}

const wordsOf = (call: CallDetails): Word[] => {
  const words: { by: string; says: string | undefined }[] = [
    { by: 'Carrier', says: carrierOf(call) },
    { by: 'Carrier’s ear', says: detectionOf(call) },
    { by: 'Bridge', says: call.mediaFailure ?? speechOf(call) },
    { by: 'Caller', says: call.evidence?.optedOut ? 'wants no more calls' : undefined },
  ]
  return words.flatMap(({ by, says }) => (says === undefined ? [] : [{ by, says }]))
}

export const CallEvidenceView = ({ call }: { call: CallDetails }) => {
  if (!call.outcome) return null
  return (
    <section aria-label="Why this outcome" className="border-t border-line px-4 py-3">
      <h3 className="text-12 text-soft">Why “{OUTCOMES[call.outcome].label.toLowerCase()}”</h3>
      <dl className="mt-1">
        {wordsOf(call).map(({ by, says }) => (
          <div key={by} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-2 py-0.5">
            <dt className="text-soft">{by}</dt>
            <dd className="min-w-0 break-words">{says}</dd>
          </div>
        ))}
      </dl>
      {call.evidence?.isCorrected ? <p className="text-12 text-soft">Corrected once by what was learned after the end.</p> : null}
    </section>
  )
}
