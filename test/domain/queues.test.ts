import { describe, expect, it } from 'vitest'
import { priorityOf, queuesIn, queuesWith } from '#domain/queues.ts'

describe('the queues of a campaign', () => {
  it('are one for each shard where no row names a priority', () => {
    expect(queuesIn({ shards: 2 })).toEqual([
      { shard: 0, priority: 5 },
      { shard: 1, priority: 5 },
    ])
    expect(priorityOf({})).toBe(5)
  })

  it('are looked at from the shard that is named, a shard’s in the order of their priorities', () => {
    expect(queuesIn({ shards: 3, priorities: [9, 1] }, { firstShard: 2 }).map(({ shard, priority }) => `${shard}/${priority}`)).toEqual([
      ...['2/1', '2/5', '2/9'],
      ...['0/1', '0/5', '0/9'],
      ...['1/1', '1/5', '1/9'],
    ])
  })

  it('grow with the priorities of new contacts, and change nothing of a campaign that has them', () => {
    expect(queuesWith({}, [{}, { priority: 5 }])).toEqual({})
    expect(queuesWith({}, [{ priority: 7 }, {}])).toEqual({ priorities: [5, 7] })
    expect(queuesWith({ priorities: [5, 7] }, [{ priority: 1 }, { priority: 7 }])).toEqual({ priorities: [1, 5, 7] })
    expect(queuesWith({ priorities: [1, 5, 7] }, [{ priority: 1 }])).toEqual({})
  })
})
