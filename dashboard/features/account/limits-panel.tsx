// What the telephone account may do, what of it is in use, and what was learned of it.
import type { AccountStatus } from '#contract/account.ts'
import { count, rateText, span, untilText } from '../../format.ts'
import { dialsPerSecond, type HeldAccount, limitOf, providerName } from '../../held/account.ts'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNow } from '../../ui/use-now.ts'

type LimitProps = {
  name: string
  definition: string
  used: string | undefined
  limit: { allowed: number; now: number }
  /** Of what may be used now. */
  share: number
  unit: string
}

const Limit = ({ name, definition, used, limit: { allowed, now }, share, unit }: LimitProps) => (
  <div className="flex flex-col gap-1.5 border-b border-line px-4 py-3">
    <dt className="text-12 text-soft">
      <Definition definition={definition}>{name}</Definition>
    </dt>
    <dd className="flex flex-col gap-1.5">
      <span className="text-20">
        <Figure value={used} />
        <span className="text-15 text-soft">
          {' '}
          of {rateText(now)} {unit}
        </span>
      </span>
      <span aria-hidden="true" className="block h-2 overflow-hidden rounded-[3px] bg-sunk">
        <span data-mark className="block h-full rounded-[3px] bg-accent" style={{ width: `${Math.min(1, share) * 100}%` }} />
      </span>
      <span className={now < allowed ? '' : 'text-soft'}>
        {now < allowed
          ? `Learned: Twilio was seen to take no more. The deployment allows ${rateText(allowed)}; it is raised again after a quiet while.`
          : 'All that the deployment allows.'}
      </span>
    </dd>
  </div>
)

const Breaker = ({ of: { provider, state, triedInMs } }: { of: AccountStatus['breakers'][number] }) => (
  <div className="flex items-baseline gap-3 border-b border-line px-4 py-2.5">
    <dt className="w-24 shrink-0">
      <Definition definition="When a provider fails again and again nobody is called for a while; then one call tries. Its breaker is then open.">
        {providerName(provider)}
      </Definition>
    </dt>
    <dd className={state === 'closed' ? '' : 'font-title text-failed'}>
      <span data-mark className={`mr-2 inline-block size-2 ${state === 'closed' ? 'rounded-pill bg-human' : 'bg-failed'}`} />
      {state === 'closed' ? 'answers' : state === 'probing' ? 'one call is trying' : 'breaker open'}
      {triedInMs === undefined ? null : `: tried again in ${span(triedInMs)}`}
    </dd>
  </div>
)

export const LimitsPanel = ({ held }: { held: HeldAccount }) => {
  const now = useNow()
  const { status } = held
  const rate = dialsPerSecond(held, now)
  const { says, isTrouble } = limitOf(status, rate)
  return (
    <Panel title="Limits" aside={<span className={isTrouble ? 'font-title text-failed' : ''}>{says}</span>}>
      <dl>
        <Limit
          name="Lines"
          definition="Contacts on the telephone, over all campaigns, of the calls that the account may have at a time."
          used={count(status.live)}
          limit={status.lines}
          share={status.live / status.lines.now}
          unit="lines"
        />
        <Limit
          name="Calls per second"
          definition="Calls placed a second over the last 20 seconds, of those that the account may place."
          used={rate === undefined ? undefined : rateText(rate)}
          limit={status.callsPerSecond}
          share={(rate ?? 0) / status.callsPerSecond.now}
          unit="a second"
        />
        {status.breakers.map((breaker) => (
          <Breaker key={breaker.provider} of={breaker} />
        ))}
        <div className="flex items-baseline gap-3 px-4 py-2.5">
          <dt className="w-24 shrink-0">
            <Definition definition="Stop all, at the top of every page, pauses every campaign at once. Each is resumed by itself.">
              Stop all
            </Definition>
          </dt>
          <dd>
            {status.emergencyStoppedAt === undefined
              ? 'not used lately'
              : `last used ${untilText(Date.parse(status.emergencyStoppedAt), now)}; campaigns go on once they are resumed`}
          </dd>
        </div>
      </dl>
    </Panel>
  )
}
