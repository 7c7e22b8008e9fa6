// Calls a minute above, lines in use below, on one axis of time; with what was done to the campaign meanwhile, and the same as a table.
import { count, timeOfDay } from '../format.ts'
import { LineGraph, WIDTH } from './line-graph.tsx'
import type { Throughput } from './throughput.ts'
import { mean, perMinute, ThroughputTable } from './throughput-table.tsx'

export type Annotation = { at: number; label: string }

/** A mark beside its word takes the place of a legend. */
const Said = ({ mark, children }: { mark: string; children: string }) => (
  <span className="flex items-center gap-1.5 whitespace-nowrap">
    <span data-mark className={`inline-block h-0.5 w-3 ${mark}`} />
    {children}
  </span>
)

type Props = { of: Throughput; cap: number; annotations: readonly Annotation[] }

export const ThroughputChart = ({ of, cap, annotations }: Props) => {
  const { from, stepMs, dials, answers, lines } = of
  const to = from + stepMs * dials.length
  const xOf = (at: number): number => ((at - from) / (to - from)) * WIDTH
  const inside = annotations.filter(({ at }) => at >= from && at <= to)
  const marks = inside.map(({ at }) => xOf(at))
  const most = Math.max(1, ...dials, ...answers)
  const mostLines = Math.max(1, ...lines)
  // A cap that is far above what is used would flatten everything.
  const isCapSeen = cap <= mostLines * 3
  return (
    <div className="flex flex-col gap-2 p-4">
      <p className="flex flex-wrap justify-between gap-x-4 text-12 text-soft">
        <Said mark="bg-edge">dials a minute</Said>
        <Said mark="bg-human">answers a minute</Said>
        <span className="ml-auto">peak {perMinute(most)}</span>
      </p>
      <LineGraph
        label={`Calls a minute: at most ${perMinute(most)}, on average ${perMinute(mean(dials))}`}
        most={most}
        marks={marks}
        lines={[
          { name: 'dials', values: dials, stroke: 'stroke-edge' },
          { name: 'answers', values: answers, stroke: 'stroke-human' },
        ]}
      />
      <p className="flex flex-wrap justify-between gap-x-4 text-12 text-soft">
        <Said mark="bg-accent">lines in use</Said>
        <span>
          peak {count(mostLines)} of {count(cap)}
        </span>
      </p>
      <LineGraph
        label={`Lines in use: at most ${count(mostLines)} of ${count(cap)}`}
        most={isCapSeen ? Math.max(mostLines, cap) : mostLines}
        marks={marks}
        lines={[{ name: 'lines', values: lines, stroke: 'stroke-accent' }]}
        {...(isCapSeen ? { cap } : {})}
      />
      <p className="flex justify-between text-12 text-soft">
        <span>{timeOfDay(from)}</span>
        <span>{timeOfDay(to)}</span>
      </p>
      {inside.length > 0 ? (
        <ul aria-label="Meanwhile" className="flex flex-wrap gap-x-3 text-12 text-soft">
          {inside.map(({ at, label }) => (
            <li key={`${at} ${label}`}>
              <span aria-hidden="true">¦ </span>
              {label} {timeOfDay(at)}
            </li>
          ))}
        </ul>
      ) : null}
      <ThroughputTable of={of} />
    </div>
  )
}
