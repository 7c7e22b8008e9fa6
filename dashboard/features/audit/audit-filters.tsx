// Whose entries are shown, and what came of them. It stands in the address.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { AuditOutcome } from '#contract/audit.ts'
import type { AuditFilter } from '../../held/audit-filter.ts'
import { Chosen } from '../../ui/chosen.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { OUTCOMES } from './audit-words.ts'
import { useNames } from './use-names.ts'

export const AuditFilters = () => {
  const { principal, outcome } = useSearch({ from: '/settings/audit' })
  const navigate = useNavigate({ from: '/settings/audit' })
  const nameOf = useNames()
  const change = (by: AuditFilter): void => void navigate({ search: (before) => ({ ...before, ...by }), replace: true, resetScroll: false })
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SelectField
        label="What came of it"
        value={outcome}
        options={AuditOutcome.options.map((value) => ({ value, label: OUTCOMES[value].label }))}
        onChange={(chosen) => change({ outcome: AuditOutcome.safeParse(chosen).data })}
      />
      {principal === undefined ? null : <Chosen says={nameOf(principal)} onRemove={() => change({ principal: undefined })} />}
    </search>
  )
}
