// The bar above every page: the name, the ways to go, and what is shown at its end.
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'

export type WayName = 'Campaigns' | 'Contacts' | 'Results' | 'Settings'

const WIDTH = 'mx-auto w-full max-w-360 px-4 phone:px-6'

/** Of what stands below the bar. */
export const CONTENT = `py-6 outline-none ${WIDTH}`

export const wayLook = (isIn: boolean): string =>
  `flex h-full items-center border-b-2 px-1 pt-0.5 ${isIn ? 'border-b-accent' : 'border-b-transparent text-soft hover:text-ink'}`

type Props = {
  /** The name, as the way home or by itself. */
  home: (parts: ReactNode, look: string) => ReactNode
  ways: ReactNode
  children?: ReactNode
}

export const TopBar = ({ home, ways, children }: Props) => (
  <header className="sticky top-0 z-10 border-b border-line bg-card">
    <div className={`flex min-h-12 items-center gap-x-3 max-tablet:flex-wrap phone:gap-x-4 desk:gap-6 ${WIDTH}`}>
      {home(
        <>
          <Brand /> <span className="max-phone:sr-only">Ringmaster</span>
        </>,
        'flex items-center gap-2 text-15 font-title',
      )}
      <nav
        aria-label="Main"
        className="flex h-12 items-center gap-4 max-tablet:order-last max-tablet:h-9 max-tablet:w-full max-small:gap-3"
      >
        {ways}
      </nav>
      <div className="flex h-12 min-w-0 flex-1 items-center justify-end gap-3 phone:gap-4">{children}</div>
    </div>
  </header>
)
