import { expect, it } from 'vitest'
import { weekOf } from '../../../dashboard/charts/week.ts'

it('has a row for every hour with calls, and the sums of each hour and weekday', () => {
  const { rows, days } = weekOf([
    { weekday: 'mon', hour: 9, calls: 10, answered: 4, successful: 1 },
    { weekday: 'fri', hour: 9, calls: 2, answered: 2, successful: 2 },
    { weekday: 'mon', hour: 11, calls: 5, answered: 0, successful: 0 },
  ])
  expect(rows.map(({ hour, all }) => [hour, all.calls, all.answered])).toEqual([
    [9, 12, 6],
    [11, 5, 0],
  ])
  expect(rows[0]?.days.map(({ calls }) => calls)).toEqual([10, 0, 0, 0, 2, 0, 0])
  expect(days[0]).toEqual({ calls: 15, answered: 4, successful: 1 })
})

it('is empty without calls', () => {
  expect(weekOf([]).rows).toEqual([])
})
