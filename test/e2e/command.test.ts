// `npm start` that cannot start: every kind of bad input, and the log that says so.
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Home, makeHome, spawnRingmaster } from '../support/ringmaster.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.remove())

const runOnce = async (args: readonly string[]) => {
  const { exit, lines, complaints } = await spawnRingmaster(home, ['--once', '--json', ...args])
  return { code: await exit, lines, complaints }
}
const fileOf = async (name: string, text: string): Promise<string> => {
  const file = join(home.dir, name)
  await writeFile(file, text)
  return file
}

describe('the log', () => {
  it('is started anew when it has grown long, and goes on otherwise', async () => {
    const wrong = ['--contacts', join(home.dir, 'nowhere.csv')]
    await writeFile(join(home.dir, 'ringmaster.log'), 'old line\n'.repeat(1_200_000))
    await runOnce(wrong)
    const anew = await home.log()
    expect(anew).toContain('nowhere.csv')
    expect(anew).not.toContain('old line')
    await runOnce(wrong)
    expect((await home.log()).startsWith(anew)).toBe(true)
  })
})

describe('bad input', () => {
  const refused = async (args: readonly string[], word: string) => {
    const { code, complaints, lines } = await runOnce(args)
    expect(complaints.at(-1)).toContain(word)
    expect(code).toBe(2)
    expect(lines).toEqual([])
  }

  it('is refused when a flag is unknown', () => refused(['--linse', '5'], '--linse'))
  it('is refused when the list cannot be read', () => refused(['--contacts', '/nowhere/at/all.csv'], '/nowhere/at/all.csv'))
  it('is refused when the list is empty', async () => refused(['--contacts', await fileOf('empty.csv', ' \n')], 'is empty'))
  it('is refused with the columns that there are when none is a number', async () =>
    refused(['--contacts', await fileOf('cities.csv', 'city,plan\nOslo,gold\n')], '“city”, “plan”'))
  it('is refused with line and reason when no row can be called', async () =>
    refused(['--contacts', await fileOf('wrong.csv', 'phone\n123\n')], 'line 2'))

  it('is refused when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    await refused(['--port', port], `Port ${port} is in use`)
    server.close()
  })
})
