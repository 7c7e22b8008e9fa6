// What ends together: the runner, its database and its bridge, whichever of them goes first.
import { execFileSync } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { childrenIn, type Home, makeHome, spawnRingmaster, startRingmaster } from '../support/ringmaster.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.remove())

/** The process group of a child, from the last start in the log. */
const groupOf = async (child: string): Promise<number> =>
  Number([...(await home.log()).matchAll(new RegExp(`^${child} runs in process group (\\d+)$`, 'gm'))].at(-1)?.[1])

describe('a child process that dies', () => {
  it.each([
    ['DynamoDB', 'The database (dynoxide)', []],
    // As it is deployed.
    ['the media bridge', 'The media bridge', ['--bundle']],
  ])('is named with the reason, and the rest shuts down with exit code 1: %s', async (child, name, how) => {
    const ringmaster = await startRingmaster(home, ['--no-example', ...how])
    const group = await groupOf(child)
    const guarded = execFileSync('ps', ['-o', 'pid=', '--ppid', String(group)])
      .toString()
      .trim()
      .split(/\s+/)
    process.kill(Number(guarded[0]), 'SIGKILL')
    expect(await ringmaster.exit).toBe(1)
    expect(ringmaster.complaints).toHaveLength(1)
    expect(ringmaster.complaints[0]).toContain(`${name} ended with exit code 137`)
    expect(await home.log()).toContain(`${name} ended with exit code 137`)
    expect(childrenIn(await home.log())).toEqual([])
  })
})

describe('a kill -9 of the runner alone', () => {
  it('ends the database and the bridge too', async () => {
    const ringmaster = await startRingmaster(home, ['--no-example'])
    expect(childrenIn(await home.log()).join('\n')).toMatch(/dynoxide serve[\s\S]*media-bridge\/main\.ts/)
    await ringmaster.kill()
    await eventually(async () => childrenIn(await home.log())).toEqual([])
  })
})

describe('a second Ringmaster on the same data', () => {
  it('is refused before it deletes or starts anything', async () => {
    const ringmaster = await startRingmaster(home, ['--no-example'])
    const words = { name: 'Kept', prompt: 'Ask.', firstMessage: 'Hello.' }
    const kept = await ringmaster.api('createCampaign', { body: words })
    const second = await spawnRingmaster(home, ['--no-example', '--fresh'])
    expect(await second.exit).toBe(2)
    expect(second.complaints.join('\n')).toContain(`Ringmaster already works on ${home.dir}. Stop it`)
    expect((await ringmaster.api('listCampaigns', {})).items.map(({ id }) => id)).toEqual([kept.id])
    expect(await ringmaster.stop()).toBe(0)
  })
})

describe('Ctrl-C', () => {
  it('ends every process', async () => {
    const ringmaster = await startRingmaster(home, ['--no-example'])
    expect(childrenIn(await home.log())).not.toEqual([])
    expect(await ringmaster.stop()).toBe(0)
    expect(childrenIn(await home.log())).toEqual([])
    expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain(home.dir)
  })

  it('ends a bridge that is still starting', async () => {
    const before = await home.log()
    const ringmaster = await spawnRingmaster(home, ['--no-example'])
    await eventually(async () => (await home.log()).slice(before.length)).toContain('the media bridge runs in process group')
    expect(await ringmaster.stop('SIGTERM')).toBe(0)
    expect(childrenIn(await home.log())).toEqual([])
  })

  it('is obeyed at once when it comes again', async () => {
    const ringmaster = await startRingmaster(home, ['--no-example'])
    const group = await groupOf('DynamoDB')
    // A database that does not end keeps the first one waiting.
    process.kill(-group, 'SIGSTOP')
    onTestFinished(() => void process.kill(-group, 'SIGKILL'))
    // Within half a second it is taken for the same one, and a busy machine hears the first one late.
    let code: number | null | undefined
    while (code === undefined) {
      void ringmaster.stop()
      code = await Promise.race([ringmaster.exit, rest<undefined>(800)])
    }
    expect(code).toBe(130)
  })
})
