// Puts one number on the do-not-call list.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useConnection } from '../../connection/world.tsx'
import { refreshSuppressions } from '../../held/suppression-queries.ts'
import { Button } from '../../ui/button.tsx'
import { CountryField } from '../../ui/country-field.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ReasonField } from './reason-field.tsx'

export const AddNumber = () => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [phone, setPhone] = useState('')
  const [country, setCountry] = useState('US')
  const [because, setBecause] = useState('')
  const adding = useMutation({
    mutationFn: () =>
      api('suppressNumber', {
        body: { phone, defaultCountry: country.trim().toUpperCase(), ...(because.trim() === '' ? {} : { because }) },
      }),
    onSuccess: () => {
      setPhone('')
      setBecause('')
      refreshSuppressions(client)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (phone.trim() !== '') adding.mutate()
  }
  return (
    <Panel title="Add a number">
      <form onSubmit={submit} noValidate className="flex flex-col gap-3 p-4">
        <div className="grid grid-cols-[minmax(0,1fr)_4.5rem] gap-3">
          <Field label="Number" problem={undefined} hint="As people write it.">
            {(described) => (
              <input
                {...described}
                type="tel"
                autoComplete="off"
                value={phone}
                onChange={({ currentTarget }) => setPhone(currentTarget.value)}
              />
            )}
          </Field>
          <CountryField value={country} onChange={setCountry} />
        </div>
        <ReasonField value={because} onChange={setBecause} hint="Kept with the number. Usually: a person has asked for it." />
        {adding.error ? <ProblemNotice error={adding.error} doing="The number was not added." /> : null}
        <div className="flex items-center justify-end gap-3">
          <p role="status" className="mr-auto text-soft">
            {adding.data ? `${adding.data.phone} is called no more${adding.data.cancelled ? '; the call to it was cancelled' : ''}.` : null}
          </p>
          <Button look="primary" type="submit" disabled={adding.isPending}>
            {adding.isPending ? 'Adding…' : 'Add'}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
