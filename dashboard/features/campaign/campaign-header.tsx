// A campaign's name and state, what can be done with it, and how the last command went.
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, useCallback } from 'react'
import type { HeldCampaign } from '../../held/campaign.ts'
import { Later } from '../../ui/later.tsx'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'
import { StatePill } from '../../ui/state-pill.tsx'
import { ScheduleCampaign } from '../start-time/schedule-campaign.tsx'
import { Starts } from '../start-time/starts.tsx'
import { CampaignTabs } from './campaign-tabs.tsx'
import { CommandBar } from './command-bar.tsx'
import { CommandResult } from './command-result.tsx'
import { LABELS, stillLive, whyText } from './commands.ts'
import { EditCampaign } from './edit-campaign.tsx'
import { useCommand } from './use-command.ts'

const CampaignMenu = lazy(() => import('../campaigns/campaign-menu.tsx').then((part) => ({ default: part.CampaignMenu })))

export const CampaignHeader = ({ held }: { held: HeldCampaign }) => {
  const { campaign, stats } = held
  const command = useCommand(campaign.id)
  const navigate = useNavigate()
  const leave = useCallback(() => void navigate({ to: '/' }), [navigate])
  const windingDown = stillLive(campaign.state, stats)
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <Link to="/" className="text-soft underline-offset-2 hover:text-ink hover:underline">
            Campaigns
          </Link>
          <span aria-hidden="true" className="text-soft">
            /
          </span>
          <h1 className="min-w-0 text-20 font-title break-words">{campaign.name}</h1>
          <StatePill state={campaign.state} />
          {campaign.startsAt ? (
            <span className="text-soft">
              <Starts at={campaign.startsAt} />
            </span>
          ) : null}
          {windingDown ? <span className="text-soft">{windingDown}</span> : null}
        </div>
        <div className="ml-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          <CommandResult command={command.variables} answer={command.data} />
          <EditCampaign campaign={campaign} />
          <ScheduleCampaign campaign={campaign} />
          <CommandBar held={held} running={command.isPending ? command.variables : undefined} onCommand={(name) => command.mutate(name)} />
          <Later keeps={<span className="size-8" />}>
            <CampaignMenu campaign={campaign} onDeleted={leave} />
          </Later>
        </div>
      </div>
      {command.error ? <ProblemNotice error={command.error} doing={LABELS[command.variables].failed} /> : null}
      {campaign.reason ? (
        <Notice kind="warning">
          <strong className="font-title">{whyText(campaign.state)}:</strong> {campaign.reason}
        </Notice>
      ) : null}
      <CampaignTabs id={campaign.id} />
    </header>
  )
}
