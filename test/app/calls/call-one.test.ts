// A call to one number: a campaign like any other, made once for each key.
import { expect, it } from 'vitest'
import { callOne } from '#app/calls/call-one.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import { NewCall } from '#contract/new-call.ts'
import { NewTemplate } from '#contract/template.ts'
import { ids } from '#runtime/ids.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { aNumber, openStore } from '../../support/store.ts'

const nobody = async (): Promise<never> => {
  throw new Error('This test does not play it.')
}

const world = (changes: Partial<DialRules> = {}) => {
  const store = openStore(() => memoryTable())
  const started: string[] = []
  const machine = { start: async (id: string, run: number) => void started.push(`${id}-${run}`) }
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const ports = {
    ...store,
    ids,
    random: () => 0.5,
    log: quiet,
    machine: { status: nobody, again: nobody, wait: nobody, leave: nobody, ...machine },
  }
  const rules: DialRules = { callsPerSecond: 1, concurrentCalls: 1, callsPerDay: 3, consent: 'deployer', windows: 'off', ...changes }
  return { store, ports, started, call: callOne(ports, rules) }
}

const asked = NewCall.parse({
  phone: '(202) 555-0101',
  name: 'Dora',
  prompt: 'Be kind.',
  firstMessage: 'Hello {{name}}.',
  variables: { plan: 'Gold' },
})

it('makes a campaign of one contact that is called once, and says under which id its call will be found', async () => {
  const { store, call, started } = world()
  const placed = await call(asked, { idempotencyKey: 'k1' })
  const { campaign, contactId, callId } = placed
  expect(campaign).toMatchObject({
    name: 'Call to Dora',
    state: 'active',
    settings: { maxConcurrentCalls: 1, retryCount: 0, callDelay: 0 },
  })
  expect(await store.contacts.get(campaign.id, contactId)).toMatchObject({
    phone: aNumber(1),
    name: 'Dora',
    variables: { plan: 'Gold' },
    state: 'pending',
  })
  expect(callId).toBe(`att_${campaign.id.slice(4)}_${contactId.slice(4)}_1`)
  expect(started).toContain(`${campaign.id}-1`)
})

it('is one call however often it is asked for under its key', async () => {
  const { store, call } = world()
  const first = await call(asked, { idempotencyKey: 'k1' })
  const again = await call(asked, { idempotencyKey: 'k1' })
  expect([again.campaign.id, again.callId]).toEqual([first.campaign.id, first.callId])
  const other = await call(asked, { idempotencyKey: 'k2' })
  expect(other.campaign.id).not.toBe(first.campaign.id)
  expect((await store.campaigns.list({ limit: 10 })).items).toHaveLength(2)
})

it('takes the words of a template, but neither its retries nor its budget', async () => {
  const { store, ports, call } = world()
  const at = '2026-11-02T15:00:00.000Z'
  const words = {
    name: 'Renewals',
    prompt: 'Ask.',
    firstMessage: 'Hello.',
    settings: { budget: { calls: 1 }, retries: { busy: [60_000] }, weight: 7 },
  }
  const template = { ...NewTemplate.parse(words), id: ports.ids.template(), version: 1, createdAt: at, changedAt: at }
  await store.templates.create(template)
  const request = NewCall.parse({ phone: aNumber(1), templateId: template.id, firstMessage: 'Good morning.' })
  const { campaign } = await call(request, { idempotencyKey: 'k1' })
  expect(campaign).toMatchObject({
    prompt: 'Ask.',
    firstMessage: 'Good morning.',
    settings: { weight: 7, retryCount: 0 },
    template: { id: template.id },
  })
  expect(campaign.settings).not.toHaveProperty('budget')
  expect(campaign.settings).not.toHaveProperty('retries')
})

it('makes nothing for a number that nobody may call', async () => {
  const { store, call } = world()
  await store.numbers.suppress(aNumber(1), { at: '2026-11-02T15:00:00.000Z', because: 'asked for it' })
  await expect(call(asked, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    code: 'unprocessable',
    message: expect.stringContaining('suppression'),
  })
  const abroad = NewCall.parse({ ...asked, phone: '+18765550123' })
  await expect(call(abroad, { idempotencyKey: 'k2' })).rejects.toMatchObject({
    code: 'unprocessable',
    errors: [{ pointer: '/body/phone' }],
  })
  expect((await store.campaigns.list({ limit: 10 })).items).toEqual([])
})

it('says how long a rule keeps it, and asks for consent where each campaign needs it', async () => {
  const night = world({ windows: 'enforced' })
  // 15:00 in London is 10:00 in Washington: twelve hours later it is night there.
  night.store.move(12 * 3_600_000)
  expect(await night.call(asked, { idempotencyKey: 'k1' })).toMatchObject({ notBefore: expect.any(String), because: expect.any(String) })
  await expect(world({ consent: 'campaign' }).call(asked, { idempotencyKey: 'k1' })).rejects.toMatchObject({ code: 'consent_required' })
})
