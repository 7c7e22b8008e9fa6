// Who is told what, and whether it gets through.
import { useQuery } from '@tanstack/react-query'
import type { WebhookId } from '#contract/ids.ts'
import type { Webhook } from '#contract/webhook.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment } from '../../format.ts'
import { webhooksQuery } from '../../held/webhook-queries.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EVENT_WORDS } from './event-words.ts'
import { WebhookActions } from './webhook-actions.tsx'

const stateOf = ({ isActive, failingSince }: Webhook): { words: string; pill: string; mark: string } => {
  if (!isActive) return { words: 'paused', pill: 'bg-voicemail/16', mark: 'border-x-[2.5px] border-voicemail' }
  if (failingSince === undefined) return { words: 'active', pill: 'bg-human/14', mark: 'rounded-pill bg-human' }
  return { words: `failing since ${moment(Date.parse(failingSince))}`, pill: 'bg-failed/12', mark: 'bg-failed' }
}

const One = ({ of, isChosen }: { of: Webhook; isChosen: boolean }) => {
  const { words, pill, mark } = stateOf(of)
  return (
    <li className="flex flex-col gap-1.5 border-b border-line p-4 last:border-b-0" aria-current={isChosen ? 'true' : undefined}>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 truncate text-15 font-title">{of.name}</h3>
        <span className={`inline-flex h-6 items-center gap-1.5 rounded-pill px-2.5 text-12 whitespace-nowrap ${pill}`}>
          <span data-mark className={`inline-block size-2 ${mark}`} />
          {words}
        </span>
      </div>
      <p className="font-mono text-12 break-all">{of.url}</p>
      <p className="text-soft">Told when {of.events.map((type) => EVENT_WORDS[type].name).join(', ')}.</p>
      {of.oldSecretUntil === undefined ? null : (
        <p className="text-12 text-soft">The old secret signs too until {moment(Date.parse(of.oldSecretUntil))}.</p>
      )}
      <WebhookActions of={of} isChosen={isChosen} />
    </li>
  )
}

export const WebhookList = ({ chosen }: { chosen: WebhookId | undefined }) => {
  const { api } = useConnection()
  const { data, error, isPending } = useQuery({ ...webhooksQuery(api), refetchOnMount: 'always' })
  return (
    <Panel title="Webhooks">
      {error ? <ProblemNotice error={error} doing="The webhooks could not be read; they are told all the same." /> : null}
      {isPending ? <Skeleton className="m-4 h-24 w-[calc(100%-2rem)]" /> : null}
      {data && data.items.length === 0 ? (
        <p className="p-4 text-soft">No other system is told yet. Add the address of one, and send it a test.</p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul aria-label="Webhooks">
          {data.items.map((one) => (
            <One key={one.id} of={one} isChosen={one.id === chosen} />
          ))}
        </ul>
      ) : null}
    </Panel>
  )
}
