// How loud one side of a call is, ten times a second.
import { useEffect, useState } from 'react'
import type { Voice } from '#contract/listening.ts'
import type { Ear } from '../../listening/ear.ts'

const EVERY_MS = 100
/** A voice falls off slowly, so that the eye can follow. */
const FALL = 0.12

export const LevelMeter = ({ ear, voice, name }: { ear: Ear; voice: Voice; name: string }) => {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      const heard = ear.levels()?.[voice] ?? 0
      setLevel((before) => Math.max(heard, before - FALL, 0))
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [ear, voice])
  const shown = Math.round(level * 100)
  return (
    <div className="flex items-center gap-2 text-12">
      <span className="w-12 text-soft">{name}</span>
      <meter aria-label={`Level of the ${voice}`} min={0} max={100} value={shown} className="sr-only" />
      <div aria-hidden="true" className="h-1.5 flex-1 overflow-hidden rounded-pill bg-sunk">
        <div data-mark className="h-full rounded-pill bg-accent" style={{ width: `${shown}%` }} />
      </div>
    </div>
  )
}
