// What the campaign was told: its rules and its words.
import { memo, type ReactNode } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { count, moment, plural, setting } from '../../format.ts'
import { Panel } from '../../ui/panel.tsx'

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex justify-between gap-4 border-b border-line px-4 py-1.5">
    <dt className="text-soft">{name}</dt>
    <dd className="text-end font-number">{children}</dd>
  </div>
)

export const SettingsPanel = memo(({ campaign }: { campaign: Campaign }) => {
  const { maxConcurrentCalls, callDelay, retryCount, retryDelay, recordCalls, recordingNotice } = campaign.settings
  return (
    <Panel title="Settings">
      <dl>
        <Row name="Lines">{count(maxConcurrentCalls)}</Row>
        <Row name="Delay between dials">{setting(callDelay)}</Row>
        <Row name="Retries">{retryCount === 0 ? 'none' : `${plural(retryCount, 'retry', 'retries')} after ${setting(retryDelay)}`}</Row>
        {recordCalls ? <Row name="Recorded, after">“{recordingNotice}”</Row> : null}
        <Row name="Numbers without +">{campaign.defaultCountry}</Row>
        <Row name="Created">{moment(Date.parse(campaign.createdAt))}</Row>
        {campaign.startedAt ? <Row name="Started">{moment(Date.parse(campaign.startedAt))}</Row> : null}
        {campaign.endedAt ? <Row name="Ended">{moment(Date.parse(campaign.endedAt))}</Row> : null}
      </dl>
      <div className="flex flex-col gap-3 px-4 py-3">
        <div>
          <h3 className="text-12 text-soft">First message</h3>
          <p className="mt-0.5 whitespace-pre-line break-words">{campaign.firstMessage}</p>
        </div>
        <details>
          <summary className="cursor-pointer text-12 text-soft">Prompt</summary>
          <p className="mt-1 max-h-80 overflow-y-auto whitespace-pre-line break-words">{campaign.prompt}</p>
        </details>
      </div>
    </Panel>
  )
})
