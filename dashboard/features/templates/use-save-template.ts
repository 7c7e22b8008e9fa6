// Makes a template of a campaign, or of one that is still a draft.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Campaign } from '#contract/campaign.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshTemplates } from '../../held/template-queries.ts'

/** What the two kinds have in common, without the consent that was given for other people. */
const Kept = z.object(z.omit(NewCampaign, { consent: true }).shape)

export const useSaveTemplate = () => {
  const { api } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (campaign: Campaign | z.output<typeof NewCampaign>) => api('createTemplate', { body: Kept.parse(campaign) }),
    onSuccess: () => refreshTemplates(client),
  })
}
