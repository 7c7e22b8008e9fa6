import { describe, expect, it } from 'vitest'
import { bodyOf, formOf, publicUrlOf } from '#runtime/http-event.ts'
import { httpEvent } from '../support/lambda.ts'

const event = (body: string | undefined, base64 = false) =>
  httpEvent({ routeKey: 'POST /x', base64, ...(body === undefined ? {} : { body }) })

describe('the body of a request', () => {
  it('is its text, however it was wrapped', () => {
    expect(bodyOf(event('Zoë'))).toBe('Zoë')
    expect(bodyOf(event('Zoë', true))).toBe('Zoë')
    expect(bodyOf(event(undefined))).toBe('')
  })

  it('as a form has its fields decoded: a plus is a space, %2B is a plus', () => {
    const form = 'To=%2B12025550142&Name=Zo%C3%AB+W&Empty='
    expect(formOf(event(form, true))).toEqual({ To: '+12025550142', Name: 'Zoë W', Empty: '' })
    expect(formOf(event(undefined))).toEqual({})
  })

  it('as a form keeps every value of a field that comes more than once', () => {
    expect(formOf(event('Digits=5678&Sid=CA1&Digits=1234'))).toEqual({ Digits: ['5678', '1234'], Sid: 'CA1' })
  })
})

describe('the public address of a request', () => {
  it('is made from our own base, and from nothing that the caller can choose', () => {
    const request = httpEvent({
      routeKey: 'POST /x',
      path: '/webhooks/x',
      query: { a: '1', b: '2' },
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    })
    expect(publicUrlOf(request, 'https://api.ringmaster.test')).toBe('https://api.ringmaster.test/webhooks/x?a=1&b=2')
    expect(publicUrlOf(httpEvent({ routeKey: 'POST /x', path: '/y' }), 'https://api.ringmaster.test')).toBe('https://api.ringmaster.test/y')
  })
})
