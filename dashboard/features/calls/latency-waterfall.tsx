// From the answer to the agent's first word, step after step on one scale; and how quick the replies were after that.
import type { CallLatency } from '#contract/attempt.ts'
import type { CallDetails } from '#contract/call-details.ts'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'

type Step = { name: string; definition: string; fromMs: number; ms: number }

/** Each step begins where the one before it has ended. What did not happen is left out. */
const stepsOf = ({ answerToStream, streamToAgent, streamToFirstAudio }: CallLatency): Step[] => {
  const connected = answerToStream ?? 0
  const ready = streamToAgent ?? 0
  return [
    ...(answerToStream === undefined
      ? []
      : [{ name: 'Answer to audio', definition: 'The carrier connects the call’s audio to the bridge.', fromMs: 0, ms: answerToStream }]),
    ...(streamToAgent === undefined
      ? []
      : [{ name: 'Audio to agent', definition: 'The agent’s provider has taken the conversation.', fromMs: connected, ms: streamToAgent }]),
    ...(streamToFirstAudio === undefined
      ? []
      : [
          {
            name: 'Agent to first word',
            definition: 'The agent’s first audio arrives.',
            fromMs: connected + Math.min(ready, streamToFirstAudio),
            ms: Math.max(0, streamToFirstAudio - ready),
          },
        ]),
  ]
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(ms < 10_000 ? 2 : 0)

const Bar = ({ step: { name, definition, fromMs, ms }, allMs }: { step: Step; allMs: number }) => (
  <div className="grid grid-cols-[8.5rem_minmax(0,1fr)_4rem] items-center gap-2 py-0.5">
    <dt className="text-soft">
      <Definition definition={definition}>{name}</Definition>
    </dt>
    <dd aria-hidden="true" className="h-2 rounded-[2px] bg-sunk">
      <span
        data-mark
        className="block h-full min-w-0.5 rounded-[2px] bg-human"
        style={{ marginLeft: `${(fromMs / allMs) * 100}%`, width: `${(ms / allMs) * 100}%` }}
      />
    </dd>
    <dd className="text-end">
      <Figure value={seconds(ms)} unit="s" />
    </dd>
  </div>
)

const Reply = ({ name, ms }: { name: string; ms: number | undefined }) =>
  ms === undefined ? null : (
    <div className="flex items-baseline justify-between gap-4 py-0.5">
      <dt className="text-soft">{name}</dt>
      <dd>
        <Figure value={seconds(ms)} unit="s" />
      </dd>
    </div>
  )

export const LatencyWaterfall = ({ call: { latency } }: { call: CallDetails }) => {
  if (!latency) return null
  const steps = stepsOf(latency)
  const allMs = Math.max(1, ...steps.map(({ fromMs, ms }) => fromMs + ms))
  return (
    <section aria-label="How quick" className="border-t border-line px-4 py-3">
      <h3 className="text-12 text-soft">How quick</h3>
      <dl className="mt-1">
        {steps.map((step) => (
          <Bar key={step.name} step={step} allMs={allMs} />
        ))}
        <Reply name="Answer to the agent’s first word" ms={latency.streamToFirstAudio === undefined ? undefined : allMs} />
        <Reply name={`Replies, median of ${latency.replies}`} ms={latency.replyP50} />
        <Reply name="Slowest replies (p95)" ms={latency.replyP95} />
        <Reply name={`Interruption to silence, median of ${latency.bargeIns}`} ms={latency.bargeInToClear} />
      </dl>
    </section>
  )
}
