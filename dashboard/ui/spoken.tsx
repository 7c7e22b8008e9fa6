// Tells a screen reader how counters move, at most once in ten seconds.
import { useEffect, useRef, useState } from 'react'
import { useConnection } from '../connection/world.tsx'

const LEAST_MS = 10_000

export const Spoken = ({ text }: { text: string }) => {
  const { timing } = useConnection()
  const [said, setSaid] = useState('')
  const saidAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const wait = Math.max(0, saidAt.current + LEAST_MS - timing.now())
    return timing.after(wait, () => {
      saidAt.current = timing.now()
      setSaid(text)
    })
  }, [timing, text])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
