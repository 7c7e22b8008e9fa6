// A class that tints an element for a moment each time the value changes.
import { useState } from 'react'

export const useTint = (value: unknown): string => {
  const [seen, setSeen] = useState({ value, changes: 0 })
  if (!Object.is(seen.value, value)) setSeen({ value, changes: seen.changes + 1 })
  if (seen.changes === 0) return ''
  return seen.changes % 2 === 0 ? 'tint-even' : 'tint-odd'
}
