// The pages of one campaign.
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { CampaignId } from '#contract/ids.ts'

const TAB = 'flex h-9 items-center border-b-2 px-1 pt-0.5'
const HERE = { className: `${TAB} border-b-accent font-title`, 'aria-current': 'page' } as const
const ELSEWHERE = { className: `${TAB} border-b-transparent text-soft hover:text-ink` } as const

export const CampaignTabs = memo(({ id }: { id: CampaignId }) => (
  <nav aria-label="Campaign" className="flex gap-4 border-b border-line">
    <Link
      to="/campaigns/$id"
      params={{ id }}
      activeOptions={{ exact: true, includeSearch: false }}
      activeProps={HERE}
      inactiveProps={ELSEWHERE}
    >
      Live
    </Link>
    <Link
      to="/campaigns/$id/contacts"
      params={{ id }}
      activeOptions={{ includeSearch: false }}
      activeProps={HERE}
      inactiveProps={ELSEWHERE}
    >
      Contacts
    </Link>
    <Link to="/campaigns/$id/results" params={{ id }} activeOptions={{ includeSearch: false }} activeProps={HERE} inactiveProps={ELSEWHERE}>
      Results
    </Link>
    <Link to="/campaigns/$id/wall" params={{ id }} className="ml-auto flex h-9 items-center px-1 text-soft hover:text-ink max-phone:hidden">
      Wall view
    </Link>
  </nav>
))
