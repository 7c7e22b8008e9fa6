// The telephone account on every page: calls against the lines, dials a second, what limits them, and whether the providers answer.
import { useQuery } from '@tanstack/react-query'
import type { AccountStatus } from '#contract/account.ts'
import { usePhase, useTopic } from '../../connection/use-live.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, rateText, span } from '../../format.ts'
import { dialsPerSecond, type HeldAccount, limitOf, providerName } from '../../held/account.ts'
import { accountQuery } from '../../held/account-query.ts'
import { Definition } from '../../ui/definition.tsx'
import { useNow } from '../../ui/use-now.ts'

const lowered = ({ allowed, now }: { allowed: number; now: number }): string =>
  now < allowed ? ` The provider was seen to take no more; the deployment allows ${rateText(allowed)}.` : ''

const Lines = ({ live, lines }: Pick<AccountStatus, 'live' | 'lines'>) => (
  <Definition definition={`Contacts on the telephone, over all campaigns, of the lines that the account has.${lowered(lines)}`}>
    <span className="font-number">
      {count(live)}
      <span className="text-soft">/{count(lines.now)}</span>
    </span>
    <span className="max-[22rem]:sr-only"> lines</span>
  </Definition>
)

const Dials = ({ rate, limit }: { rate: number | undefined; limit: AccountStatus['callsPerSecond'] }) => (
  <Definition definition={`Calls placed a second over the last 20 seconds, of those that the account may place.${lowered(limit)}`}>
    <span className="font-number">
      {rate === undefined ? '–' : rateText(rate)}
      <span className="text-soft">/{rateText(limit.now)}</span>
    </span>{' '}
    dials/s
  </Definition>
)

const standing = ({ state, triedInMs }: AccountStatus['breakers'][number]): string => {
  if (state === 'closed') return 'answers'
  if (state === 'probing') return 'does not answer reliably; one call is trying whether it does again'
  return `does not answer${triedInMs === undefined ? '' : `; it is tried again in ${span(triedInMs)}`}`
}

const Provider = ({ of }: { of: AccountStatus['breakers'][number] }) => (
  <Definition definition={`${providerName(of.provider)} ${standing(of)}.`}>
    <span
      data-mark
      className={`mr-1 inline-block size-2 ${of.state === 'closed' ? 'rounded-pill bg-human' : 'bg-failed animate-pulse-mark'}`}
    />
    {providerName(of.provider)}
    <span className="sr-only"> {of.state === 'closed' ? 'answers' : 'does not answer'}</span>
  </Definition>
)

const Figures = ({ held }: { held: HeldAccount }) => {
  const now = useNow()
  const isStale = usePhase() === 'reconnecting'
  const { status } = held
  const rate = dialsPerSecond(held, now)
  const limit = limitOf(status, rate)
  return (
    <section
      aria-label="Telephone account"
      data-stale={isStale || undefined}
      className={`flex items-center gap-4 text-13 whitespace-nowrap max-desk:shrink-0 desk:min-w-0 ${isStale ? 'max-phone:hidden' : ''}`}
    >
      <Lines live={status.live} lines={status.lines} />
      <span className="max-[48rem]:hidden">
        <Dials rate={rate} limit={status.callsPerSecond} />
      </span>
      <span className={`min-w-0 truncate max-desk:hidden ${limit.isTrouble ? 'font-title text-failed' : 'text-soft'}`} title={limit.says}>
        {limit.says}
      </span>
      <span className="flex gap-3 max-wide:hidden">
        {status.breakers.map((breaker) => (
          <Provider key={breaker.provider} of={breaker} />
        ))}
      </span>
    </section>
  )
}

/** Its trouble is shown where it is: the bar has no room for a notice, and every page has one for what it could not read. */
export const AccountBar = () => {
  const { api } = useConnection()
  useTopic('all')
  const { data } = useQuery({ ...accountQuery(api), refetchOnMount: 'always' })
  return data ? <Figures held={data} /> : null
}
