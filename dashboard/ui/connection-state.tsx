// How far behind the page is: the age of the newest data, or since when it stands still. A narrow bar has room for fewer words.
import { usePhase } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { timeOfDay } from '../format.ts'
import { useNow } from './use-now.ts'

/** Beyond this nothing has happened for a while, which a growing number would make look like a fault. */
const QUIET_MS = 60_000

const age = (ms: number): string => (ms < 10_000 ? (Math.max(0, ms) / 1_000).toFixed(1) : String(Math.round(ms / 1_000)))

const Age = () => {
  const { live } = useConnection()
  const now = useNow()
  const heardAt = live.heardAt()
  if (heardAt === undefined || now - heardAt > QUIET_MS) return null
  return (
    <span aria-hidden="true" title="Age of the newest data" className="max-small:hidden">
      {' '}
      {age(now - heardAt)}
      <span className="text-12"> s</span>
    </span>
  )
}

const MARKS = {
  connecting: 'border-[1.5px] border-soft',
  live: 'bg-human',
  reconnecting: 'border-[2.5px] border-voicemail animate-pulse-mark',
} as const

const Lost = ({ heardAt }: { heardAt: number | undefined }) =>
  heardAt === undefined ? (
    'reconnecting…'
  ) : (
    <>
      <span className="max-desk:hidden">as of {timeOfDay(heardAt)}, reconnecting…</span>
      <span className="desk:hidden">{timeOfDay(heardAt)}, offline</span>
    </>
  )

export const ConnectionState = () => {
  const { live } = useConnection()
  const phase = usePhase()
  return (
    <p className="flex items-center gap-2 text-13 whitespace-nowrap text-soft">
      <span data-mark className={`inline-block size-2 rounded-pill ${MARKS[phase]}`} />
      <span role="status">
        {phase === 'reconnecting' ? <Lost heardAt={live.heardAt()} /> : null}
        {phase === 'connecting' ? <span className="max-small:sr-only">connecting…</span> : null}
        {phase === 'live' ? 'live' : null}
      </span>
      {phase === 'live' ? <Age /> : null}
    </p>
  )
}
