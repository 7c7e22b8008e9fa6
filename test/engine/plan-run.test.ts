// A plan that is made twice: once more by a retry, or by a second invocation, while the lanes of the first are at work.
import { beforeEach, describe, expect, it } from 'vitest'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const SOON_MS = 2_000

/** Two lanes, and two people who are due in a moment: the lanes have reserved them. */
const reserved = async () => {
  const settings = someSettings({ maxConcurrentCalls: 2, callDelay: 0, retryCount: 1, retryDelay: 60_000 })
  const { id } = await engine.campaign(2, { settings })
  await engine.plan(id)
  for (const k of [0, 1]) await engine.turn(id, { k })
  for (const { attemptId, callSid } of engine.dialled) await engine.tell(attemptId, { kind: 'ended', state: 'no-answer', callSid })
  engine.move(60_000 - SOON_MS)
  for (const k of [0, 1]) expect(await engine.turn(id, { k, turn: 1 })).toBe(`wait ${SOON_MS}`)
  return id
}

describe('a plan that is made again', () => {
  it('leaves the lanes of its run open, though nobody seems to be due whom they have not reserved', async () => {
    const id = await reserved()
    expect(await engine.plan(id)).toEqual({ next: 'run', lines: 2 })
    expect((await engine.ports.lanes.list(id)).map(({ open }) => open)).toEqual([true, true])
    engine.move(SOON_MS)
    for (const k of [0, 1]) await engine.turn(id, { k, turn: 2 })
    expect(engine.dialled).toHaveLength(4)
  })

  it('gives the lines back when its run has no lane at work', async () => {
    const id = await reserved()
    for (const k of [0, 1]) await engine.ports.lanes.close(id, { k, run: 1 })
    expect(await engine.plan(id)).toMatchObject({ next: 'wait' })
    expect((await engine.ports.account.get()).shares).toEqual({})
  })
})
