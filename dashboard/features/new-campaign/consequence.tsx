// What the settings lead to, moving with each of them: who is called, how long it takes, what it costs, who is never reached.
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { count, plural, span, unbroken } from '../../format.ts'
import { LINE_PER_MINUTE } from '../../prices.ts'
import { Figure } from '../../ui/figure.tsx'
import type { Draft } from './draft.ts'
import { ASSUMED, type Estimate, estimate } from './estimate.ts'
import type { FoundPeople } from './found-people.ts'
import { settingsOf } from './read-draft.ts'

const percent = (share: number): string => unbroken(`${Math.round(share * 100)} %`)
const seconds = (value: number): string => unbroken(`${value} s`)
/** No more exact than the assumptions are. */
const about = (value: number): string => count(value < 100 ? Math.round(value) : Number(value.toPrecision(2)))
const dollars = (value: number): string => (value < 10 ? value.toFixed(2) : about(value))

const Assumptions = () => (
  <details className="col-span-full">
    <summary className="w-fit cursor-pointer text-12 text-soft">What this assumes</summary>
    <ul className="mt-1.5 flex list-disc flex-col gap-1 pl-4 text-12 text-soft">
      <li>
        Of all calls a person answers {percent(ASSUMED.shares.human)}, a machine {percent(ASSUMED.shares.voicemail)}, nobody{' '}
        {percent(ASSUMED.shares['no-answer'])}; the rest is busy or fails.
      </li>
      <li>
        A conversation lasts {seconds(ASSUMED.talkSeconds)}, and a telephone rings {seconds(ASSUMED.ringSeconds)}, or{' '}
        {seconds(ASSUMED.unansweredSeconds)} in vain.
      </li>
      <li>Without hours of its own a campaign may call {unbroken(`${ASSUMED.hoursADay} h`)} of the day.</li>
      <li>
        ${LINE_PER_MINUTE} for a begun minute of the telephone with its media stream, ${ASSUMED.agentPerMinute.toFixed(2)} for one of the
        agent, ${ASSUMED.detectionPerCall} to tell a machine: list prices in the United States.
      </li>
      <li>The account’s own limits, and other campaigns beside this one, make it take longer.</li>
    </ul>
  </details>
)

const Row = ({ name, value, unit }: { name: string; value: string | undefined; unit?: string }) => (
  <div className="flex items-baseline justify-between gap-3">
    <dt className="text-soft">{name}</dt>
    <dd>
      <Figure value={value} {...(unit === undefined ? {} : { unit })} />
    </dd>
  </div>
)

const Figures = ({ people, expected }: { people: FoundPeople; expected: Estimate | undefined }) => {
  const least = people.isAtLeast ? '≥ ' : ''
  return (
    <dl className="flex flex-col gap-1.5 text-15">
      <Row name="Will be called" value={`${least}${count(people.called)}`} />
      <Row name="Takes about" value={expected && `${least}${span(expected.durationMs)}`} />
      <Row name="Costs about" value={expected && `${least}$${dollars(expected.dollars)}`} />
      <Row name="Calls" value={expected && `${least}${about(expected.calls)}`} />
      <Row name="Talking" value={expected && `${least}${about(expected.talkMinutes)}`} unit="min" />
    </dl>
  )
}

const Unreached = ({ left }: Pick<FoundPeople, 'left'>) => {
  const all = left.reduce((sum, { rows }) => sum + rows, 0)
  return (
    <div className="border-t border-line pt-3 max-[60rem]:phone:border-t-0 max-[60rem]:phone:pt-0">
      <h3 className="text-soft">{all === 0 ? 'Everybody on the list will be called.' : `Never reached: ${plural(all, 'row')}`}</h3>
      <ul className="mt-1 flex flex-col gap-0.5">
        {left.map(({ because, rows }) => (
          <li key={because} className="flex gap-2">
            <span className="min-w-8 text-end font-number">{count(rows)}</span> {because}
          </li>
        ))}
      </ul>
    </div>
  )
}

const overBudget = ({ budget }: CampaignSettings, { calls, talkMinutes }: Estimate): boolean =>
  (budget?.calls !== undefined && budget.calls < calls) || (budget?.minutes !== undefined && budget.minutes < talkMinutes)

export const Consequence = ({ draft, people, isLooking }: { draft: Draft; people: FoundPeople | undefined; isLooking: boolean }) => {
  const settings = CampaignSettings.safeParse(settingsOf(draft))
  const expected = people && people.called > 0 && settings.success ? estimate(people.called, settings.data) : undefined
  return (
    <aside
      aria-label="What will happen"
      aria-busy={isLooking}
      className={`flex flex-col gap-3 max-[60rem]:phone:grid max-[60rem]:phone:grid-cols-2 max-[60rem]:phone:gap-x-8 rounded-8 border border-line bg-card p-4 min-[60rem]:sticky min-[60rem]:top-18 ${isLooking ? 'text-soft' : ''}`}
    >
      <h2 className="col-span-full font-title">What will happen</h2>
      {people ? (
        <>
          <Figures people={people} expected={expected} />
          {settings.success ? null : <p className="text-12 text-soft">One of the rules cannot be read yet.</p>}
          {settings.success && expected && overBudget(settings.data, expected) ? (
            <p className="text-12 text-failed">The budget is likely spent before the list is finished.</p>
          ) : null}
          <Unreached left={people.left} />
          <Assumptions />
        </>
      ) : (
        <p className="text-soft">
          As soon as there is a list, this says how long calling will take, what it will cost, and whom it will not reach.
        </p>
      )}
    </aside>
  )
}
