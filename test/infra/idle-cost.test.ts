import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { type CostLine, idleCost, taskCost } from '../support/idle-cost.ts'
import { synthesized } from '../support/synthesized.ts'

/** What a stage may cost that calls nobody, without a task of the bridge. */
const MOST = 30

let stacks: ReturnType<typeof synthesized>
beforeAll(() => {
  stacks = synthesized('dev')
})

const page = readFileSync('docs/cost.md', 'utf8')
const sum = (lines: readonly CostLine[]): number => lines.reduce((total, { dollars }) => total + dollars, 0)
const written = (dollars: number): string => dollars.toFixed(2)
const rowOf = ({ what, amount, dollars }: CostLine): string => `| ${what} | ${amount} | ${written(dollars)} |`

test('a stage that calls nobody costs no more than promised, without a task of the bridge', () => {
  expect(sum(idleCost(stacks))).toBeLessThan(MOST)
})

test('the page of the costs says line by line what the templates and the price table come to', () => {
  const [idle, task] = [idleCost(stacks), taskCost(stacks)]
  const rows = [
    ...idle.map(rowOf),
    `| **Sum** | | **${written(sum(idle))}** |`,
    ...task.map(rowOf),
    `| **Sum with one task** | | **${written(sum([...idle, ...task]))}** |`,
  ]
  expect(page.split('\n').filter((line) => rows.includes(line))).toEqual(rows)
})
