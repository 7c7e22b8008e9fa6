// What can be done with a campaign besides running it: begin another one like it, keep it as a template, delete it.

import { Menu } from '@base-ui/react/menu'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { memo, useState } from 'react'
import * as z from 'zod/mini'
import { type Campaign, NewCampaign } from '#contract/campaign.ts'
import { useMay } from '../../connection/use-me.ts'
import { useConnection } from '../../connection/world.tsx'
import { forgetCampaign } from '../../held/apply.ts'
import { refreshTemplates } from '../../held/template-queries.ts'
import { buttonLook } from '../../ui/button.tsx'
import { ITEM, MenuPopup } from '../../ui/menu.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'

const DELETES =
  'It leaves every list at once, with its contacts and what came of them. Calls that are on end by themselves. It cannot be brought back.'

/** What the two kinds have in common, without the consent that was given for other people. */
const templateOf = (campaign: Campaign) => z.object(z.omit(NewCampaign, { consent: true }).shape).parse(campaign)

const useKeep = (campaign: Campaign) => {
  const { api } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api('createTemplate', { body: templateOf(campaign) }),
    onSuccess: () => refreshTemplates(client),
  })
}

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
  const may = useMay()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const keeping = useKeep(campaign)
  const deleting = useDelete(campaign, onDeleted)
  if (!may('createCampaign')) return null
  return (
    <>
      <Menu.Root>
        <Menu.Trigger aria-label={`More for ${campaign.name}`} className={`${isQuiet ? QUIET : buttonLook('plain')} relative z-1 w-8 px-0`}>
          <span aria-hidden="true">⋯</span>
        </Menu.Trigger>
        <MenuPopup>
          <Menu.Item className={ITEM} onClick={() => void navigate({ to: '/campaigns/new', search: { from: campaign.id } })}>
            Duplicate
          </Menu.Item>
          <Menu.Item className={ITEM} onClick={() => keeping.mutate()}>
            Keep as a template
          </Menu.Item>
          <Menu.Item className={`${ITEM} text-failed`} onClick={() => setAsking(true)}>
            Delete…
          </Menu.Item>
        </MenuPopup>
      </Menu.Root>
      <span role="status" className={keeping.isSuccess ? 'relative text-12 text-soft' : 'sr-only'}>
        {keeping.isSuccess ? 'kept' : ''}
      </span>
      {keeping.error ? <ProblemNotice error={keeping.error} doing="No template was made." /> : null}
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
    </>
  )
})
