// What was found out in a call, as the agent's provider tells it.
import type { CallResult } from '#contract/result.ts'

const VERDICTS = { success: 'a success', failure: 'no success', unknown: 'not known' } as const

const Collected = ({ collected }: { collected: NonNullable<CallResult['collected']> }) => (
  <dl className="mt-2 grid gap-1">
    {Object.entries(collected).map(([name, value]) => (
      <div key={name} className="flex items-baseline justify-between gap-4">
        <dt className="text-soft">{name.replaceAll('_', ' ')}</dt>
        <dd className="min-w-0 text-end break-words">{String(value)}</dd>
      </div>
    ))}
  </dl>
)

const Evaluation = ({ evaluation }: { evaluation: NonNullable<CallResult['evaluation']> }) => (
  <ul className="mt-2 grid gap-1">
    {evaluation.map(({ criterion, result, rationale }) => (
      <li key={criterion}>
        {criterion.replaceAll('_', ' ')}: {VERDICTS[result]}
        {rationale ? <span className="block text-soft">{rationale}</span> : null}
      </li>
    ))}
  </ul>
)

export const CallResultView = ({ result: { summary, successful, collected, evaluation } }: { result: CallResult }) => (
  <section aria-label="Result" className="border-t border-line px-4 py-3">
    <h3 className="text-soft">Result{successful ? `: ${VERDICTS[successful]}` : ''}</h3>
    {summary ? <p className="mt-1 break-words">{summary}</p> : null}
    {collected ? <Collected collected={collected} /> : null}
    {evaluation ? <Evaluation evaluation={evaluation} /> : null}
  </section>
)
