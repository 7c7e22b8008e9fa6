// Merges the environments of all functions into one: here they share a process.
import type { LocalFunction } from '../system.ts'

export const mergeEnvironments = (functions: LocalFunction[]): Record<string, string> => {
  const merged: Record<string, { value: string; from: string }> = {}
  for (const { name, environment } of functions) {
    for (const [key, value] of Object.entries(environment)) {
      const known = merged[key]
      if (known && known.value !== value) {
        throw new Error(`${key} is ${known.value} for ${known.from} but ${value} for ${name}: on one machine all functions share it.`)
      }
      merged[key] = { value, from: name }
    }
  }
  return Object.fromEntries(Object.entries(merged).map(([key, { value }]) => [key, value]))
}
