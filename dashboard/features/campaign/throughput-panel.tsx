// How the campaign's calls went over time, beside what was done to it meanwhile.
import { useQuery } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import type { Activity } from '#contract/activity.ts'
import type { Campaign } from '#contract/campaign.ts'
import { throughputOf } from '../../charts/throughput.ts'
import { type Annotation, ThroughputChart } from '../../charts/throughput-chart.tsx'
import { useConnection } from '../../connection/world.tsx'
import { span } from '../../format.ts'
import { activityQuery } from '../../held/activity-query.ts'
import { Panel } from '../../ui/panel.tsx'
import { ACTIVITY } from './activity-texts.ts'
import { useHeldCalls } from './use-held-calls.ts'

const ANNOTATED: ReadonlySet<Activity['action']> = new Set([
  'started',
  'resumed',
  'paused',
  'stopped',
  'edited',
  'reopened',
  'emergency-stopped',
  'breaker-opened',
  'breaker-closed',
  'completed',
])

/** In the order of the axis: the log is newest first. */
const annotationsOf = (entries: readonly Activity[]): Annotation[] =>
  entries
    .filter(({ action }) => ANNOTATED.has(action))
    .map(({ action, at }) => ({ at: Date.parse(at), label: ACTIVITY[action] }))
    .sort((one, other) => one.at - other.at)

export const ThroughputPanel = memo(({ campaign }: { campaign: Campaign }) => {
  const { api } = useConnection()
  const calls = useHeldCalls(campaign.id)
  const entries = useQuery({ ...activityQuery(api, campaign.id), enabled: false }).data
  const throughput = useMemo(() => calls && throughputOf(calls.map(({ call }) => call).filter(({ state }) => state !== 'void')), [calls])
  const annotations = useMemo(() => annotationsOf(entries ?? []), [entries])
  return (
    <Panel title="Over time" aside={throughput ? `last ${span(throughput.stepMs * throughput.dials.length)}` : undefined}>
      {throughput ? (
        <ThroughputChart of={throughput} cap={campaign.settings.maxConcurrentCalls} annotations={annotations} />
      ) : (
        <p className="p-4 text-soft">Drawn as soon as calls have gone on for half a minute.</p>
      )}
    </Panel>
  )
})
