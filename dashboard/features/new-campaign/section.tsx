// One step of the form, under its name.
import { type ReactNode, useId } from 'react'

type Props = { title: string; says: string; children: ReactNode }

export const Section = ({ title, says, children }: Props) => {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col gap-4">
      <header>
        {/* The focus comes here with each step, so that it is read from its beginning. */}
        <h2 id={heading} tabIndex={-1} className="text-15 font-title outline-none">
          {title}
        </h2>
        <p className="text-soft">{says}</p>
      </header>
      {children}
    </section>
  )
}
