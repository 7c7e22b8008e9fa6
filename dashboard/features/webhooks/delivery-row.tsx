// One delivery: what happened, how it stands, what the receiver said, and the way to try it again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Delivery } from '#contract/webhook.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, moment, plural, timeOfDay, unbroken } from '../../format.ts'
import { refreshWebhooks } from '../../held/webhook-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'

const ROW =
  'border-b border-line align-top last:border-b-0 max-phone:grid max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:gap-x-3 max-phone:px-4 max-phone:py-2'

const stateOf = ({ state, tries, nextTryAt }: Delivery): string => {
  if (state === 'delivered') return tries === 1 ? 'delivered' : `delivered, ${count(tries)} tries`
  if (state === 'dead') return `dead, ${plural(tries, 'try', 'tries')}`
  return tries === 0 || nextTryAt === undefined ? 'waiting' : `waiting until ${timeOfDay(Date.parse(nextTryAt))}`
}

const answerOf = ({ lastTry }: Delivery): string => {
  if (!lastTry) return '–'
  const { status, answer, problem, latencyMs } = lastTry
  return `${status === undefined ? problem : `${status}${answer ? ` ${answer}` : ''}`} (${unbroken(`${count(latencyMs)} ms`)})`
}

const Replay = ({ of: { id, webhookId, type } }: { of: Delivery }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const replaying = useMutation({
    mutationFn: () => api('replayDelivery', { params: { webhookId, eventId: id } }),
    onSettled: () => refreshWebhooks(client),
  })
  return (
    <Button aria-label={`Try again: ${type}`} disabled={replaying.isPending} onClick={() => replaying.mutate()}>
      Try again
    </Button>
  )
}

export const DeliveryRow = ({ of }: { of: Delivery }) => (
  <tr className={ROW}>
    <td className="py-1.5 pr-3 pl-4 max-phone:p-0" title={of.id}>
      {of.type} <span className="block text-12 whitespace-nowrap text-soft">{moment(Date.parse(of.createdAt))}</span>
    </td>
    <td className="px-3 py-1.5 max-phone:p-0 max-phone:text-end">{stateOf(of)}</td>
    <td className="px-3 py-1.5 text-soft max-phone:col-span-2 max-phone:p-0">
      <span className="line-clamp-2 wrap-anywhere">{answerOf(of)}</span>
    </td>
    <td className="py-1.5 pr-4 pl-3 text-end max-phone:col-span-2 max-phone:p-0">
      {of.state === 'dead' ? (
        <Allowed to="replayDelivery">
          <Replay of={of} />
        </Allowed>
      ) : null}
    </td>
  </tr>
)
