import { describe, expect, it } from 'vitest'
import { helpText, readFlags, UsageError } from '../../../local/run/flags.ts'

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readFlags([])).toMatchObject({
      port: 4400,
      speed: 120,
      lines: 5,
      'call-delay': 5_000,
      'retry-count': 1,
      'retry-delay': 3_600_000,
    })
  })

  it('reads what it is given', () => {
    const flags = readFlags(['--contacts', 'my.csv', '--lines', '50', '--call-delay', '0', '--once', '--json'])
    expect(flags).toMatchObject({ contacts: 'my.csv', lines: 50, 'call-delay': 0, once: true, json: true })
  })

  it.each([
    [['--bogus'], 'bogus'],
    [['--lines'], 'lines'],
    [['--lines', '0'], '--lines'],
    [['--lines', 'many'], 'whole number'],
    [['--retry-delay', '59999'], '60000'],
    [['--port', '70000'], '--port'],
    [['--prompt', ''], '--prompt'],
    [['stray'], 'stray'],
  ])('refuses %j in one line that says what is wrong', (args, word) => {
    expect(() => readFlags(args)).toThrow(UsageError)
    expect(() => readFlags(args)).toThrow(word)
    expect(() => readFlags(args)).not.toThrow('\n')
  })

  it('lists every flag in its help', () => {
    const flags = ['contacts', 'name', 'prompt', 'first-message', 'lines', 'call-delay', 'retry-count', 'retry-delay', 'speed', 'seed']
    for (const flag of [...flags, 'port', 'fresh', 'no-example', 'once', 'json', 'help']) expect(helpText()).toContain(`--${flag}`)
  })
})
