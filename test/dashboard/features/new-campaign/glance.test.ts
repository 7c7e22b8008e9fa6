import { expect, test } from 'vitest'
import { glance } from '../../../../dashboard/features/new-campaign/glance.ts'

test.each([
  { name: 'commas', csv: 'phone,name\n+1,Ada\n' },
  { name: 'semicolons and Windows line ends', csv: 'phone;name\r\n+1;Ada\r\n' },
  { name: 'tabs', csv: 'phone\tname\n+1\tAda' },
  { name: 'a byte order mark and quotes', csv: '\uFEFF"phone","name"\n"+1","Ada"' },
  { name: 'empty lines', csv: '\nphone,name\n\n+1,Ada\n\n' },
])('sees the columns of a list with $name', ({ csv }) => {
  expect(glance(csv)).toEqual({ lines: 1, columns: ['phone', 'name'] })
})

test('an empty text has nothing', () => {
  expect(glance('')).toEqual({ lines: 0, columns: [] })
})
