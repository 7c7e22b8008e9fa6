// One number, as people write it. What was looked for stands in the history of the tab, so that Back returns to it, and in no address.
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Sought } from '../../held/person-queries.ts'
import { Button } from '../../ui/button.tsx'
import { CountryField } from '../../ui/country-field.tsx'
import { Field } from '../../ui/field.tsx'

type Props = {
  sought: Sought | undefined
  isLooking: boolean
  /** Why what was typed is no number. */
  problem: string | undefined
  onAgain: () => void
}

const textOf = (sought: Sought | undefined): string => (sought ? `${sought.defaultCountry} ${sought.phone}` : '')

export const NumberSearch = ({ sought, isLooking, problem, onAgain }: Props) => {
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [phone, setPhone] = useState(sought?.phone ?? '')
  const [country, setCountry] = useState(sought?.defaultCountry ?? 'US')
  const [isMissing, setMissing] = useState(false)
  // Back and forward lead from one number to another.
  const [shown, setShown] = useState(textOf(sought))
  if (shown !== textOf(sought)) {
    setShown(textOf(sought))
    setPhone(sought?.phone ?? '')
    setCountry(sought?.defaultCountry ?? 'US')
  }
  const isAsked = sought !== undefined
  useEffect(() => {
    // Whoever comes here comes to type one.
    if (!isAsked) field.current?.focus({ preventScroll: true })
  }, [isAsked])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const asked = { phone: phone.trim(), defaultCountry: country.trim().toUpperCase() }
    setMissing(asked.phone === '')
    if (asked.phone === '') field.current?.focus()
    else if (textOf(asked) === textOf(sought)) onAgain()
    else void navigate({ to: '/contacts', state: (before) => ({ ...before, sought: asked }), resetScroll: false })
  }
  return (
    <search>
      <form onSubmit={submit} noValidate className="grid max-w-140 grid-cols-[minmax(0,1fr)_4.5rem_auto] gap-3">
        <Field label="Number" problem={isMissing ? 'Write the number that is meant.' : problem} hint="As people write it.">
          {(described) => (
            <input
              {...described}
              ref={field}
              type="tel"
              autoComplete="off"
              maxLength={100}
              value={phone}
              onChange={({ currentTarget }) => setPhone(currentTarget.value)}
            />
          )}
        </Field>
        <CountryField value={country} onChange={setCountry} />
        <div className="pt-6">
          <Button look="primary" type="submit" disabled={isLooking}>
            {isLooking ? 'Looking…' : 'Find'}
          </Button>
        </div>
      </form>
    </search>
  )
}
