import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { IDLE_PRICES } from '../bench/engine/prices.ts'
import { type CostLine, DESCRIPTIONS, FREE_WHEN_IDLE, idleCost, PRICED_WHEN_IDLE, taskCost } from '../support/idle-cost.ts'
import { synthesized } from '../support/synthesized.ts'

/** What a stage may cost that calls nobody, without a task of the bridge. */
const MOST = 30

let stacks: ReturnType<typeof synthesized>
/** The same stage, whose bridge has no task while no campaign is active. */
let sleeping: ReturnType<typeof synthesized>
beforeAll(() => {
  stacks = synthesized('dev')
  sleeping = synthesized('dev', (dev) => ({ ...dev, bridge: { ...dev.bridge, tasks: { min: 0, max: 2 } } }))
})

const page = readFileSync('docs/cost.md', 'utf8')
const sum = (lines: readonly CostLine[]): number => lines.reduce((total, { dollars }) => total + dollars, 0)
const written = (dollars: number): string => dollars.toFixed(2)
const rowOf = ({ what, amount, dollars }: CostLine): string => `| ${what} | ${amount} | ${written(dollars)} |`

test('a stage that calls nobody costs no more than promised, without a task of the bridge', () => {
  for (const stage of [stacks, sleeping]) expect(sum(idleCost(stage))).toBeLessThan(MOST)
})

test('the page of the costs says line by line what the templates and the price table come to', () => {
  const [idle, task] = [idleCost(stacks), taskCost(stacks)]
  const rows = [
    ...idle.map(rowOf),
    `| **Sum** | | **${written(sum(idle))}** |`,
    ...task.map(rowOf),
    `| **Sum with one task** | | **${written(sum([...idle, ...task]))}** |`,
    `| **Sum with a bridge that sleeps** | | **${written(sum(idleCost(sleeping)))}** |`,
  ]
  expect(page.split('\n').filter((line) => rows.includes(line))).toEqual(rows)
})

test('nothing is in the templates of which nobody has said whether it is paid for while nobody is called', () => {
  const types = new Set(sleeping.resources.map(({ Type }) => Type))
  expect([...types].toSorted()).toEqual([...PRICED_WHEN_IDLE, ...FREE_WHEN_IDLE, ...DESCRIPTIONS].toSorted())
})

test('every price of an idle stage is one that a line is made of', () => {
  const lines = JSON.stringify([idleCost(stacks), taskCost(stacks)])
  for (const name of Object.keys(IDLE_PRICES)) {
    const doubled = { ...IDLE_PRICES, [name]: 2 * Object(IDLE_PRICES)[name] }
    expect.soft(JSON.stringify([idleCost(stacks, doubled), taskCost(stacks, doubled)]), name).not.toBe(lines)
  }
})
