// What each further attempt is worth, and how quick the agent is, as the newest calls tell it.
import { memo, useMemo } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { count, percent, plural } from '../../format.ts'
import { firstWordOf, type Rung, rungsOf } from '../../held/samples.ts'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table } from '../../ui/table.tsx'
import { useHeldCalls } from './use-held-calls.ts'

const COLUMNS = [
  { name: 'Attempt' },
  { name: 'Calls', className: 'text-end' },
  { name: 'Answered', className: 'text-end', definition: 'Of these calls, those that were answered, by whoever or whatever.' },
  { name: 'Human', className: 'text-end', definition: 'Of these calls, those that a human answered.' },
]

const Rungs = ({ rungs }: { rungs: readonly Rung[] }) => (
  <Table caption="The newest ended calls by attempt" look="figures" columns={COLUMNS}>
    {rungs.map(({ attempt, calls, answered, human }) => (
      <tr key={attempt} className="h-8 border-b border-line last:border-b-0">
        <th scope="row" className="pl-4">
          {attempt}
        </th>
        <td className="px-3 text-end font-number">{count(calls)}</td>
        <td className="px-3 text-end">
          <Figure value={percent(answered / calls)} unit="%" />
        </td>
        <td className="pr-4 pl-3 text-end">
          <Figure value={percent(human / calls)} unit="%" />
        </td>
      </tr>
    ))}
  </Table>
)

export const AttemptsPanel = memo(({ campaign: { id } }: { campaign: Campaign }) => {
  const calls = useHeldCalls(id)
  const rungs = useMemo(() => rungsOf(calls ?? []), [calls])
  const all = rungs.reduce((sum, one) => sum + one.calls, 0)
  return (
    <Panel title="By attempt" aside={all > 0 ? `the newest ${plural(all, 'call')}` : undefined}>
      {all === 0 ? <p className="p-4 text-soft">What a second call brings, and a third, will stand here.</p> : <Rungs rungs={rungs} />}
    </Panel>
  )
})

const seconds = (ms: number): string => (ms / 1_000).toFixed(ms < 10_000 ? 2 : 0)

export const FirstWordPanel = memo(({ campaign: { id } }: { campaign: Campaign }) => {
  const calls = useHeldCalls(id)
  const word = useMemo(() => firstWordOf(calls ?? []), [calls])
  return (
    <Panel title="First word" aside={word ? plural(word.calls, 'call') : undefined}>
      {word ? (
        <dl className="flex gap-8 px-4 py-3">
          <div>
            <dt className="text-12 text-soft">
              <Definition definition="From the answer to the agent’s first word: half of the calls that this page has seen end were quicker.">
                Median
              </Definition>
            </dt>
            <dd className="text-20">
              <Figure value={seconds(word.p50Ms)} unit="s" />
            </dd>
          </div>
          <div>
            <dt className="text-12 text-soft">
              <Definition definition="One call in twenty took longer than this.">p95</Definition>
            </dt>
            <dd className="text-20">
              <Figure value={seconds(word.p95Ms)} unit="s" />
            </dd>
          </div>
        </dl>
      ) : (
        <p className="p-4 text-soft">How soon the agent is heard after an answer, of calls that end while this page is open.</p>
      )}
    </Panel>
  )
})
