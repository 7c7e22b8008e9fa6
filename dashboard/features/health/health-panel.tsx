// How the system is, as a list of what was looked at.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePhase } from '../../connection/use-live.ts'
import { useConnection } from '../../connection/world.tsx'
import { accountQuery } from '../../held/account-query.ts'
import { webhooksQuery } from '../../held/webhook-queries.ts'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type HealthLine, type HealthWay, healthLines, sumOf, type Verdict } from './health-lines.ts'
import { useHealth } from './use-health.ts'

const MARKS: Record<Verdict, { word: string; mark: string; text: string }> = {
  ok: { word: 'ok', mark: 'rounded-pill bg-human', text: '' },
  warn: { word: 'warn', mark: 'border-x-[2.5px] border-voicemail', text: 'font-title' },
  fail: { word: 'fail', mark: 'bg-failed', text: 'font-title text-failed' },
}

const LINK = 'min-w-0 break-words text-accent underline underline-offset-2'

const Way = ({ of }: { of: HealthWay }) => {
  if (of.to === 'outside') {
    return (
      <a href={of.href} target="_blank" rel="noreferrer" className={LINK}>
        {of.says}
      </a>
    )
  }
  return of.to === 'account' ? (
    <Link to="/settings/account" className={LINK}>
      {of.says}
    </Link>
  ) : (
    <Link to="/settings/webhooks" search={{ webhook: of.id }} className={LINK}>
      {of.says}
    </Link>
  )
}

const Line = ({ of: { name, verdict, says, fix, ways = [] } }: { of: HealthLine }) => {
  const { word, mark, text } = MARKS[verdict]
  return (
    <li className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 border-b border-line px-4 py-2.5 last:border-b-0 phone:grid-cols-[4rem_10rem_minmax(0,1fr)]">
      <span className={`flex items-center gap-2 self-start whitespace-nowrap ${text}`}>
        <span data-mark className={`inline-block size-2.5 ${mark}`} />
        {word}
      </span>
      <span className="font-title">{name}</span>
      <span className="min-w-0 max-phone:col-start-2">
        {says}
        {fix === undefined ? null : <span className="block break-words text-soft">{fix}</span>}
        {ways.length === 0 ? null : (
          <span className="flex flex-wrap gap-x-4">
            {ways.map((way) => (
              <Way key={way.to === 'webhook' ? way.id : way.says} of={way} />
            ))}
          </span>
        )}
      </span>
    </li>
  )
}

export const HealthPanel = () => {
  const { api } = useConnection()
  const phase = usePhase()
  const { health, isSilent } = useHealth()
  const { data: account } = useQuery(accountQuery(api))
  const { data: webhooks } = useQuery({ ...webhooksQuery(api), refetchOnMount: 'always' })
  const isKnown = health !== undefined || isSilent
  const lines = healthLines({ health, isSilent, phase, account: account?.status, webhooks: webhooks?.items })
  return (
    <Panel title="Checks" aside={isKnown ? sumOf(lines) : undefined}>
      {isKnown ? (
        <ul aria-label="Checks">
          {lines.map((line) => (
            <Line key={line.name} of={line} />
          ))}
        </ul>
      ) : (
        <Skeleton className="m-4 h-40 w-[calc(100%-2rem)]" />
      )}
    </Panel>
  )
}
