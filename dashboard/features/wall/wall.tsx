// A page for a screen on the wall: everything large, nothing to press. Esc leads back, and so does the word that shows when it is reached for.
import { type ReactNode, useEffect } from 'react'
import { usePhase } from '../../connection/use-live.ts'
import { ConnectionState } from '../../ui/connection-state.tsx'

const useEscape = (onLeave: () => void): void => {
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onLeave()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onLeave])
}

type Props = { heading: ReactNode; onLeave: () => void; children: ReactNode }

export const Wall = ({ heading, onLeave, children }: Props) => {
  const phase = usePhase()
  useEscape(onLeave)
  return (
    // The style sheet makes everything larger while this is on the page.
    <div data-wall className="flex min-h-dvh flex-col gap-6 p-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {heading}
        <div className="ml-auto flex items-center gap-4">
          <button
            type="button"
            onClick={onLeave}
            className="text-13 text-soft opacity-0 transition-opacity hover:opacity-100 focus-visible:opacity-100"
          >
            Leave (Esc)
          </button>
          <ConnectionState />
        </div>
      </header>
      <main data-stale={phase === 'reconnecting' || undefined} className="flex flex-1 flex-col justify-between gap-6">
        {children}
      </main>
    </div>
  )
}

/** One number, to be read across a room. */
export const WallFigure = ({ label, value, note }: { label: string; value: ReactNode; note?: string }) => (
  <div className="min-w-0">
    <dt className="text-15 text-soft">{label}</dt>
    <dd className="text-wall">{value}</dd>
    {note ? <dd className="text-13 text-soft">{note}</dd> : null}
  </div>
)
