// What a campaign's calls came to, over a table in memory: when it is counted, by whom, and that it is counted once.
import { describe, expect, it } from 'vitest'
import { readBreakdownKey } from '#app/breakdown/wake-breakdown.ts'
import { counting } from '../../support/counted.ts'

describe('whoever asks', () => {
  it('is told that there is nothing before the first call, and nobody counts', async () => {
    const here = await counting()
    await here.someone()
    expect(await here.ask()).toEqual({ isCurrent: true })
    expect(here.woken).toEqual([])
  })

  it('has it counted once, however many ask', async () => {
    const here = await counting()
    await here.call(await here.someone())
    const [first] = await Promise.all([here.ask(), here.ask()])
    expect(first).toEqual({ isCurrent: false, counting: { contacts: 0 }, askAgainMs: 60_000 })
    await here.ask()
    expect(here.woken.map(readBreakdownKey)).toEqual([here.campaign.id])
    await here.count()
    const { breakdown, isCurrent, counting: left, askAgainMs } = await here.ask()
    expect({ isCurrent, left, askAgainMs }).toEqual({ isCurrent: true })
    expect(breakdown).toMatchObject({ asOf: '2026-11-02T15:00:00.000Z', total: { calls: 1, answered: 1, successful: 1 } })
    expect(here.woken).toHaveLength(1)
  })

  it('sees the last one while the next is counted, which waits while calls go on and does not once they have ended', async () => {
    const here = await counting()
    await here.call(await here.someone())
    await here.ask()
    here.move(2_000)
    await here.count()
    await here.call(await here.someone())
    here.move(17_000)
    expect(await here.ask()).toMatchObject({ isCurrent: false, breakdown: { total: { calls: 1 } }, askAgainMs: 1_000 })
    expect(here.woken).toHaveLength(1)
    // It took two seconds: nine times as long has passed.
    here.move(1_000)
    expect(await here.ask()).toMatchObject({ isCurrent: false, breakdown: { total: { calls: 1 } }, counting: { contacts: 0 } })
    expect(here.woken).toHaveLength(2)
    await here.count()
    await here.call(await here.someone())
    const ended = await here.reread(here.campaign)
    await here.campaigns.change(ended, { state: 'completed' })
    here.move(1_000)
    expect((await here.ask()).counting).toEqual({ contacts: 0 })
  })

  it('is refused when there is no such campaign', async () => {
    const here = await counting()
    await here.campaigns.change(here.campaign, { deletedAt: '2026-11-02T15:00:00.000Z' })
    await expect(here.ask()).rejects.toThrow('There is no campaign')
  })
})

describe('counting', () => {
  const many = async (over: Parameters<typeof counting>[0] = {}) => {
    const here = await counting(over)
    for (let i = 0; i < 12; i++) {
      const contact = await here.someone({ variables: { plan: i % 2 === 0 ? 'gold' : 'tin' } })
      await here.call(contact, { outcome: 'no-answer', answeredAt: undefined })
      await here.call({ ...contact, n: 1 })
    }
    await here.ask()
    return here
  }

  it('reads every contact with all of its calls, on whichever page they lie', async () => {
    const here = await many({ shards: 2 })
    await here.count()
    const { breakdown } = await here.ask()
    expect(breakdown?.total).toEqual({ calls: 24, answered: 12, successful: 12 })
    expect(breakdown?.attempts.map(({ calls, successful }) => [calls, successful])).toEqual([
      [12, 0],
      [12, 12],
    ])
    expect(breakdown?.columns[0]?.values.map(({ value, contacts, calls }) => [value, contacts, calls])).toEqual([
      ['gold', 6, 12],
      ['tin', 6, 12],
    ])
  })

  it('goes on in another invocation when time runs out, and counts nobody twice', async () => {
    const here = await many()
    let invocations = 0
    while ((await here.record())?.counting) {
      let asked = 0
      await here.count(() => (++asked % 3 === 0 ? 0 : 900_000))
      invocations += 1
    }
    expect(invocations).toBeGreaterThan(2)
    expect(here.woken).toHaveLength(invocations)
    expect((await here.ask()).breakdown?.total).toEqual({ calls: 24, answered: 12, successful: 12 })
  })

  it('is left to the one who is at it, and taken over when that one was cut off', async () => {
    const here = await many()
    let asked = 0
    // Cut off on the third page, behind what it had put down.
    const cutOff = here.count(() => {
      here.move(11_000)
      if (++asked === 3) throw new Error('killed')
      return 900_000
    })
    await expect(cutOff).rejects.toThrow('killed')
    await here.count()
    expect((await here.record())?.counting?.isHeld).toBe(true)
    here.move(60_000)
    await here.ask()
    expect(here.woken).toHaveLength(2)
    await here.ask()
    expect(here.woken).toHaveLength(2)
    await here.count()
    expect((await here.ask()).breakdown?.total).toEqual({ calls: 24, answered: 12, successful: 12 })
  })

  it('ends without a word when another has taken it over, when nobody has asked, or when the campaign is gone', async () => {
    const here = await many()
    let isTaken = false
    await here.count(() => {
      here.move(isTaken ? 0 : 61_000)
      return 900_000
    })
    expect((await here.record())?.done).toBeDefined()
    await here.count()
    expect((await here.record())?.counting).toBeUndefined()

    const other = await many()
    let rival: Promise<void> | undefined
    await other.count(() => {
      if (!isTaken) {
        isTaken = true
        other.move(61_000)
        rival = other.count()
      }
      return 900_000
    })
    await rival
    expect((await other.ask()).breakdown?.total.calls).toBe(24)

    const gone = await many()
    await gone.campaigns.change(await gone.reread(gone.campaign), { deletedAt: '2026-11-02T15:00:00.000Z' })
    await gone.count()
    expect((await gone.record())?.done).toBeUndefined()
  })
})

it('is woken by its own object only', async () => {
  const here = await counting()
  expect(readBreakdownKey(`exports/wake/${here.campaign.id}/breakdown`)).toBe(here.campaign.id)
  expect(readBreakdownKey(`exports/wake/${here.campaign.id}/exp_01JD0000000000000000000001`)).toBeUndefined()
  expect(readBreakdownKey('exports/wake/nobody/breakdown')).toBeUndefined()
  expect(readBreakdownKey('inbox/new/x.csv')).toBeUndefined()
})
