import { expect, it } from 'vitest'
import { meantBy } from '../../../local/cli/suggestion.ts'

const KNOWN = ['run', 'campaigns', 'start', 'pause', 'resume', 'stop', 'watch', 'export']

it.each([
  ['campains', 'campaigns'],
  ['campaign', 'campaigns'],
  ['strat', 'start'],
  ['Watch', 'watch'],
  ['exprot', 'export'],
  ['camp', 'campaigns'],
  ['stpo', 'stop'],
])('%s is taken for %s', (word, meant) => {
  expect(meantBy(word, KNOWN)).toBe(meant)
})

it.each(['deploy', 'x', 'campaignsandmore', ''])('“%s” is taken for nothing', (word) => {
  expect(meantBy(word, KNOWN)).toBeUndefined()
})
