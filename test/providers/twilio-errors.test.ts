// Every answer to a dial that Twilio documents, and what it means for the attempt: https://www.twilio.com/docs/api/errors
import { describe, expect, it } from 'vitest'
import { refusalOf } from '#providers/twilio-errors.ts'

const of = (status: number, code?: number) => refusalOf({ status, code, message: 'Because.' })

describe('a refused dial', () => {
  it.each([
    [21201, 'invalid-number'],
    [21202, 'rejected'],
    [21211, 'invalid-number'],
    [21214, 'carrier-failure'],
    [21216, 'rejected'],
    [21217, 'invalid-number'],
  ])('for %i lies in the contact: %s', (code, outcome) => {
    expect(of(400, code)).toEqual({ kind: 'refused', by: 'contact', outcome, code })
  })

  it.each([
    [429, 20429],
    [429, undefined],
    [429, 99_999],
    [400, 22005],
    [400, 10004],
  ])('with HTTP %i and %s came too fast, and was not processed', (status, code) => {
    expect(of(status, code)).toEqual({ kind: 'refused', by: 'rate' })
  })

  it.each([
    [401, 20003, 'credentials'],
    [403, 20005, 'an account that is not active'],
    [403, 10001, 'an account that is not active'],
    [403, 10002, 'a trial’s limits'],
    [404, 20404, 'an account that does not exist'],
    [400, 21203, 'no international calls'],
    [400, 21205, 'our address'],
    [400, 21206, 'our digits'],
    [400, 21208, 'our timeout'],
    [400, 21209, 'our method'],
    [400, 21210, 'a number of ours that is not verified'],
    [400, 21212, 'a number of ours that is not valid'],
    [400, 21213, 'no number of ours'],
    [400, 21215, 'a country that is not allowed'],
    [400, 21218, 'our application'],
    [400, 21219, 'a trial that may call verified numbers only'],
    [400, 21234, 'our answering-machine settings'],
    [400, 21262, 'our answering-machine settings'],
    [400, 21263, 'our answering-machine settings'],
    [400, 32018, 'our TwiML'],
    [400, 12_345, 'something new'],
  ])('with HTTP %i and %i lies in the account or in us, and not in the contact: %s', (status, code) => {
    expect(of(status, code)).toEqual({ kind: 'refused', by: 'account', code, message: 'Because.' })
  })

  it('without a code is told by its status', () => {
    expect(of(403)).toEqual({ kind: 'refused', by: 'account', code: 403, message: 'Because.' })
  })
})

describe('an answer that proves nothing', () => {
  it.each([
    [500, 20500],
    [503, 20503],
    [500, undefined],
    [502, undefined],
    [503, 21211],
    [504, undefined],
    [408, undefined],
    [408, 21211],
    [302, undefined],
    [200, undefined],
  ])('is HTTP %i with %s: the call may ring', (status, code) => {
    expect(of(status, code)).toBeUndefined()
  })
})
