// Ended calls by what they meant, the most frequent first.
import { type CampaignStats, Outcome } from '#contract/campaign.ts'
import { count, percent } from '../../format.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table } from '../../ui/table.tsx'

const COLUMNS = [{ name: 'Outcome' }, { name: 'Share' }, { name: 'Calls' }, { name: 'Percent' }]

export const OutcomesPanel = ({ stats }: { stats: CampaignStats }) => {
  const rows = Outcome.options
    .map((outcome) => ({ outcome, calls: stats.outcomes[outcome] ?? 0 }))
    .filter(({ calls }) => calls > 0)
    .sort((one, other) => other.calls - one.calls)
  const all = rows.reduce((sum, { calls }) => sum + calls, 0)
  const most = rows[0]?.calls ?? 1
  return (
    <Panel title="Outcomes" aside={all > 0 ? `${count(all)} ended` : undefined}>
      {all === 0 ? (
        <p className="p-4 text-soft">What ended calls meant will stand here.</p>
      ) : (
        <Table caption="Ended calls by outcome" look="figures" isHeadHidden columns={COLUMNS}>
          {rows.map(({ outcome, calls }) => (
            <tr key={outcome} className="h-8 border-b border-line last:border-b-0">
              <th scope="row" className="w-px pr-3 pl-4 whitespace-nowrap">
                {OUTCOMES[outcome].label}
              </th>
              <td aria-hidden="true">
                <span
                  data-mark
                  className={`block h-1.5 min-w-0.5 rounded-[2px] transition-[width] duration-300 ease-out ${OUTCOMES[outcome].mark}`}
                  style={{ width: `${(calls / most) * 100}%` }}
                />
              </td>
              <td className="w-px pl-3 text-end">
                <Figure value={count(calls)} />
              </td>
              <td className="w-16 pr-4 text-end">
                <Figure value={percent(calls / all)} unit="%" />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}
