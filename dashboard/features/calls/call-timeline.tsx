// What happened in a call, from all sources on one clock: ledger, carrier, bridge, and the agent's tools.
import type { CallDetails, CallMoment } from '#contract/call-details.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { timeOfDay, unbroken } from '../../format.ts'

const WHAT: Record<CallMoment['what'], string> = {
  claimed: 'a line took the contact',
  answered: 'answered',
  'audio-connected': 'audio connected',
  'agent-ready': 'agent ready',
  'agent-heard': 'agent’s first word',
  ended: 'ended',
}

const SOURCES: Record<CallMoment['source'] | 'agent', { label: string; mark: string }> = {
  ringmaster: { label: 'Ringmaster', mark: 'rounded-pill border-[1.5px] border-soft' },
  carrier: { label: 'Twilio', mark: 'bg-busy' },
  bridge: { label: 'Bridge', mark: 'rounded-pill bg-human' },
  agent: { label: 'Agent', mark: 'rounded-[2px] bg-accent' },
}

type Entry = { at: number; source: keyof typeof SOURCES; what: string; says?: string | undefined }

/** Turns are counted from the moment that the audio was connected. */
const toolsOf = ({ timeline = [] }: CallDetails, turns: readonly TranscriptTurn[]): Entry[] => {
  const connected = timeline.find(({ what }) => what === 'audio-connected')
  if (!connected) return []
  return turns
    .filter(({ kind }) => kind === 'used')
    .map(({ atMs, text }) => ({ at: Date.parse(connected.at) + atMs, source: 'agent', what: 'used a tool', says: text }))
}

const entriesOf = (call: CallDetails, turns: readonly TranscriptTurn[]): Entry[] => {
  const told = (call.timeline ?? []).map(({ at, what, source, says }): Entry => ({ at: Date.parse(at), source, what: WHAT[what], says }))
  return [...told, ...toolsOf(call, turns)].sort((one, other) => one.at - other.at)
}

const offset = (ms: number): string => unbroken(`+${(ms / 1_000).toFixed(ms < 100_000 ? 2 : 0)} s`)

export const CallTimeline = ({ call, turns }: { call: CallDetails; turns: readonly TranscriptTurn[] }) => {
  const entries = entriesOf(call, turns)
  const [first] = entries
  if (!first) return null
  return (
    <section aria-label="Timeline" className="border-t border-line px-4 py-3">
      <h3 className="flex justify-between text-12 text-soft">
        Timeline <time dateTime={call.claimedAt}>from {timeOfDay(first.at)}</time>
      </h3>
      <ol className="mt-1">
        {entries.map(({ at, source, what, says }) => (
          <li key={`${at} ${source} ${what} ${says ?? ''}`} className="grid grid-cols-[4.5rem_5.5rem_minmax(0,1fr)] gap-x-2 py-0.5">
            <span className="text-end text-soft">{offset(at - first.at)}</span>
            <span className="truncate">
              <span data-mark className={`mr-1.5 inline-block size-2 ${SOURCES[source].mark}`} />
              <span className="text-soft">{SOURCES[source].label}</span>
            </span>
            <span className="min-w-0 break-words">
              {what}
              {says ? <span className="text-soft"> · {says}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
