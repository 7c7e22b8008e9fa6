// Every handler can be imported anywhere: nothing is read, written, opened or connected before its first event.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { environments, type FunctionName } from '#env/all.ts'
import { aContact } from '../support/builders.ts'
import { aContext, httpEvent } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { socketEvent } from '../support/socket-events.ts'

const FOLDER = join(import.meta.dirname, '../../functions/handlers')
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'))
const Callable = z.object({ handler: z.custom<(event: unknown, context: unknown) => unknown>((value) => typeof value === 'function') })

/** Variables that the functions read, gone for the time of these tests. */
const names = new Set([...Object.values(environments).flatMap(({ shape }) => Object.keys(shape)), 'AWS_REGION', 'AWS_ACCESS_KEY_ID'])
const kept = new Map<string, string>()
beforeAll(() => {
  for (const name of names) {
    const value = process.env[name]
    if (value !== undefined) kept.set(name, value)
    delete process.env[name]
  }
})
afterAll(() => {
  Object.assign(process.env, Object.fromEntries(kept))
})

describe('the handlers', () => {
  it('are one file for each environment that is described, and no other', () => {
    expect(files.sort()).toEqual(
      Object.keys(environments)
        .map((name) => `${name}.ts`)
        .sort(),
    )
  })

  it.each(files)('can be imported without an environment, and open nothing: %s', async (file) => {
    const output = captureOutput()
    const open = () => process.getActiveResourcesInfo().filter((resource) => /TCP|TLS|UDP|DNS/.test(resource)).length
    const before = open()
    expect(Callable.safeParse(await import(join(FOLDER, file))).success).toBe(true)
    expect(open()).toBe(before)
    expect(output.text()).toBe('')
  })

  const run = { campaignId: 'cmp_01JD0000000000000000000009', run: 1 }
  const health = httpEvent({ routeKey: 'GET /api/health' })
  const contact = marshall(aContact())
  const contactChange = {
    dynamodb: { Keys: { SK: { S: `CONTACT#${aContact().id}` } }, OldImage: contact, NewImage: { ...contact, state: { S: 'done' } } },
  }
  const events: Record<FunctionName, unknown> = {
    api: health,
    authorize: health,
    socket: socketEvent({ routeKey: '$disconnect', connectionId: 'c' }),
    'twilio-voice': health,
    'twilio-status': health,
    'twilio-machine': health,
    'twilio-recording': health,
    'keep-recordings': {},
    'elevenlabs-post-call': health,
    'fetch-results': {},
    plan: run,
    'claim-and-dial': { ...run, k: 0, turn: 0, token: 't' },
    'next-run': run,
    reconcile: {},
    'import-contacts': { detail: { object: { key: `inbox/${run.campaignId}/imp_01JD0000000000000000000009.csv` } } },
    'import-suppressions': { detail: { object: { key: 'suppressions/imp_01JD0000000000000000000009' } } },
    'export-contacts': { detail: { object: { key: `exports/wake/${run.campaignId}/exp_01JD0000000000000000000009` } } },
    'push-changes': { Records: [] },
    'tend-sheets': {},
    'note-changes': { Records: [contactChange] },
    'send-webhooks': {},
  }
  it.each(Object.entries(events))('say which variables are missing, at their first event: %s', async (name, event) => {
    const output = captureOutput()
    const { handler } = Callable.parse(await import(join(FOLDER, `${name}.ts`)))
    const failure = await (async () => handler(event, aContext()))().catch(String)
    // Handlers of HTTP requests answer, and say it in their log.
    expect(`${failure} ${output.text()}`).toContain('environment is not valid')
    expect(`${failure} ${output.text()}`).toContain('TABLE_NAME')
  })
})
