// What can be done with a campaign besides running it: begin another one like it, save it as a template, delete it.

import { Menu } from '@base-ui/react/menu'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { memo, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { useConnection } from '../../connection/world.tsx'
import { forgetCampaign } from '../../held/apply.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { buttonLook } from '../../ui/button.tsx'
import { ITEM, MenuPopup } from '../../ui/menu.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'
import { useSaveTemplate } from '../templates/use-save-template.ts'

const DELETES =
  'It leaves every list at once, with its contacts and what came of them. Calls that are on end by themselves. It cannot be brought back.'

const useDelete = (campaign: Campaign, onDeleted: () => void) => {
  const { api } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api('deleteCampaign', { params: { id: campaign.id } }),
    onSuccess: () => {
      onDeleted()
      forgetCampaign(client, campaign.id)
    },
  })
}

type Props = {
  campaign: Campaign
  /** One of many, which stand back. */
  isQuiet?: boolean
  onDeleted?: () => void
}

const QUIET = 'inline-flex h-8 items-center justify-center rounded-8 text-soft hover:bg-sunk hover:text-ink'

export const CampaignMenu = memo(({ campaign, isQuiet = false, onDeleted = () => {} }: Props) => {
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const saving = useSaveTemplate()
  const deleting = useDelete(campaign, onDeleted)
  return (
    <Allowed to="createCampaign">
      <Menu.Root>
        <Menu.Trigger aria-label={`More for ${campaign.name}`} className={`${isQuiet ? QUIET : buttonLook('plain')} relative z-1 w-8 px-0`}>
          <span aria-hidden="true">⋯</span>
        </Menu.Trigger>
        <MenuPopup>
          <Menu.Item className={ITEM} onClick={() => void navigate({ to: '/campaigns/new', search: { from: campaign.id } })}>
            Duplicate
          </Menu.Item>
          <Menu.Item className={ITEM} onClick={() => saving.mutate(campaign)}>
            Save as template
          </Menu.Item>
          <Menu.Item className={`${ITEM} text-failed`} onClick={() => setAsking(true)}>
            Delete…
          </Menu.Item>
        </MenuPopup>
      </Menu.Root>
      <span role="status" className={saving.isSuccess ? 'relative text-12 text-soft' : 'sr-only'}>
        {saving.isSuccess ? 'saved' : ''}
      </span>
      {saving.error ? <ProblemNotice error={saving.error} doing="No template was made." /> : null}
      {deleting.error ? <ProblemNotice error={deleting.error} doing="The campaign was not deleted." /> : null}
      <Question
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Delete “${campaign.name}”?`}
        yes="Delete it"
        onYes={() => deleting.mutate()}
      >
        {DELETES}
      </Question>
    </Allowed>
  )
})
