// Something that is so or is not, with its words beside it.
import { type ReactNode, useId } from 'react'

type Props = { label: ReactNode; hint?: string; isChecked: boolean; onChange: (isChecked: boolean) => void }

export const Check = ({ label, hint, isChecked, onChange }: Props) => {
  const id = useId()
  return (
    <div className="flex items-baseline gap-2">
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        className="size-3.5 translate-y-px"
      />
      <span className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint === undefined ? null : (
          <span id={`${id}-note`} className="block text-12 text-soft">
            {hint}
          </span>
        )}
      </span>
    </div>
  )
}
