import { expect, it } from 'vitest'
import { healthLines, type Known, sumOf } from '../../../../dashboard/features/health/health-lines.ts'
import { anAccount } from '../../support/build.ts'
import { aWebhook } from '../../support/webhook.ts'

const health: Known['health'] = { ok: true, time: '2026-11-03T14:33:00.000Z', checks: [{ name: 'table', verdict: 'ok' }] }
const well: Known = { health, isSilent: false, phase: 'live', account: anAccount(), webhooks: [aWebhook()] }
const line = (name: string, known: Partial<Known>) => healthLines({ ...well, ...known }).find((one) => one.name === name)

it('finds all well when all is well', () => {
  const lines = healthLines(well)
  expect(lines.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['API and table', 'ok'],
    ['Live connection', 'ok'],
    ['Twilio', 'ok'],
    ['ElevenLabs', 'ok'],
    ['Limits', 'ok'],
    ['Webhooks', 'ok'],
  ])
  expect(sumOf(lines)).toBe('All is well.')
})

it('says what to do about whatever is not well', () => {
  const lines = healthLines({
    ...{ health: undefined, isSilent: true, phase: 'reconnecting' },
    account: anAccount({
      lines: { allowed: 40, now: 12 },
      callsPerSecond: { allowed: 1, now: 0.5 },
      breakers: [
        { provider: 'twilio', state: 'open', triedInMs: 12_000 },
        { provider: 'elevenlabs', state: 'probing' },
      ],
    }),
    webhooks: [aWebhook({ name: 'CRM', failingSince: '2026-11-03T14:00:00.000Z' }), aWebhook({ isActive: false })],
  })
  expect(lines.every(({ verdict, fix }) => verdict !== 'ok' && fix !== undefined)).toBe(true)
  expect(sumOf(lines)).toBe('3 to mend, 3 to look at')
  expect(lines.map(({ says }) => says).join(' ')).toContain('tried again in 12\u00a0s')
  expect(lines.map(({ says }) => says).join(' ')).toContain('12 of 40 lines and 0.5 of 1 calls a second')
  expect(lines.map(({ says }) => says).join(' ')).toContain('CRM: what is sent is not accepted')
})

it('leads to where it can be mended', () => {
  const failing = aWebhook({ name: 'CRM', failingSince: '2026-11-03T14:00:00.000Z' })
  expect(line('Webhooks', { webhooks: [failing, aWebhook()] })?.ways).toEqual([{ says: 'CRM', to: 'webhook', id: failing.id }])
  expect(line('Limits', { account: anAccount({ lines: { allowed: 40, now: 12 } }) })?.ways).toMatchObject([{ to: 'account' }])
  const account = anAccount({ breakers: [{ provider: 'twilio', state: 'open' }] })
  expect(line('Twilio', { account })?.ways).toMatchObject([{ href: 'https://status.twilio.com' }])
})

it('goes by what anybody may know where the account cannot be read', () => {
  const known: Partial<Known> = { account: undefined, health: { ...health, checks: [{ name: 'twilio', verdict: 'warn' }] } }
  expect(line('Twilio', known)).toMatchObject({ verdict: 'fail' })
  expect(line('Limits', known)).toBeUndefined()
})

it('tells a full queue from a lowered limit, and says nothing of webhooks where there are none', () => {
  expect(line('Limits', { account: anAccount({ dialsFrom: '2026-11-03T14:34:00.000Z' }) })?.says).toContain('queue is full')
  expect(line('Webhooks', { webhooks: [] })).toBeUndefined()
  expect(line('Live connection', { phase: 'connecting' })?.verdict).toBe('warn')
})
