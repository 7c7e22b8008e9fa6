import { afterEach, describe, it } from 'vitest'
import { taskProtection } from '../../media-bridge/task-protection.ts'
import { collectedLog, manualTiming } from '../support/bridge.ts'
import { eventually } from '../support/eventually.ts'
import { startHttpStub } from '../support/http-stub.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const protection = async () => {
  const ecs = await startHttpStub()
  closing.push(ecs.close)
  const timing = manualTiming()
  const { log, lines } = collectedLog()
  const asked = () => ecs.asked.map(({ method, path, body }) => ({ method, path, ...JSON.parse(body) }))
  return { ecs, asked, timing, lines, protect: taskProtection({ agentUri: ecs.url, timing, log }) }
}

const enabled = { method: 'PUT', path: '/task-protection/v1/state', ProtectionEnabled: true, ExpiresInMinutes: 60 }
const disabled = { method: 'PUT', path: '/task-protection/v1/state', ProtectionEnabled: false }

describe('the protection of the task', () => {
  it('is asked for with the first call and given back after the last', async () => {
    const { asked, protect } = await protection()
    protect(1)
    await eventually(() => asked()).toEqual([enabled])
    protect(2)
    protect(1)
    protect(0)
    await eventually(() => asked()).toEqual([enabled, disabled])
  })

  it('is renewed while calls live', async () => {
    const { asked, protect, timing } = await protection()
    protect(1)
    await eventually(() => timing.waiting()).toBe(1)
    await timing.pass(10 * 60_000)
    await eventually(() => asked()).toEqual([enabled, enabled])
  })

  it('is asked for again soon when the ECS agent was not there', async () => {
    const { ecs, asked, protect, timing } = await protection()
    ecs.answers(500, {})
    protect(1)
    await eventually(() => timing.waiting()).toBe(1)
    ecs.answers(200, {})
    await timing.pass(15_000)
    await eventually(() => asked()).toEqual([enabled, enabled])
  })

  it('is only missed, never an error, when the ECS agent refuses', async () => {
    const { ecs, protect, lines } = await protection()
    ecs.answers(400, {})
    protect(1)
    await eventually(() => lines).toMatchObject([{ level: 'WARN', message: 'protection.failed' }])
  })
})
