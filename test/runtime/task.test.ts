import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { RunInput } from '#contract/machine.ts'
import { shardOf } from '#domain/ids.ts'
import { ids } from '#runtime/ids.ts'
import { task } from '#runtime/task.ts'
import { aCampaign, campaignId, phone } from '../support/builders.ts'
import { captureOutput } from '../support/output.ts'

describe('a task of the state machine', () => {
  it('gets its input parsed, and what it returns goes on', async () => {
    const handler = task(RunInput, async ({ run }) => ({ next: run + 1 }))
    expect(await handler({ campaignId, run: 2 })).toEqual({ next: 3 })
  })

  it.each([{}, { campaignId, run: 0 }, { campaignId, run: 1, phone: 'x' }, undefined])(
    'refuses an input that is none: %j',
    async (input) => {
      await expect(task(RunInput, async () => 'never')(input)).rejects.toThrow()
    },
  )

  it('leaves its error to the state machine by name, and to the log', async () => {
    const output = captureOutput()
    const error = Object.assign(new Error('broken'), { name: 'Lane.Broken' })
    const failing = task(RunInput, async () => {
      throw error
    })
    await expect(failing({ campaignId, run: 1 })).rejects.toBe(error)
    expect(output.lines()).toEqual([
      expect.objectContaining({ message: 'task.failed', error: expect.objectContaining({ name: 'Lane.Broken' }) }),
    ])
  })
})

describe('a new id', () => {
  it('sorts by the time of its making, and is never given twice', () => {
    const made = Array.from({ length: 50 }, () => ids.campaign())
    expect(new Set(made).size).toBe(50)
    expect(ids.import()).toMatch(/^imp_/)
  })

  it('of a contact is the same for the same number of the same campaign, and for no other', () => {
    const [one, other] = [aCampaign({ shards: 16 }), aCampaign({ id: ids.campaign(), shards: 16 })]
    expect(ids.contact(one, phone)).toBe(ids.contact(one, phone))
    expect(ids.contact(one, phone)).not.toBe(ids.contact(other, phone))
    expect(ids.contact(one, phone)).not.toContain(phone.slice(-4))
  })

  it('of a contact lies in one of the campaign’s shards', () => {
    const numbers = Array.from({ length: 40 }, (_, i) => E164.parse(`+1202555${String(100 + i).padStart(4, '0')}`))
    const shards = numbers.map((number) => shardOf(ids.contact({ id: campaignId, shards: 3 }, number)))
    expect(new Set(shards)).toEqual(new Set([0, 1, 2]))
  })
})
