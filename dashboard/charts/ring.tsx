// Shares of a whole as a ring, the first from the top clockwise, with what matters most of them in its middle.
import type { ReactNode } from 'react'

type Part = { name: string; share: number; stroke: string }

const RADIUS = 40
const WIDTH = 12
const GAP = 0.006
/** Few are not none. */
const LEAST = 0.012

/** Where each part begins; the gap between two is taken from the first of them, unless it is alone. */
const arcsOf = (parts: readonly Part[]): (Part & { from: number; length: number })[] => {
  let from = 0
  return parts.map((part) => {
    const arc = { ...part, from, length: parts.length === 1 ? 1 : Math.max(LEAST, part.share) - GAP }
    from += part.share
    return arc
  })
}

export const Ring = ({ parts, children }: { parts: readonly Part[]; children: ReactNode }) => (
  <div aria-hidden="true" className="relative size-28 shrink-0">
    <svg aria-hidden="true" viewBox="0 0 100 100" className="size-full -rotate-90">
      {arcsOf(parts).map(({ name, from, length, stroke }) => (
        <circle
          key={name}
          cx={50}
          cy={50}
          r={RADIUS}
          fill="none"
          strokeWidth={WIDTH}
          pathLength={1}
          strokeDasharray={`${length} ${1 - length}`}
          strokeDashoffset={-from}
          className={stroke}
        />
      ))}
    </svg>
    <div className="absolute inset-0 flex flex-col items-center justify-center text-center">{children}</div>
  </div>
)
