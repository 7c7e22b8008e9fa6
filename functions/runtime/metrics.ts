// Tells metrics: a line of log by itself, of which CloudWatch makes them.
import { ENGINE_METRICS, type EngineMetric, metricLine } from '#contract/metrics.ts'

/** Not through the logger: its own fields would stand between, and the line is for a machine. */
export const tellMetrics = (deployment: string, at: number, values: Record<EngineMetric, number>): void =>
  console.log(JSON.stringify(metricLine({ deployment, at, units: ENGINE_METRICS, values })))

/** Whether a campaign is active, and nothing else: the bridge may have to be woken, or sent to sleep. Each metric that is told is paid by the hour. */
export const tellActive = (deployment: string, at: number, active: 0 | 1): void => {
  const { CampaignsActive } = ENGINE_METRICS
  console.log(JSON.stringify(metricLine({ deployment, at, units: { CampaignsActive }, values: { CampaignsActive: active } })))
}
