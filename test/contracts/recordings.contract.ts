// Who looks for recordings that are not here yet.
import { expect, it } from 'vitest'
import { claimed } from '../support/claimed.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  it('a recording is due from its time on, until somebody settles it', async () => {
    const { recordings, attempt, clock } = await claimed(openStore())
    const now = clock.machine()
    const isDue = async (atMs: number) => (await recordings.due(atMs, 100)).includes(attempt.id)
    await recordings.expect(attempt.id, { sinceMs: now, looks: 0, dueMs: now + 1_000 })
    expect([await isDue(now + 999), await isDue(now + 1_000)]).toEqual([false, true])
    await recordings.expect(attempt.id, { sinceMs: now, looks: 1, dueMs: now + 5_000 })
    expect([await isDue(now + 1_000), await isDue(now + 5_000)]).toEqual([false, true])
    expect(await recordings.lookFor(attempt.id)).toEqual({ sinceMs: now, looks: 1 })
    await recordings.settle(attempt.id)
    expect([await isDue(now + 5_000), await recordings.lookFor(attempt.id)]).toEqual([false, undefined])
  })

  it('one that nobody looks for is settled already', async () => {
    const { recordings, attempt } = await claimed(openStore())
    await recordings.settle(attempt.id)
    expect(await recordings.lookFor(attempt.id)).toBeUndefined()
  })
})
