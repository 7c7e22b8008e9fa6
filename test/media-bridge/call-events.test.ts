import { describe, expect, it } from 'vitest'
import type { Conversations } from '#app/ports/bridge.ts'
import { callEvents } from '../../media-bridge/call-events.ts'
import { aBrief, CALLBACK_AT, collectedLog, ledgerOf, manualTiming } from '../support/bridge.ts'

const TURN = { index: 0, atMs: 0, by: 'agent', kind: 'said', text: 'Hello.' } as const
const REPORT = { closedFirst: 'caller', agentSpoke: true, durationMs: 1 } as const

/** Fails so many times before it works. */
const failing = (times: number) => {
  let tries = 0
  return async () => {
    tries++
    if (tries <= times) throw new Error('out of reach')
  }
}

const eventsWith = ({
  report,
  heartbeat,
  hangUp,
  apologise,
  ...wishes
}: Partial<Omit<Conversations, 'open'>> & { hangUp?: () => Promise<void>; apologise?: () => Promise<boolean> }) => {
  const timing = manualTiming()
  const { log, lines } = collectedLog()
  const { conversations } = ledgerOf()
  const ports = {
    conversations: { ...conversations, ...wishes, ...(report ? { report } : {}), ...(heartbeat ? { heartbeat } : {}) },
    hangUp: hangUp ?? (async () => {}),
    apologise: apologise ?? (async () => true),
    timing,
    log,
  }
  return { events: callEvents(ports, aBrief()), timing, levels: () => lines.map(({ level, message }) => `${level} ${message}`) }
}

describe('what a call tells', () => {
  it('tries a failed report again, resting longer each time', async () => {
    const { events, timing, levels } = eventsWith({ report: failing(2) })
    const reported = events.report(REPORT)
    await timing.pass(750)
    await reported
    expect(levels()).toEqual(['WARN report.failed', 'WARN report.failed'])
  })

  it('gives a report up after five tries, and says so without throwing', async () => {
    const { events, timing, levels } = eventsWith({ report: failing(9) })
    const reported = events.report(REPORT)
    await timing.pass(10_000)
    await reported
    expect(levels()).toEqual([...Array(4).fill('WARN report.failed'), 'ERROR report.failed'])
  })

  it('tries to hang up again', async () => {
    const { events, timing, levels } = eventsWith({ hangUp: failing(1) })
    const hungUp = events.hangUp()
    await timing.pass(250)
    await hungUp
    expect(levels()).toEqual(['WARN hang-up.failed'])
  })

  it('does not mind one lost heartbeat', async () => {
    const { events, levels } = eventsWith({ heartbeat: failing(1) })
    await events.heartbeat()
    expect(levels()).toEqual(['WARN heartbeat.failed'])
  })

  it('tells the turns in their order, however often one has to be told again', async () => {
    const told: number[] = []
    const fails = failing(1)
    const { events, timing, levels } = eventsWith({
      tell: async (_, { index }) => {
        if (index === 0) await fails()
        told.push(index)
      },
    })
    for (const index of [0, 1, 2]) events.tell({ ...TURN, index })
    const reported = events.report(REPORT)
    await timing.pass(1_000)
    await reported
    expect(told).toEqual([0, 1, 2])
    expect(levels()).toEqual(['WARN turn.failed'])
  })

  it('goes on with the next turn when one is lost for good', async () => {
    const told: number[] = []
    const { events, timing } = eventsWith({ tell: async (_, { index }) => (index === 0 ? failing(9)() : void told.push(index)) })
    for (const index of [0, 1]) events.tell({ ...TURN, index })
    await timing.pass(5_000)
    expect(told).toEqual([1])
  })
})

describe('what the agent wishes', () => {
  it('is confirmed to it in words when it holds', async () => {
    const { events } = eventsWith({ callBack: async () => ({ kind: 'set', at: CALLBACK_AT }) })
    expect(await events.fulfil({ kind: 'do-not-call' })).toEqual({ result: 'This number will not be called again.', isError: false })
    const answer = await events.fulfil({ kind: 'call-back', when: { inMinutes: 5 } })
    expect(answer).toEqual({ result: `The call back is set for ${CALLBACK_AT}.`, isError: false })
  })

  it('is refused with the reason', async () => {
    const { events } = eventsWith({ callBack: async () => ({ kind: 'refused', reason: 'This time is over.' }) })
    expect(await events.fulfil({ kind: 'call-back', when: { inMinutes: 5 } })).toEqual({ result: 'This time is over.', isError: true })
  })

  it('is tried again, and never said to hold when it does not', async () => {
    const { events, timing, levels } = eventsWith({ suppress: failing(9) })
    const answered = events.fulfil({ kind: 'do-not-call' })
    await timing.pass(1_000)
    expect(await answered).toMatchObject({ isError: true })
    expect(levels()).toContain('ERROR wish.failed')
  })

  it('never to be called again is tried on after the agent was answered, and the session is not over before', async () => {
    let tries = 0
    const { events, timing } = eventsWith({
      suppress: async () => {
        tries += 1
        if (tries < 5) throw new Error('out of reach')
      },
    })
    const answered = events.fulfil({ kind: 'do-not-call' })
    await timing.pass(1_000)
    expect(await answered).toMatchObject({ isError: true })
    let isOver = false
    const reported = events.report(REPORT).then(() => {
      isOver = true
    })
    await timing.pass(4_000)
    expect(isOver).toBe(false)
    await timing.pass(2_000)
    await reported
    expect(tries).toBe(5)
  })
})

describe('an apology', () => {
  it.each([
    ['is spoken', async () => true, true],
    ['comes too late', async () => false, false],
    ['cannot be asked for', () => Promise.reject(new Error('out of reach')), false],
  ])('%s', async (_, apologise, isSpoken) => {
    expect(await eventsWith({ apologise }).events.apologise('Sorry.')).toBe(isSpoken)
  })
})
