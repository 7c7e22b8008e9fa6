import { useId } from 'react'

type Props = { label: string; value: string; onChange: (value: string) => void }

/** A field to look for something: its label is its placeholder, too. */
export const SearchField = ({ label, value, onChange }: Props) => {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        placeholder={label}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        className="h-8 w-56 min-w-0 rounded-8 border border-edge bg-card px-2.5 text-13 max-phone:w-full"
      />
    </>
  )
}
