// Which campaigns are seen, and in which order. It stands in the address.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { CampaignState } from '#contract/campaign-parts.ts'
import { useConnection } from '../../connection/world.tsx'
import type { CampaignFilter } from '../../held/campaign-filter.ts'
import { CampaignSort } from '../../held/campaign-filter.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'

/** Not at each letter. */
const TYPING_MS = 300

const SORTS: Record<CampaignSort, string> = { createdAt: 'oldest first', name: 'by name', '-name': 'by name, from the end' }

export const CampaignFilters = () => {
  const { timing } = useConnection()
  const filter = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const [text, setText] = useState(filter.search ?? '')
  const change = (by: CampaignFilter): void => void navigate({ search: (before) => ({ ...before, ...by }), replace: true })
  useEffect(() => {
    const search = text.trim() === '' ? undefined : text.trim()
    if (search === filter.search) return
    return timing.after(TYPING_MS, () => void navigate({ search: (before) => ({ ...before, search }), replace: true }))
  }, [timing, navigate, text, filter.search])
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField label="Search name" value={text} onChange={setText} />
      <SelectField
        label="State"
        value={filter.state}
        options={CampaignState.options.map((value) => ({ value, label: value }))}
        onChange={(state) => change({ state: CampaignState.safeParse(state).data })}
      />
      <SelectField
        label="Order"
        usual="newest first"
        value={filter.sort}
        options={CampaignSort.options.map((value) => ({ value, label: SORTS[value] }))}
        onChange={(sort) => change({ sort: CampaignSort.safeParse(sort).data })}
      />
    </search>
  )
}
