// What was sent to one webhook: each event, what the receiver said, and the dead to be tried again.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useConnection } from '../../connection/world.tsx'
import { plural } from '../../format.ts'
import { type DeliveriesShown, deliveriesQuery, refreshWebhooks } from '../../held/webhook-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { More } from '../../ui/more.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { DeliveryRow } from './delivery-row.tsx'

const COLUMNS = [
  { name: 'Event' },
  { name: 'State', className: 'w-40' },
  { name: 'Last answer' },
  { name: 'Change', className: 'w-28 text-end' },
]
const SHOWN = [
  { state: undefined, name: 'All' },
  { state: 'waiting', name: 'Waiting' },
  { state: 'dead', name: 'Dead' },
] as const
/** Nobody pushes what becomes of deliveries: they are asked for while some of them wait. */
const ASK_AGAIN_MS = 5_000

const ReplayAll = ({ webhookId }: Pick<DeliveriesShown, 'webhookId'>) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const replaying = useMutation({
    mutationFn: () => api('replayDead', { params: { webhookId } }),
    onSettled: () => refreshWebhooks(client),
  })
  return (
    <div className="flex items-center justify-end gap-3 border-b border-line px-4 py-2">
      {replaying.error ? <ProblemNotice error={replaying.error} doing="They are not tried again." /> : null}
      <p role="status" className="text-soft">
        {replaying.data ? `${plural(replaying.data.replayed, 'delivery', 'deliveries')} will be tried again.` : null}
      </p>
      <Button disabled={replaying.isPending} onClick={() => replaying.mutate()}>
        Try all again
      </Button>
    </div>
  )
}

export const Deliveries = ({ webhookId, state }: DeliveriesShown) => {
  const { api, timing } = useConnection()
  const client = useQueryClient()
  const query = useInfiniteQuery({ ...deliveriesQuery(api, { webhookId, state }), refetchOnMount: 'always' })
  const { data, error, isPending, dataUpdatedAt, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  const deliveries = data?.pages.flatMap(({ items }) => items) ?? []
  const isMoving = deliveries.some((one) => one.state === 'waiting')
  useEffect(() => {
    return isMoving && dataUpdatedAt > 0 ? timing.after(ASK_AGAIN_MS, () => refreshWebhooks(client)) : undefined
  }, [timing, client, isMoving, dataUpdatedAt])
  return (
    <Panel title="Deliveries" aside="kept for a month">
      <nav aria-label="Which deliveries" className="flex gap-4 border-b border-line px-4 py-2">
        {SHOWN.map((one) => (
          <Link
            key={one.name}
            to="/settings/webhooks"
            search={{ webhook: webhookId, state: one.state }}
            aria-current={one.state === state ? 'page' : undefined}
            className={one.state === state ? 'font-title' : 'text-soft hover:text-ink'}
          >
            {one.name}
          </Link>
        ))}
      </nav>
      {state === 'dead' && deliveries.length > 0 ? (
        <Allowed to="replayDead">
          <ReplayAll webhookId={webhookId} />
        </Allowed>
      ) : null}
      {error ? <ProblemNotice error={error} doing="The deliveries could not be read." /> : null}
      {isPending ? <Skeleton className="m-4 h-24 w-[calc(100%-2rem)]" /> : null}
      {data && deliveries.length === 0 ? (
        <p className="p-4 text-soft">{state === undefined ? 'Nothing has been sent yet.' : 'None.'}</p>
      ) : null}
      {deliveries.length > 0 ? (
        <Table caption="Deliveries" look="rows" columns={COLUMNS}>
          {deliveries.map((one) => (
            <DeliveryRow key={one.id} of={one} />
          ))}
        </Table>
      ) : null}
      <More label="More" hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}
