import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { helpText, readFlags, UsageError } from '../../../local/run/flags.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the command line', () => {
  it('finds the example list from wherever it is started', () => {
    vi.stubEnv('INIT_CWD', '/somewhere/else')
    expect(existsSync(readFlags([]).contacts)).toBe(true)
  })

  it('reads a path from the folder that npm was started in, else from this one', () => {
    vi.stubEnv('INIT_CWD', '/somewhere/else')
    expect(readFlags(['--contacts', 'my.csv']).contacts).toBe('/somewhere/else/my.csv')
    expect(readFlags(['--contacts', '/my.csv']).contacts).toBe('/my.csv')
    vi.stubEnv('INIT_CWD', undefined)
    expect(readFlags(['--contacts', 'my.csv']).contacts).toBe(resolve('my.csv'))
  })

  it('does not forget the data of a database that is somebody else’s', () => {
    vi.stubEnv('DYNAMODB_ENDPOINT', 'http://127.0.0.1:8000')
    expect(readFlags([]).fresh).toBeUndefined()
    expect(() => readFlags(['--fresh'])).toThrow(UsageError)
    expect(() => readFlags(['--fresh'])).toThrow('DYNAMODB_ENDPOINT')
  })

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
    const flags = readFlags([
      '--contacts',
      'my.csv',
      '--lines',
      '50',
      '--call-delay',
      '0',
      '--once',
      '--json',
      '--twilio-faults',
      'no-balance',
    ])
    expect(flags).toMatchObject({
      contacts: resolve(process.env.INIT_CWD ?? '', 'my.csv'),
      lines: 50,
      'call-delay': 0,
      once: true,
      json: true,
      'twilio-faults': { 'no-balance': true },
    })
  })

  it.each([
    [['--bogus'], 'bogus'],
    [['--lines'], 'lines'],
    [['--lines', '0'], '--lines'],
    [['--lines', 'many'], 'whole number'],
    [['--retry-delay', '59999'], '60000'],
    [['--port', '70000'], '--port'],
    [['--port', '0'], '--port'],
    [['--name', '--once'], '--name'],
    [['--prompt', ''], '--prompt'],
    [['--twilio-faults', 'lost-callbacks'], '--twilio-faults: lost-callbacks needs a share'],
    [['--twilio-faults', 'gremlins=1'], 'there is no gremlins'],
    [['stray'], 'stray'],
  ])('refuses %j in one line that says what is wrong', (args, word) => {
    expect(() => readFlags(args)).toThrow(UsageError)
    expect(() => readFlags(args)).toThrow(word)
    expect(() => readFlags(args)).not.toThrow('\n')
  })

  it.each([
    [['--live'], '--only'],
    [['--live', '--only', 'me'], '--only'],
    [['--live', '--only', '+12025550142', '--i-mean-it'], 'contradict'],
    [['--live', '--i-mean-it', '--speed', '10'], '--speed is about simulated people'],
    [['--live', '--i-mean-it', '--twilio-faults', 'no-balance'], '--twilio-faults'],
    [['--live', '--i-mean-it', '--contacts', 'my.csv'], '--consent'],
    [['--live', '--i-mean-it', '--consent', 'They asked for it.'], '--contacts'],
    [['--only', '+12025550142'], '--only is about --live'],
    [['--i-mean-it'], '--live'],
  ])('calls no real people with %j, and says in one line what is wrong', (args, word) => {
    expect(() => readFlags(args)).toThrow(UsageError)
    expect(() => readFlags(args)).toThrow(word)
    expect(() => readFlags(args)).not.toThrow('\n')
  })

  it('calls real people at the speed of the clock on the wall, and none of the example', () => {
    const flags = readFlags(['--live', '--only', '+1 202 555-0142,+442079460000'])
    expect(flags).toMatchObject({ only: ['+12025550142', '+442079460000'], speed: 1, 'no-example': true, 'public-port': 4401 })
    const own = readFlags(['--live', '--i-mean-it', '--contacts', '/my.csv', '--consent', 'They asked for it.'])
    expect(own).toMatchObject({ contacts: '/my.csv', consent: 'They asked for it.' })
    expect(own['no-example']).toBeUndefined()
  })

  it('lists every flag in its help', () => {
    const flags = [
      'contacts',
      'name',
      'prompt',
      'first-message',
      'lines',
      'call-delay',
      'retry-count',
      'retry-delay',
      'speed',
      'seed',
      'twilio-faults',
    ]
    flags.push('live', 'only', 'i-mean-it', 'public-port', 'consent')
    for (const flag of [...flags, 'port', 'fresh', 'no-example', 'once', 'json', 'help']) expect(helpText()).toContain(`--${flag}`)
  })
})
