// One of the parts of the form, under its name.
import { type ReactNode, useId } from 'react'

export const Section = ({ title, children }: { title: string; children: ReactNode }) => {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-3 border-b border-line pb-5 last:border-b-0 last:pb-0">
      <h3 id={heading} className="text-15 font-title">
        {title}
      </h3>
      {children}
    </section>
  )
}
