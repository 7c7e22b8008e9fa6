import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AttemptState } from '#contract/attempt.ts'
import { CampaignState } from '#contract/campaign-parts.ts'
import { isOver, RANK } from '#domain/attempt.ts'
import type { Phase } from '../../media-bridge/session-state.ts'
import { sessionMoves } from '../support/session-diagram.ts'
import { campaignEdges, nextOf, STATES_PAGE, withDiagrams } from '../support/state-diagrams.ts'

const page = readFileSync(STATES_PAGE, 'utf8')

test('the page of the state machines shows what the code does; otherwise run `npx node test/support/state-diagrams.ts`', () => {
  expect(withDiagrams(page)).toBe(page)
})

test('every state of a campaign can be reached and left, but for the first one', () => {
  const edges = campaignEdges()
  const reached = new Set(edges.map(({ to }) => to))
  const left = new Set(edges.map(({ from }) => from))
  expect(CampaignState.options.filter((state) => !reached.has(state))).toEqual(['draft'])
  expect(CampaignState.options.filter((state) => !left.has(state))).toEqual([])
})

test('an attempt reaches every state from the first one, never goes back, and stays where it has ended', () => {
  expect(nextOf('claimed')).toEqual(AttemptState.options.filter((state) => state !== 'claimed'))
  for (const state of AttemptState.options) {
    expect(nextOf(state).filter((next) => RANK[next] <= RANK[state])).toEqual([])
    expect(isOver(state)).toBe(nextOf(state).length === 0)
  }
})

test('a page without a place for a part is refused', () => {
  expect(() => withDiagrams(page.replace('<!-- /attempt -->', ''))).toThrow('no place for attempt')
})

test('a session only ever goes on, but for a lost agent; from every state it can be closed, and from closed it goes nowhere', () => {
  const order: readonly Phase[] = ['opening', 'talking', 'farewell', 'apology', 'closed']
  const moves = sessionMoves()
  const back = moves.filter(({ from, to }) => order.indexOf(to) <= order.indexOf(from))
  expect(back).toEqual([{ from: 'talking', to: 'opening', why: 'agent.closed' }])
  for (const phase of order.slice(0, -1))
    expect(moves).toContainEqual(expect.objectContaining({ from: phase, to: 'closed', why: 'shut-down' }))
  expect(new Set(moves.map(({ to }) => to))).toEqual(new Set(order))
})
