// Asks for an API key, for those who have one.
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { INPUT } from '../ui/field.tsx'
import { EntrancePage } from './entrance-page.tsx'

type Props = { problem: string | undefined; onKey: (key: string) => Promise<void>; onSignIn?: (() => void) | undefined }

export const KeyForm = ({ problem, onKey, onSignIn }: Props) => {
  const [isChecking, setChecking] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const given = new FormData(event.currentTarget).get('key')
    if (typeof given !== 'string' || given.trim() === '') return
    setChecking(true)
    await onKey(given.trim())
    setChecking(false)
  }
  return (
    <EntrancePage problem={problem} other={onSignIn && { label: 'Sign in instead', onChoose: onSignIn }}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <label htmlFor="key" className="font-title">
          API key
        </label>
        <input
          id="key"
          name="key"
          type="password"
          autoComplete="off"
          required
          aria-invalid={problem !== undefined}
          aria-describedby="key-note"
          className={INPUT}
        />
        <p id="key-note" className="text-soft">
          Kept in this browser tab only, until it is closed.
        </p>
        <Button look="primary" type="submit" disabled={isChecking}>
          {isChecking ? 'Checking…' : 'Enter'}
        </Button>
      </form>
    </EntrancePage>
  )
}
