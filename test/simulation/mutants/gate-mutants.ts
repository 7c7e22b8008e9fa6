// Gates that stand open.
import type { NamedMutant } from './mutant.ts'

export const gateMutants: readonly NamedMutant[] = [
  {
    name: 'no-suppression',
    drops: 'the suppression list is not looked at',
    ports: (ports) => ({
      ...ports,
      numbers: {
        ...ports.numbers,
        async get(e164) {
          const number = await ports.numbers.get(e164)
          return number && { ...number, suppressed: false }
        },
      },
    }),
  },
]
