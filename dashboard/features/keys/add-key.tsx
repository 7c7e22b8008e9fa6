// Makes a key, and shows it once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { ApiKey } from '#contract/access.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshKeys } from '../../held/key-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SCOPES } from './scope-words.ts'
import { ShownKey } from './shown-key.tsx'

const SCOPE_ORDER: readonly ApiKey['scope'][] = ['read', 'operate', 'admin']
const EXPIRIES = [
  { days: 30, label: 'in 30 days' },
  { days: 90, label: 'in 90 days' },
  { days: 365, label: 'in a year' },
  { days: undefined, label: 'never' },
] as const
/** A key that is forgotten somewhere stops working by itself. */
const USUAL_DAYS = 365

type ScopeProps = { chosen: ApiKey['scope']; onChange: (scope: ApiKey['scope']) => void }

const ScopeField = ({ chosen, onChange }: ScopeProps) => {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-title">It may</legend>
      {SCOPE_ORDER.map((scope) => (
        <div key={scope} className="flex items-baseline gap-2">
          <input
            type="radio"
            id={`${name}-${scope}`}
            name={name}
            checked={scope === chosen}
            onChange={() => onChange(scope)}
            aria-describedby={`${name}-${scope}-note`}
            className="size-3.5 translate-y-px"
          />
          <span className="min-w-0">
            <label htmlFor={`${name}-${scope}`}>{SCOPES[scope].name}</label>
            <span id={`${name}-${scope}-note`} className="block text-12 text-soft">
              {SCOPES[scope].hint}
            </span>
          </span>
        </div>
      ))}
    </fieldset>
  )
}

export const AddKey = () => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<ApiKey['scope']>('operate')
  const [days, setDays] = useState<number | undefined>(USUAL_DAYS)
  const adding = useMutation({
    mutationFn: () => api('createKey', { body: { name: name.trim(), scope, ...(days === undefined ? {} : { expiresInDays: days }) } }),
    onSuccess: () => {
      setName('')
      refreshKeys(client)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    adding.mutate()
  }
  return (
    <Panel title="Make a key">
      <form onSubmit={submit} noValidate className="flex max-w-140 flex-col gap-3 p-4">
        <Field label="Name" problem={undefined} hint="Whose it is, or what uses it: you will want to know when you revoke it.">
          {(described) => (
            <input
              {...described}
              autoComplete="off"
              maxLength={100}
              placeholder="CRM, nightly import"
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          )}
        </Field>
        <ScopeField chosen={scope} onChange={setScope} />
        <Field label="It expires" problem={undefined} hint="A key can be rotated before, so that nothing stops.">
          {(described) => (
            <select
              {...described}
              value={days ?? ''}
              onChange={({ currentTarget: { value } }) => setDays(value === '' ? undefined : Number(value))}
            >
              {EXPIRIES.map(({ days: option, label }) => (
                <option key={label} value={option ?? ''}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        {adding.error ? <ProblemNotice error={adding.error} doing="No key was made." /> : null}
        <div className="flex justify-end">
          <Button look="primary" type="submit" disabled={adding.isPending || name.trim() === ''}>
            {adding.isPending ? 'Making…' : 'Make a key'}
          </Button>
        </div>
      </form>
      <ShownKey of={adding.data} onClose={adding.reset} />
    </Panel>
  )
}
