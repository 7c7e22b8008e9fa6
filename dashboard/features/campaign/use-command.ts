// Runs a command on a campaign, and remembers how the last one went.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CampaignId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { applyCampaign } from '../../held/apply.ts'
import { type Command, OPERATIONS } from './commands.ts'

export const useCommand = (id: CampaignId) => {
  const { api } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (command: Command) => api(OPERATIONS[command], { params: { id } }),
    onSuccess: (campaign) => applyCampaign(client, campaign),
  })
}
