// What the API asks of the database, where it is asked the most: a page of campaigns, and the counters of one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lanesPartition } from '#store/table.ts'
import { handler } from '../../functions/handlers/api.ts'
import { handler as pushChanges } from '../../functions/handlers/push-changes.ts'
import { askingDatabase } from '../support/database-requests.ts'
import { apiEvent, ask } from '../support/lambda.ts'
import { openStore } from '../support/store.ts'
import { startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

/** As the table's stream tells it. */
const counted = (campaignId: Parameters<typeof lanesPartition>[0]) => {
  const Keys = { PK: { S: lanesPartition(campaignId) }, SK: { S: 'LANE#00000' } }
  return pushChanges({ Records: [{ dynamodb: { Keys, NewImage: Keys } }] })
}

describe('the database', () => {
  it('is asked twice for a list of a hundred campaigns with their counters, however many campaigns it has', async () => {
    const store = openStore()
    for (let i = 0; i < 101; i += 1) {
      const { id } = await store.campaign({ name: `Campaign ${i}`, createdAt: new Date(Date.UTC(2031, 0, 1, 0, i)).toISOString() })
      await counted(id)
    }
    const list = () => ask(handler, apiEvent('listCampaigns', { query: { limit: '100' } }))
    const { answer, requests } = await askingDatabase(list)
    expect(answer).toMatchObject({ status: 200, body: { items: { length: 100 }, nextCursor: expect.any(String) } })
    expect(requests).toEqual({ Query: 1, BatchGetItem: 1 })
  })

  it('is asked for a campaign and for its lanes when the counters of one are wanted, whatever its size', async () => {
    const { id } = await openStore().campaign({ totalContacts: 1_000_000 })
    const { answer, requests } = await askingDatabase(() => ask(handler, apiEvent('campaignStats', { params: { id } })))
    expect(answer).toMatchObject({ status: 200, body: { totalContacts: 1_000_000 } })
    expect(requests).toEqual({ Query: 1, GetItem: 1 })
  })
})
