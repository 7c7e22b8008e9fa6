// A recording on its way from the carrier into the bucket: told of, looked for, cut off, given up; and where it is heard.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { hearRecording } from '#app/recordings/hear-recording.ts'
import { recordingKey } from '#app/recordings/recording-key.ts'
import { recordingLink } from '#app/recordings/recording-link.ts'
import { tendRecordings } from '#app/recordings/tend-recordings.ts'
import { attemptKey } from '#store/table.ts'
import { CALL_SID, DAYS, RECORDING_SID, recorded } from '../../support/recorded.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

type Here = Awaited<ReturnType<typeof recorded>>
const tell = ({ ports, attempt }: Here, callSid = CALL_SID) =>
  hearRecording(ports)(attempt.id, { callSid, kind: 'made', sid: RECORDING_SID, seconds: 42 })
/** From the answer on. */
const awaited = async (here: Here) => {
  const sinceMs = here.clock.machine()
  await here.recordings.expect(here.attempt.id, { sinceMs, looks: 0, dueMs: sinceMs + MINUTE_MS })
}
const minutesPass = async (here: Here, minutes: number) => {
  here.move(minutes * MINUTE_MS)
  await tendRecordings(here.ports)()
}
const link = ({ ports, attempt }: Here) => recordingLink(ports)(attempt.id)

describe('a recording that the carrier tells of', () => {
  it('is copied, noted with its call and deleted at the carrier, and nobody looks for it any more', async () => {
    const here = await recorded()
    here.has()
    await tell(here)
    expect([...here.objects]).toEqual([[recordingKey(here.attempt.id), `audio of ${RECORDING_SID}`]])
    const keptUntil = new Date(here.clock.machine() + DAYS * DAY_MS).toISOString()
    expect((await here.now()).recording).toEqual({ sid: RECORDING_SID, seconds: 42, keptUntil })
    expect([here.held.size, await here.isAwaited()]).toEqual([0, false])
  })

  it('while its call is not over yet is noted, and copied a minute later', async () => {
    const here = await recorded({ state: 'answered' })
    here.has()
    await tell(here)
    expect((await here.now()).recording).toEqual({ sid: RECORDING_SID, seconds: 42 })
    expect([here.objects.size, here.held.size]).toEqual([0, 1])
    await here.table.put({ ...attemptKey(here.attempt.id), ...(await here.now()), state: 'completed' })
    await minutesPass(here, 1)
    expect([here.objects.size, here.held.size]).toEqual([1, 0])
  })

  it.each(['ofCall', 'fetch', 'remove'] as const)('is copied later when the carrier fails at first: %s', async (what) => {
    const here = await recorded()
    here.has()
    here.fails(what)
    await tell(here)
    expect(here.held.size).toBe(1)
    here.fails(undefined)
    await minutesPass(here, 1)
    expect([here.objects.size, here.held.size, await here.isAwaited()]).toEqual([1, 0, false])
    expect((await here.now()).recording?.keptUntil).toBeDefined()
  })

  it('twice is copied once', async () => {
    const here = await recorded()
    here.has()
    await tell(here)
    const first = await here.now()
    await tell(here)
    expect(await here.now()).toEqual(first)
  })

  it('of another call than the attempt’s is deleted', async () => {
    const here = await recorded()
    here.has()
    await tell(here, 'CA9')
    expect([here.objects.size, here.held.size]).toEqual([0, 0])
  })

  it('of a call in which nobody was told so is deleted, and that is said', async () => {
    const here = await recorded({ agentSpoke: false })
    here.has()
    await tell(here)
    expect([here.objects.size, here.held.size]).toEqual([0, 0])
    await expect(link(here)).rejects.toThrow('nobody was told')
  })

  it('of a call that is not to be recorded any more leaves no trace', async () => {
    const here = await recorded({ recordingNotice: undefined })
    here.has()
    await tell(here)
    expect([here.objects.size, here.held.size]).toEqual([0, 0])
    expect((await here.now()).recording).toBeUndefined()
  })

  it('that is none, says the carrier, is not looked for', async () => {
    const here = await recorded()
    await awaited(here)
    await hearRecording(here.ports)(here.attempt.id, { callSid: CALL_SID, kind: 'absent' })
    expect(await here.isAwaited()).toBe(false)
    await expect(link(here)).rejects.toThrow('nothing to record')
  })
})

it('a recording of whoever was forgotten meanwhile is deleted at the carrier', async () => {
  const here = await recorded()
  here.has()
  await here.table.take(attemptKey(here.attempt.id), z.object({}))
  await tell(here)
  expect([here.objects.size, here.held.size]).toEqual([0, 0])
})

describe('a recording that nobody tells of', () => {
  it('is looked for, and copied when it is ready', async () => {
    const here = await recorded()
    await awaited(here)
    here.has({ isReady: false })
    await minutesPass(here, 1)
    expect([here.objects.size, await here.isAwaited()]).toEqual([0, true])
    here.has()
    await minutesPass(here, 1)
    expect([here.objects.size, here.held.size, await here.isAwaited()]).toEqual([1, 0, false])
  })

  it('is not looked for before its time, and ever less often', async () => {
    const here = await recorded()
    await awaited(here)
    await tendRecordings(here.ports)()
    expect(await here.recordings.lookFor(here.attempt.id)).toMatchObject({ looks: 0 })
    for (const [minutes, looks] of [
      [1, 1],
      [1, 2],
      [1, 2],
      [1, 3],
    ] as const) {
      await minutesPass(here, minutes)
      expect(await here.recordings.lookFor(here.attempt.id)).toMatchObject({ looks })
    }
  })

  it('is given up after a day, and that is said', async () => {
    const here = await recorded()
    await awaited(here)
    await minutesPass(here, 25 * 60)
    expect(await here.isAwaited()).toBe(false)
    await expect(link(here)).rejects.toThrow('made no recording')
  })

  it('stays at the carrier when it cannot be fetched for a day, and somebody is told', async () => {
    const here = await recorded()
    await awaited(here)
    here.has()
    here.fails('fetch')
    await minutesPass(here, 25 * 60)
    expect([here.held.size, await here.isAwaited()]).toEqual([1, false])
    expect(here.warnings).toContain('recording.given-up')
    await expect(link(here)).rejects.toThrow('still there')
  })
})

describe('the address of a recording', () => {
  it('is given while it is kept, and no longer', async () => {
    const here = await recorded()
    here.has()
    await tell(here)
    const url = `https://bucket.test/${recordingKey(here.attempt.id)}`
    expect(await link(here)).toMatchObject({ url, seconds: 42 })
    here.move(DAYS * DAY_MS)
    await expect(link(here)).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('was deleted on') })
  })

  it.each([
    [{ recordingNotice: undefined }, 'not recorded'],
    [{ state: 'answered' }, 'not over'],
    [{ state: 'busy' }, 'Nobody answered'],
    [{ answeredAt: '2026-11-02T15:00:05.000Z' }, 'on its way'],
  ] as const)('of a call that has none is refused with the reason: %o', async (changes, why) => {
    const here = await recorded(changes)
    await expect(link(here)).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining(why) })
  })
})
