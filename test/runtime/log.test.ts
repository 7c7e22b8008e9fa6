// What the logs may hold: static messages, ids and numbers; no telephone number in full, no key, nobody's name.
import { describe, expect, it } from 'vitest'
import { AppError } from '#app/errors.ts'
import { log } from '#runtime/log.ts'
import { captureOutput } from '../support/output.ts'

const NUMBER = '+12025550142'
const DIGITS = '12025550142'

const logged = (fields: Record<string, unknown>, message = 'something.happened') => {
  const output = captureOutput()
  log.warn(message, fields)
  return { text: output.text(), line: output.lines()[0] }
}

describe('the log', () => {
  it.each(['info', 'warn', 'error'] as const)('writes %s as one line of JSON with its fields', (level) => {
    const output = captureOutput()
    log[level]('call.settled', { campaignId: 'cmp_1', seconds: 12 })
    expect(output.lines()).toEqual([
      expect.objectContaining({
        level: level.toUpperCase(),
        message: 'call.settled',
        service: 'ringmaster',
        campaignId: 'cmp_1',
        seconds: 12,
      }),
    ])
    expect(output.text().trim().split('\n')).toHaveLength(1)
  })

  it.each([
    ['as it is', NUMBER],
    ['inside a text', `could not call ${NUMBER}, sorry`],
    ['as a key of the table', `NUMBER#${NUMBER}`],
    ['in front of other letters', `${NUMBER}_1`],
    ['in a URL', `https://api.twilio.com/Calls.json?To=%2B${DIGITS}&PageSize=20`],
    ['in a form', `To=%2b${DIGITS}`],
  ])('hides the middle of a number that comes %s', (_, text) => {
    expect(logged({ text }).text).not.toContain(DIGITS.slice(1))
    expect(logged({ deep: [{ text }] }).text).not.toContain(DIGITS.slice(1))
    expect(logged({}, text).text).not.toContain(DIGITS.slice(1))
    expect(logged({ error: new Error(text, { cause: new Error(text) }) }).text).not.toContain(DIGITS.slice(1))
  })

  it('keeps as much of a number as one needs to recognise it', () => {
    expect(logged({ to: NUMBER }).line).toMatchObject({ to: '+1202 •••• 0142' })
  })

  it('leaves ids, instants and small numbers alone', () => {
    const fields = {
      attemptId: 'att_01JD0000000000000000000000_00123456789abcdef012345678_1',
      callSid: 'CA00123456789012345678901234567890',
      at: '2026-11-02T15:00:00.000+0000',
      seconds: 12_025_550_142,
    }
    expect(logged(fields).line).toMatchObject(fields)
  })

  it('tells an error by name, message and place', () => {
    const { line } = logged({ error: new AppError('conflict', 'Twice.') })
    expect(line).toMatchObject({ error: { name: 'AppError', message: 'Twice.', stack: expect.stringContaining('log.test.ts') } })
  })

  it('tells the cause of an error', () => {
    const { line } = logged({ error: new Error('outer', { cause: new TypeError('inner') }) })
    expect(line).toMatchObject({ error: { message: 'outer', cause: { name: 'TypeError', message: 'inner' } } })
  })

  it('takes nothing else from an error, which may carry a whole request with its credentials', () => {
    const request = { headers: { Authorization: 'Basic c2VjcmV0' }, data: 'To=%2B12025550142', auth: 'c2VjcmV0' }
    const cause = Object.assign(new Error('reset'), { config: request })
    const { text } = logged({ error: Object.assign(new Error('reset', { cause }), { config: request, response: request }) })
    expect(text).not.toContain('c2VjcmV0')
    expect(text).not.toContain('Authorization')
  })

  it('keeps the code of an error, which says what went wrong', () => {
    const { line } = logged({ error: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) })
    expect(line).toMatchObject({ error: { code: 'ECONNRESET' } })
  })

  it('takes what was thrown without being an error by its text', () => {
    expect(logged({ error: 'a string' }).line).toMatchObject({ error: 'a string' })
    expect(logged({ error: undefined }).line).not.toHaveProperty('error')
  })
})
