// What a call has cost, as far as list prices tell it.
import type { CallDetails } from '#contract/call-details.ts'
import { count, dollars } from '../../format.ts'
import { costOf, PRICE_NOTE } from '../../prices.ts'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'

export const CallCost = ({ call }: { call: CallDetails }) => {
  const cost = costOf(call)
  const credits = call.result?.cost
  if (cost === undefined && credits === undefined) return null
  return (
    <dl aria-label="Cost" className="border-t border-line px-4 py-2">
      {cost === undefined ? null : (
        <div className="flex items-baseline justify-between gap-4 py-1">
          <dt className="text-soft">
            <Definition definition={PRICE_NOTE}>Cost, about</Definition>
          </dt>
          <dd className="font-number">{dollars(cost)}</dd>
        </div>
      )}
      {credits === undefined ? null : (
        <div className="flex items-baseline justify-between gap-4 py-1">
          <dt className="text-soft">Of it the agent, as its provider counts</dt>
          <dd>
            <Figure value={count(Math.round(credits))} unit="credits" />
          </dd>
        </div>
      )}
    </dl>
  )
}
