// What stands below a campaign's figures: its calls, and what they say. It is asked for when they stand: on a slow line they would share it.
import type { AttemptId, ImportId } from '#contract/ids.ts'
import { CallPanel } from '../features/calls/call-panel.tsx'
import { Calls } from '../features/calls/calls.tsx'
import { ActivityPanel } from '../features/campaign/activity-panel.tsx'
import { AttemptsPanel, FirstWordPanel } from '../features/campaign/attempts-panel.tsx'
import { ImportPanel } from '../features/campaign/import-panel.tsx'
import { OutcomesPanel } from '../features/campaign/outcomes-panel.tsx'
import { PeoplePanel } from '../features/campaign/people-panel.tsx'
import { Readouts } from '../features/campaign/readouts.tsx'
import { SettingsPanel } from '../features/campaign/settings-panel.tsx'
import { ThroughputPanel } from '../features/campaign/throughput-panel.tsx'
import type { HeldCampaign } from '../held/campaign.ts'

type Props = {
  held: HeldCampaign
  /** The call that is looked at. */
  callId: AttemptId | undefined
  importId: ImportId | undefined
}

export const CampaignPanels = ({ held, callId, importId }: Props) => {
  const { campaign, stats } = held
  return (
    <div className="flex flex-col gap-4 desk:grid desk:items-start desk:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] desk:grid-rows-[auto_1fr]">
      {callId ? (
        <div className="min-w-0 desk:col-start-2">
          <CallPanel key={callId} campaignId={campaign.id} callId={callId} />
        </div>
      ) : null}
      <div className="flex min-w-0 flex-col gap-4 max-desk:contents desk:col-start-1 desk:row-span-2 desk:row-start-1">
        <Calls held={held}>
          <div className="max-desk:order-2">
            <ActivityPanel id={campaign.id} />
          </div>
          <div className="max-desk:order-last">
            <SettingsPanel campaign={campaign} />
          </div>
        </Calls>
      </div>
      {/* In one column what tells whether all is well stands before the lists. */}
      <div className="flex min-w-0 flex-col gap-4 max-desk:contents desk:col-start-2">
        <div className="grid min-w-0 items-start gap-4 max-desk:order-1 max-desk:phone:grid-cols-2">
          <ImportPanel held={held} importId={importId} />
          <ThroughputPanel campaign={campaign} />
          {stats ? <OutcomesPanel stats={stats} /> : null}
        </div>
        <div className="min-w-0 items-start gap-4 max-desk:order-3 max-phone:grid desk:grid max-desk:phone:columns-2 max-desk:phone:*:mb-4 max-desk:phone:*:break-inside-avoid">
          {stats ? <Readouts stats={stats} /> : null}
          <AttemptsPanel campaign={campaign} />
          <FirstWordPanel campaign={campaign} />
          <PeoplePanel held={held} />
        </div>
      </div>
    </div>
  )
}
