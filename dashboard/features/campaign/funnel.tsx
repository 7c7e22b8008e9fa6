// The way of the campaign's people from the list to a success. Each number opens the contacts behind it.
import { Link } from '@tanstack/react-router'
import type { CampaignStats } from '#contract/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { count, percent, unbroken } from '../../format.ts'
import { FUNNEL, type FunnelName, funnelOf } from '../../metrics.ts'
import { Bar } from '../../ui/bar.tsx'
import { Definition } from '../../ui/definition.tsx'

const STEP_BEFORE: Record<FunnelName, string> = {
  contacts: '',
  eligible: 'contacts',
  called: 'eligible',
  answered: 'called',
  human: 'answered',
  success: 'human',
}

/** Of the step before it, where both count the same. */
const noteOf = (name: FunnelName, value: number, before: number | undefined): string =>
  before === undefined || before === 0 ? '' : `${unbroken(`${percent(Math.min(1, value / before))} %`)} of ${STEP_BEFORE[name]}`

export const Funnel = ({ id, stats }: { id: CampaignId; stats: CampaignStats }) => {
  const steps = funnelOf(stats)
  const all = Math.max(1, stats.totalContacts)
  return (
    <section aria-label="From the list to a success" className="overflow-hidden rounded-8 border border-line bg-card">
      <ol className="-mr-px -mb-px grid grid-cols-2 phone:grid-cols-3 desk:grid-cols-6">
        {steps.map(({ name, count: value }, i) => (
          <li key={name} className="relative flex flex-col gap-1 border-r border-b border-line px-4 py-3">
            <span className="flex items-baseline gap-1.5 text-12 text-soft">
              {i === 0 ? null : (
                <span aria-hidden="true" className="max-desk:hidden">
                  →
                </span>
              )}
              <Definition definition={FUNNEL[name].definition}>{FUNNEL[name].label}</Definition>
            </span>
            <Link
              to="/campaigns/$id/contacts"
              params={{ id }}
              search={name === 'contacts' ? {} : { step: name }}
              aria-label={`${count(value)}: ${FUNNEL[name].label.toLowerCase()}, show these contacts`}
              className="w-fit text-28 font-number decoration-2 underline-offset-4 hover:text-accent hover:underline"
            >
              {count(value)}
            </Link>
            <span aria-hidden="true" className="block h-1 overflow-hidden rounded-[2px] bg-sunk">
              <Bar share={value / all} mark="bg-human" />
            </span>
            <span className="min-h-4 text-12 text-soft">{noteOf(name, value, steps[i - 1]?.count)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
