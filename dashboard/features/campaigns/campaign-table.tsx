// The campaigns as rows, each one a way into its campaign.
import type { HeldCampaign } from '../../held/campaign.ts'
import { METRICS } from '../../metrics.ts'
import { useNow } from '../../ui/use-now.ts'
import { CampaignRow } from './campaign-row.tsx'
import { ShareKey } from './share-key.tsx'

const NUMBER = 'px-3 text-end'
/** Columns that a telephone's screen has no room for; hidden with their cells, so that the rest keep their headers. */
const WIDE = `${NUMBER} max-phone:hidden`

export const CampaignTable = ({ campaigns }: { campaigns: readonly HeldCampaign[] }) => {
  const now = useNow()
  return (
    <div className="overflow-clip rounded-8 border border-line bg-card">
      <table className="w-full max-phone:block">
        <caption className="sr-only">Campaigns, newest first</caption>
        <thead className="text-12 text-soft max-phone:sr-only">
          <tr className="h-9 border-b border-line">
            <th scope="col" className="w-[24%] pr-3 pl-4">
              Name
            </th>
            <th scope="col" className="px-3">
              State
            </th>
            <th scope="col" className="w-[28%] px-3">
              Progress
            </th>
            <th scope="col" className={NUMBER} title={METRICS.finished.definition}>
              Finished
            </th>
            <th scope="col" className={WIDE} title={METRICS.live.definition}>
              Live
            </th>
            <th scope="col" className={WIDE} title={METRICS.answeredRate.definition}>
              Answered
            </th>
            <th scope="col" className={WIDE} title={METRICS.successRate.definition}>
              Success
            </th>
            <th scope="col" className="pr-4 pl-3 text-end max-phone:hidden" title="At the pace of the last five minutes">
              Left
            </th>
          </tr>
        </thead>
        <tbody className="max-phone:block">
          {campaigns.map((held) => (
            <CampaignRow key={held.campaign.id} held={held} now={now} />
          ))}
        </tbody>
      </table>
      <ShareKey />
    </div>
  )
}
