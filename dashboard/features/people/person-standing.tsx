// Who has the number, and whether it may be called: put on the do-not-call list and taken off it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CheckedNumber } from '#contract/suppression.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment } from '../../format.ts'
import type { Place } from '../../held/person-queries.ts'
import { refreshSuppressions } from '../../held/suppression-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RemoveNumber } from '../suppressions/remove-number.tsx'

const standingOf = ({ isSuppressed, at, because }: CheckedNumber): string => {
  if (!isSuppressed) return 'It is not on the do-not-call list.'
  const since = at === undefined ? '' : ` since ${moment(Date.parse(at))}`
  return `On the do-not-call list${since}${because === undefined ? '' : `: ${because}`}. Nobody calls it, in any campaign.`
}

export const PersonStanding = ({ number, places }: { number: CheckedNumber; places: readonly Place[] }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const { phone, isSuppressed } = number
  const suppressing = useMutation({
    mutationFn: () => api('suppressNumber', { body: { phone } }),
    onSettled: () => refreshSuppressions(client),
  })
  const names = [...new Set(places.flatMap(({ contact: { name } }) => name ?? []))]
  return (
    <Panel title={phone}>
      <div className="flex flex-col gap-3 p-4">
        {names.length > 0 ? <p className="font-title break-words">{names.join(', ')}</p> : null}
        <p role="status" className="flex items-baseline gap-2">
          <span data-mark className={`inline-block size-2 shrink-0 ${isSuppressed ? 'bg-failed' : 'rounded-pill bg-human'}`} />
          <span className="min-w-0 break-words">
            {standingOf(number)}
            {isSuppressed && suppressing.data?.cancelled ? ' The call to it that nobody had answered was cancelled.' : null}
          </span>
        </p>
        {suppressing.error ? <ProblemNotice error={suppressing.error} doing="The number was not put on the do-not-call list." /> : null}
        {isSuppressed ? (
          <Allowed to="unsuppressNumber">
            <div>
              <RemoveNumber phone={phone} label="Let it be called again…" />
            </div>
          </Allowed>
        ) : (
          <Allowed to="suppressNumber">
            <div>
              <Button disabled={suppressing.isPending} onClick={() => suppressing.mutate()}>
                {suppressing.isPending ? 'Writing it down…' : 'Do not call again'}
              </Button>
            </div>
          </Allowed>
        )}
      </div>
    </Panel>
  )
}
