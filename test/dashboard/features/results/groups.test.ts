import { expect, it } from 'vitest'
import { columnsOf, groupsOf } from '../../../../dashboard/features/results/groups.ts'
import { chosenColumn, columnRows } from '../../../../dashboard/features/results/rows.ts'
import { aBreakdown, aTally } from '../../support/breakdown.ts'

const spring = aBreakdown()
const autumn = aBreakdown({
  hours: [{ weekday: 'tue', hour: 8, ...aTally(7, 1) }],
  attempts: [{ attempt: 3, ...aTally(2) }],
  columns: [
    {
      name: 'plan',
      values: [{ value: 'tin', contacts: 9, ...aTally(90) }],
      others: { contacts: 0, ...aTally(0) },
      without: { contacts: 0, ...aTally(0) },
    },
  ],
})

it('puts the same part of each campaign side by side, and nothing where a campaign has none', () => {
  const hours = groupsOf([spring, undefined, autumn], 'hour', undefined)
  expect(hours.map(({ name, tallies }) => [name, tallies.map((tally) => tally?.calls)])).toEqual([
    ['08:00', [undefined, undefined, 7]],
    ['09:00', [30, undefined, undefined]],
    ['10:00', [20, undefined, undefined]],
  ])
  expect(groupsOf([autumn], 'weekday', undefined).map(({ name }) => name)).toEqual(['Tue'])
  expect(groupsOf([spring, autumn], 'attempt', undefined).map(({ name }) => name)).toEqual(['First call', 'Second call', 'Third call'])
})

it('orders the values of a column by their calls, and leaves out what has no name', () => {
  const plans = groupsOf([spring, autumn], 'column', 'plan')
  expect(plans.map(({ name }) => name)).toEqual(['tin', 'gold', 'silver'])
  expect(groupsOf([spring], 'column', 'nothing')).toEqual([])
  expect(columnsOf([spring, undefined, autumn])).toEqual(['city', 'plan'])
})

it('shows the column that is asked for, else the first with something to compare', () => {
  expect(chosenColumn(spring, 'city')?.name).toBe('city')
  expect(chosenColumn(spring, 'gone')?.name).toBe('plan')
  expect(chosenColumn(aBreakdown({ columns: [] }), undefined)).toBeUndefined()
})

it('names what is left beside the values of a column', () => {
  const [plan] = spring.columns.filter(({ name }) => name === 'plan')
  expect(plan && columnRows(plan).map(({ name }) => name)).toEqual(['gold', 'silver', '3 values of one contact each', 'Without a value'])
})
