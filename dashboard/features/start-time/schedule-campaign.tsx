// Lets a draft start by itself, at another moment, or no longer.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { useConnection } from '../../connection/world.tsx'
import { applyCampaign } from '../../held/apply.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { StartTimeDialog } from './start-time-dialog.tsx'

/** `undefined` takes the moment back. */
const useSchedule = ({ id, version }: Campaign, onDone: () => void) => {
  const { api } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (startsAt: string | undefined) =>
      startsAt === undefined
        ? api('unscheduleCampaign', { params: { id }, ifVersion: version })
        : api('scheduleCampaign', { params: { id }, body: { startsAt }, ifVersion: version }),
    onSuccess: (campaign) => {
      applyCampaign(client, campaign)
      onDone()
    },
  })
}

export const ScheduleCampaign = memo(({ campaign }: { campaign: Campaign }) => {
  const [isOpen, setOpen] = useState(false)
  const scheduling = useSchedule(campaign, () => setOpen(false))
  if (campaign.state !== 'draft') return null
  const open = (): void => {
    scheduling.reset()
    setOpen(true)
  }
  return (
    <Allowed to="scheduleCampaign">
      <p role="status" className="sr-only">
        {scheduling.isSuccess ? (campaign.startsAt === undefined ? 'It does not start by itself.' : 'It starts by itself then.') : null}
      </p>
      <Button onClick={open}>{campaign.startsAt === undefined ? 'Start at…' : 'Change start…'}</Button>
      <StartTimeDialog
        open={isOpen}
        title={`When “${campaign.name}” starts by itself`}
        startsAt={campaign.startsAt}
        isSending={scheduling.isPending}
        onChoose={(startsAt) => scheduling.mutate(startsAt)}
        onTakeBack={() => scheduling.mutate(undefined)}
        onClose={() => setOpen(false)}
      >
        {scheduling.error ? <ProblemNotice error={scheduling.error} doing="Nothing was changed." /> : null}
      </StartTimeDialog>
    </Allowed>
  )
})
