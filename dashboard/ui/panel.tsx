// A titled region of the page.
import { type ReactNode, useId } from 'react'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

export const Panel = ({ title, aside, children }: Props) => {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className="min-w-0 rounded-8 border border-line bg-card">
      <header className="flex min-h-11 items-center justify-between gap-4 border-b border-line px-4">
        <h2 id={heading} className="text-13 font-title">
          {title}
        </h2>
        {aside === undefined ? null : <p className="text-13 text-soft">{aside}</p>}
      </header>
      {children}
    </section>
  )
}
