// How the campaigns that call share the account's lines.
import { Link } from '@tanstack/react-router'
import type { AccountStatus } from '#contract/account.ts'
import { count } from '../../format.ts'
import { METRICS } from '../../metrics.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatePill } from '../../ui/state-pill.tsx'
import { Table } from '../../ui/table.tsx'

const COLUMNS = [
  { name: 'Campaign' },
  { name: 'State' },
  { name: 'Live', className: 'text-end', definition: METRICS.live.definition },
  { name: 'Lines', className: 'text-end', definition: 'Lines of the account that the campaign was given, by its weight and its need.' },
]

export const SharesPanel = ({ campaigns }: Pick<AccountStatus, 'campaigns'>) => (
  <Panel title="Who has the lines">
    {campaigns.length === 0 ? <p className="p-4 text-soft">No campaign is calling.</p> : null}
    {campaigns.length > 0 ? (
      <Table caption="Campaigns that may hold calls, with their lines" look="figures" columns={COLUMNS}>
        {campaigns.map(({ id, name, state, live, lines }) => (
          <tr key={id} className="h-9 border-b border-line last:border-b-0">
            <th scope="row" className="max-w-0 py-1 pr-3 pl-4">
              <Link to="/campaigns/$id" params={{ id }} className="block truncate underline-offset-2 hover:underline">
                {name}
              </Link>
            </th>
            <td className="w-px px-3">
              <StatePill state={state} />
            </td>
            <td className="w-px px-3 text-end font-number">{count(live)}</td>
            <td className="w-px pr-4 pl-3 text-end font-number">{count(lines)}</td>
          </tr>
        ))}
      </Table>
    ) : null}
  </Panel>
)
