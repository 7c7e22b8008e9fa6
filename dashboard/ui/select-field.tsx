// One of several, or whichever.
import { useId } from 'react'

type Props = {
  label: string
  /** What holds while none is chosen; absent: all. */
  usual?: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  /** Undefined: all. */
  onChange: (value: string | undefined) => void
}

export const SelectField = ({ label, usual, value, options, onChange }: Props) => {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
        className="h-8 rounded-8 border border-edge bg-card px-2 text-13"
      >
        <option value="">{usual ?? `${label}: all`}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  )
}
