// Words in which columns of the list may stand: they are completed as soon as a brace is opened.
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { type Completion, complete, completionAt, matching } from './completion.ts'

/** More would hide what is written. */
const SHOWN = 6

type Props = {
  label: string
  hint: string
  problem: string | undefined
  rows: number
  value: string
  placeholder?: string
  /** Names of what a row of the list has. */
  variables: readonly string[]
  onValue: (value: string) => void
}

type ListProps = { id: string; names: readonly string[]; chosen: number; onTake: (name: string) => void }

const Names = ({ id, names, chosen, onTake }: ListProps) => (
  <div
    id={id}
    role="listbox"
    aria-label="Columns of the list"
    className="absolute inset-x-0 top-full z-10 mt-1 max-h-56 overflow-y-auto rounded-8 border border-line bg-card py-1 shadow-float"
  >
    {names.map((name, i) => (
      // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text; its active descendant is the option.
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's.
      <div
        key={name}
        id={`${id}-${i}`}
        role="option"
        aria-selected={i === chosen}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onTake(name)}
        className={`cursor-pointer px-3 py-1 font-mono text-12 ${i === chosen ? 'bg-accent/12' : 'hover:bg-sunk'}`}
      >
        {`{{${name}}}`}
      </div>
    ))}
  </div>
)

export const TemplateField = ({ label, hint, problem, rows, value, placeholder, variables, onValue }: Props) => {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  /** Where the cursor belongs once the completed text is there. */
  const cursor = useRef<number>(undefined)
  const [open, setOpen] = useState<Completion>()
  const [chosen, setChosen] = useState(0)
  const names = open ? matching(variables, open.query).slice(0, SHOWN) : []
  const at = Math.min(chosen, names.length - 1)

  useLayoutEffect(() => {
    if (cursor.current === undefined) return
    field.current?.setSelectionRange(cursor.current, cursor.current)
    cursor.current = undefined
  })

  const look = (element: HTMLTextAreaElement): void => {
    setOpen(element.selectionStart === element.selectionEnd ? completionAt(element.value, element.selectionStart) : undefined)
    setChosen(0)
  }
  const take = (name: string): void => {
    if (!open) return
    const completed = complete(value, open, name)
    cursor.current = completed.cursor
    setOpen(undefined)
    onValue(completed.text)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const name = names[at]
    if (name === undefined) return
    if (event.key === 'ArrowDown') setChosen((at + 1) % names.length)
    else if (event.key === 'ArrowUp') setChosen((at - 1 + names.length) % names.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(name)
    else if (event.key === 'Escape') setOpen(undefined)
    else return
    event.preventDefault()
  }
  return (
    <Field label={label} problem={problem} hint={hint}>
      {(described) => (
        <div className="relative">
          <textarea
            {...described}
            ref={field}
            rows={rows}
            value={value}
            placeholder={placeholder}
            aria-autocomplete="list"
            aria-controls={names.length > 0 ? id : undefined}
            aria-activedescendant={names.length > 0 ? `${id}-${at}` : undefined}
            onChange={({ currentTarget }) => {
              onValue(currentTarget.value)
              look(currentTarget)
            }}
            onKeyDown={onKeyDown}
            onClick={({ currentTarget }) => look(currentTarget)}
            onBlur={() => setOpen(undefined)}
          />
          {names.length > 0 ? <Names id={id} names={names} chosen={at} onTake={take} /> : null}
        </div>
      )}
    </Field>
  )
}
