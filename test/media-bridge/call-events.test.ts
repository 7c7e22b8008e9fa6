import { describe, expect, it } from 'vitest'
import type { Conversations } from '#app/bridge-ports.ts'
import { callEvents } from '../../media-bridge/call-events.ts'
import { aBrief, collectedLog, ledgerOf, manualTiming } from '../support/bridge.ts'

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
}: Partial<Pick<Conversations, 'report' | 'heartbeat'>> & { hangUp?: () => Promise<void> }) => {
  const timing = manualTiming()
  const { log, lines } = collectedLog()
  const { conversations } = ledgerOf()
  const ports = {
    conversations: { ...conversations, ...(report ? { report } : {}), ...(heartbeat ? { heartbeat } : {}) },
    hangUp: hangUp ?? (async () => {}),
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
})
