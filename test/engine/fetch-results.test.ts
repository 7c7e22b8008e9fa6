// Results that nobody brings: they are fetched.
import { beforeEach, describe, expect, it } from 'vitest'
import { fetchResults } from '#app/results/fetch-results.ts'
import type { AgentBooks, AskedConversation, ToldConversation } from '#app/results/told-conversation.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'
import { MINUTE_MS, told, toldResults } from '../support/told-results.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>

beforeEach(() => {
  engine = playEngine()
})

const { attemptOf, talking, direct, hear } = toldResults(() => engine)

describe('a result that nobody brings', () => {
  const books = (conversation: AskedConversation) => {
    const asked: string[] = []
    const told: AgentBooks = {
      conversation: async (id) => {
        asked.push(id)
        return conversation
      },
      conversationOf: async (id) => `conv_of_${id}`,
    }
    return { asked, books: told }
  }
  const fetch = (agent: AgentBooks) => fetchResults({ ...engine.ports, books: agent })()
  const over = (changes: Partial<ToldConversation> = {}): AskedConversation => ({ kind: 'over', told: told(changes) })

  it('is asked for after some minutes, and not before', async () => {
    const call = await talking('conv_1')
    const { asked, books: agent } = books(over())
    await fetch(agent)
    expect(asked).toEqual([])
    engine.move(4 * MINUTE_MS)
    await fetch(agent)
    expect(asked).toEqual(['conv_1'])
    expect(await attemptOf(call.attemptId)).toMatchObject({ result: { summary: 'They spoke.' } })
    engine.move(60 * MINUTE_MS)
    await fetch(agent)
    expect(asked).toHaveLength(1)
  })

  it('is found by our name for the conversation when no bridge has told its id', async () => {
    const call = await direct()
    const id = `conv_of_${call.attemptId}`
    const { asked, books: agent } = books(over({ conversationId: id, result: { conversationId: id, state: 'done' } }))
    engine.move(4 * MINUTE_MS)
    await fetch(agent)
    expect(asked).toEqual([id])
    expect(await attemptOf(call.attemptId)).toMatchObject({ conversationId: id, result: { state: 'done' } })
  })

  it.each([
    ['goes on', async (): Promise<AskedConversation> => ({ kind: 'goes-on' })],
    ['is not known', async (): Promise<AskedConversation> => ({ kind: 'absent' })],
    ['cannot be asked for', async () => Promise.reject(new Error('HTTP 503'))],
  ])(
    'is asked for ever less often while the conversation %s, and given up after a day with a word on the call',
    async (_, conversation) => {
      const call = await talking('conv_1')
      let asked = 0
      const agent = {
        conversation: () => {
          asked += 1
          return conversation()
        },
        conversationOf: async () => undefined,
      }
      for (let minutes = 0; minutes < 26 * 60; minutes += 15) {
        engine.move(15 * MINUTE_MS)
        await fetch(agent)
      }
      expect(asked).toBeGreaterThan(20)
      expect(asked).toBeLessThan(40)
      expect(await attemptOf(call.attemptId)).toMatchObject({ resultMissing: expect.stringContaining('for a day') })
      // It may still come by itself.
      await hear()
      expect(await attemptOf(call.attemptId)).toMatchObject({ result: { summary: 'They spoke.' } })
      expect(await attemptOf(call.attemptId)).not.toHaveProperty('resultMissing')
    },
  )
})
