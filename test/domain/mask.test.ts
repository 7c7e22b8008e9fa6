import { expect, it } from 'vitest'
import { mask, maskWithin } from '#domain/mask.ts'

it('hides the middle of a number', () => {
  expect(mask('+12025550142')).toBe('+1202 •••• 0142')
  expect(mask('+12025550142')).not.toContain('555')
})

it.each(['refused: +12025550142', 'To=%2B12025550142&From=x', 'NUMBER#+12025550142'])('hides it within a text: %s', (text) => {
  expect(maskWithin(text)).not.toContain('5550142')
  expect(maskWithin(text)).toContain('•••• 0142')
})
