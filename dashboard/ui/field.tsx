// A labelled input with its hint and, when it is refused, the reason.
import { type ComponentProps, type ReactNode, useId } from 'react'

export const INPUT =
  'w-full rounded-8 border border-edge bg-card px-2.5 py-1.5 text-13 text-ink outline-offset-0 aria-invalid:border-failed aria-invalid:outline-failed'

type Described = { id: string; 'aria-invalid': boolean; 'aria-describedby': string; className: string }

type Props = {
  label: string
  hint?: ReactNode
  problem: string | undefined
  /** Spread into the input. */
  children: (described: Described) => ReactNode
}

export const Field = ({ label, hint, problem, children }: Props) => {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-title">
        {label}
      </label>
      {children({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': `${id}-note`, className: INPUT })}
      <p id={`${id}-note`} className={`text-12 ${problem ? 'text-failed' : 'text-soft'}`}>
        {problem ?? hint}
      </p>
    </div>
  )
}

type InputProps = Omit<ComponentProps<'input'>, 'id' | 'className'> & { unit: string }

/** A number with its unit inside the input's border. */
export const NumberInput = ({ unit, described, ...props }: InputProps & { described: Described }) => (
  <span className="relative">
    <input type="text" inputMode="decimal" {...props} {...described} className={`${described.className} pr-16`} />
    <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-12 text-soft">{unit}</span>
  </span>
)
