// The AsyncAPI document: without errors, with every message, and made of nothing but the schemas.
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { viewCampaign } from '#app/views.ts'
import { asyncApiDocument } from '#contract/asyncapi/document.ts'
import { ClientMessage, PushedEvent } from '#contract/events.ts'
import { aCampaign, campaignId } from '../../support/builders.ts'

const document = asyncApiDocument()
const actions = ClientMessage.def.options.flatMap(({ shape }) => shape.action.def.values)
const events = PushedEvent.def.options.flatMap(({ shape }) => shape.event.def.values)

const Message = z.looseObject({ examples: z._default(z.array(z.looseObject({ payload: z.unknown() })), []) })

describe('the AsyncAPI document', () => {
  it('is an AsyncAPI 3 document without an error or a warning', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({ source: JSON.stringify(document), config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })

  it('is refused by the same rules when something in it is wrong', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const broken = { ...document, operations: { ping: { ...document.operations.ping, action: 'shout' } } }
    expect(await lintFromString({ source: JSON.stringify(broken), config })).not.toEqual([])
  })

  it('has an operation for everything that may be sent, and for everything that is pushed', () => {
    const of = (action: string) => Object.entries(document.operations).filter(([, operation]) => operation.action === action)
    expect(of('receive').map(([name]) => name)).toEqual(actions)
    expect(of('send').map(([name]) => name)).toEqual(events)
    expect(Object.keys(document.channels.viewers?.messages ?? {})).toEqual([...actions, ...events])
  })

  it('shows examples that are taken', () => {
    const examples = actions.flatMap((name) => Message.parse(document.components.messages[name]).examples)
    expect(examples.map(({ payload }) => ClientMessage.parse(payload).action)).toEqual(actions)
  })

  it('describes an event as it is on the wire', () => {
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    ajv.addFormat('e164', /^\+[1-9]\d{6,14}$/)
    ajv.addSchema(document, 'document')
    const isValid = ajv.compile({ $ref: 'document#/components/messages/campaign_update/payload' })
    const event = { event: 'campaign_update', version: 1, data: viewCampaign(aCampaign()) }
    expect([isValid(event), isValid.errors]).toEqual([true, null])
    expect(isValid({ ...event, data: { id: campaignId } })).toBe(false)
  })
})
