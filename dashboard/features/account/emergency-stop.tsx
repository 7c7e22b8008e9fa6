// Stops all dialling within two clicks, and says what that has done.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Output } from '#contract/client.ts'
import { useConnection } from '../../connection/world.tsx'
import { plural } from '../../format.ts'
import { accountQuery, refreshAccount } from '../../held/account-query.ts'
import { applyCampaign } from '../../held/apply.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'

const SHOWN_MS = 20_000

const endings = (live: number): string =>
  live === 0 ? 'No call is on.' : `${plural(live, 'live call')} ${live === 1 ? 'ends by itself' : 'end by themselves'}.`

const resultOf = ({ campaigns, live }: Output<'emergencyStop'>): string =>
  campaigns.length === 0
    ? `No campaign was calling. ${endings(live)}`
    : `${plural(campaigns.length, 'campaign')} paused: no more calls are placed. ${endings(live)} Resume each when it is safe.`

const useStopAll = () => {
  const { api, timing } = useConnection()
  const client = useQueryClient()
  const stopping = useMutation({
    mutationFn: () => api('emergencyStop', {}),
    onSuccess: ({ campaigns }) => {
      for (const campaign of campaigns) applyCampaign(client, campaign)
      refreshAccount(client)
    },
  })
  const { data, reset } = stopping
  useEffect(() => (data ? timing.after(SHOWN_MS, reset) : undefined), [timing, data, reset])
  return stopping
}

export const EmergencyStop = () => {
  const { api } = useConnection()
  const [isAsking, setAsking] = useState(false)
  const { data: account } = useQuery({ ...accountQuery(api), enabled: false })
  const stopping = useStopAll()
  const close = (): void => setAsking(false)
  const confirm = (): void => {
    close()
    stopping.mutate()
  }
  const live = account?.status.live
  return (
    <Allowed to="emergencyStop">
      <Button look="danger" disabled={stopping.isPending} onClick={() => setAsking(true)}>
        <span data-mark className="inline-block size-2 bg-failed" />
        {stopping.isPending ? 'Stopping…' : 'Stop all'}
      </Button>
      <Dialog open={isAsking} onClose={close} width="question" title="Stop all calling?">
        <div className="flex flex-col gap-4 p-5">
          <p>
            Every campaign is paused at once and places no more calls.{' '}
            {live === undefined ? 'Live calls end by themselves.' : endings(live)} Nothing is lost: each can be resumed.
          </p>
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Keep calling</Button>
            <Button look="danger" onClick={confirm}>
              Stop all now
            </Button>
          </div>
        </div>
      </Dialog>
      {stopping.data || stopping.error ? (
        <div className="fixed inset-x-4 bottom-4 z-20 mx-auto max-w-160 rounded-8 bg-card shadow-float">
          {stopping.error ? <ProblemNotice error={stopping.error} doing="Calling was not stopped." /> : null}
          {stopping.data ? (
            <Notice kind="warning">
              <strong className="font-title">All stopped.</strong> {resultOf(stopping.data)}
            </Notice>
          ) : null}
        </div>
      ) : null}
    </Allowed>
  )
}
