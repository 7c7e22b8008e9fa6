// What was said in calls, and how long it is kept.
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { turnKey } from '#store/table.ts'
import { claimed } from '../support/claimed.ts'
import { onEachTable } from './each-table.ts'

const DAY_SECONDS = 24 * 60 * 60
const turn = (index: number, text: string) => ({ index, atMs: index, by: 'agent', kind: 'said', text }) as const

onEachTable((openStore) => {
  it('a turn is forgotten when its time is over, and a correction begins that time anew', async () => {
    const { table, transcripts, attempt, clock, move } = await claimed(openStore())
    const seconds = () => Math.floor(clock.machine() / 1_000)
    const expiry = async () => (await table.get(turnKey(attempt.id, 0), z.object({ expiresAt: z.int() })))?.expiresAt
    await transcripts.tell(attempt.id, turn(0, 'Hello.'))
    expect(await expiry()).toBe(seconds() + 90 * DAY_SECONDS)
    move(5_000)
    await transcripts.tell(attempt.id, turn(0, 'Hel…'))
    expect(await expiry()).toBe(seconds() + 90 * DAY_SECONDS)
  })

  it('turns are listed in the order of the call, without what they are kept by', async () => {
    const { transcripts, attempt } = await claimed(openStore())
    for (const index of [10, 2, 0]) await transcripts.tell(attempt.id, turn(index, `${index}`))
    const { items } = await transcripts.list(attempt.id, { limit: 10 })
    expect(items).toEqual([turn(0, '0'), turn(2, '2'), turn(10, '10')])
  })
})
