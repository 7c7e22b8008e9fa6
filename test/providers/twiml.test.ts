// What Twilio is told, read back by an XML parser that is not the one that wrote it.

import * as fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { hangUp, sayAndHangUp, streamTo } from '#providers/twiml.ts'

const Attributes = z.record(z.string(), z.string())
const Connected = z.strictObject({
  Response: z.strictObject({
    Connect: z.strictObject({
      Stream: z.strictObject({ '@': z.strictObject({ url: z.string() }), Parameter: z.array(z.strictObject({ '@': Attributes })) }),
    }),
  }),
})

const read = (twiml: string): unknown => {
  expect(XMLValidator.validate(twiml)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributesGroupName: '@',
    attributeNamePrefix: '',
    ignoreDeclaration: true,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => name === 'Parameter',
  })
  return parser.parse(twiml)
}

describe('the document of an answered call', () => {
  it('connects the call to the stream, with its parameters, and nothing after it', () => {
    const { Response } = Connected.parse(read(streamTo('wss://bridge.test/media/t', { campaignId: 'cmp_1', attemptId: 'att_1' })))
    expect(Response.Connect.Stream).toEqual({
      '@': { url: 'wss://bridge.test/media/t' },
      Parameter: [{ '@': { name: 'campaignId', value: 'cmp_1' } }, { '@': { name: 'attemptId', value: 'att_1' } }],
    })
  })

  it('carries any value of visible characters unchanged, and lets none of them become markup', () => {
    const text = fc.string({ unit: fc.constantFrom(...'<>&"\'/=;{}!-[]aé日 #x26', '🙂'), minLength: 1 })
    fc.assert(
      fc.property(text, text, (name, value) => {
        const { Response } = Connected.parse(read(streamTo('wss://bridge.test/media/t', { [name]: value })))
        expect(Response.Connect.Stream.Parameter).toEqual([{ '@': { name, value } }])
      }),
    )
  })

  it.each(['"/><Hangup/>', '--><Dial>+1</Dial>', '<![CDATA[x]]>', '&amp;', '&#0;', ']]>'])(
    'stays one stream whatever stands in it: %s',
    (value) => {
      expect(Connected.safeParse(read(streamTo('wss://bridge.test/media/t', { value }))).success).toBe(true)
    },
  )
})

describe('the document of a call that nobody waits for', () => {
  it('hangs up', () => {
    expect(read(hangUp())).toEqual({ Response: { Hangup: '' } })
  })
})

describe('the document of a message to an answering machine', () => {
  it('is said in the language of the campaign, and then hangs up', () => {
    const say = (language: string, text: string) => ({ Response: { Say: { '@': { language }, '#text': text }, Hangup: '' } })
    expect(read(sayAndHangUp('Hello.'))).toEqual(say('en-US', 'Hello.'))
    expect(read(sayAndHangUp('Olá.', 'pt-br'))).toEqual(say('pt-BR', 'Olá.'))
    expect(read(sayAndHangUp('Dia duit.', 'ga'))).toEqual({ Response: { Say: 'Dia duit.', Hangup: '' } })
  })

  it('carries any words unchanged', () => {
    expect(read(sayAndHangUp('1 < 2 & "so" on'))).toMatchObject({ Response: { Say: { '#text': '1 < 2 & "so" on' } } })
  })

  it('is never longer than Twilio takes, whatever a variable makes of it', () => {
    const document = sayAndHangUp(`Begins here. ${'&'.repeat(5_000)}`)
    expect(document.length).toBeLessThanOrEqual(4_000)
    expect(document).toContain('Begins here.')
    expect(XMLValidator.validate(document)).toBe(true)
  })
})
