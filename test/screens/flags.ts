// The flags of `npm run screens`.
import { commandLine } from '../support/command-line.ts'
import { SCREENS } from './screens.ts'

export const HELP = `npm run screens -- [NAME…] [flags]

Takes the pictures of the documentation, from the built page over made-up answers, into docs/images. With names only those:
${SCREENS.map(({ name }) => `  ${name}`).join('\n')}

  --everywhere   each at three widths, by day and by night, into test-results/screens instead, to be looked at`

const { misuse, parse } = commandLine('screens')

export const flags = (args: string[]) => {
  const { values, positionals } = parse({
    args,
    options: { everywhere: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const unknown = positionals.find((name) => !SCREENS.some((screen) => screen.name === name))
  if (unknown !== undefined) misuse(`There is no screen ${unknown}`)
  return { ...values, taken: SCREENS.filter(({ name }) => positionals.length === 0 || positionals.includes(name)) }
}
