// A word to the agent that the caller does not hear.
import { type FormEvent, useId, useState } from 'react'
import type { Ear, HintState } from '../../listening/ear.ts'
import { Button } from '../../ui/button.tsx'
import { INPUT } from '../../ui/field.tsx'

const RESULTS: Record<HintState, string> = {
  none: 'The agent takes it into account; the caller does not hear it.',
  sent: 'Telling the agent…',
  taken: 'The agent was told.',
  refused: 'The agent was not told. Try again in a moment.',
}

export const HintForm = ({ ear, hint }: { ear: Ear; hint: HintState }) => {
  const id = useId()
  const [text, setText] = useState('')
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '' || hint === 'sent') return
    ear.tell(text.trim())
    setText('')
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-1">
      <label htmlFor={id} className="font-title">
        Hint to the agent
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={500}
          autoComplete="off"
          aria-describedby={`${id}-note`}
          className={INPUT}
        />
        <Button type="submit" disabled={hint === 'sent'}>
          Send
        </Button>
      </div>
      <p id={`${id}-note`} role="status" className="text-12 text-soft">
        {RESULTS[hint]}
      </p>
    </form>
  )
}
