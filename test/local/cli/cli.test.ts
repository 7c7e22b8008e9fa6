// The client's command line: what is asked of the API, what is printed, and the exit code.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Answers, fakeServer } from '../../dashboard/support/server.ts'
import { campaignId } from '../../support/builders.ts'
import { ask, folderOf, withLive, withStats } from '../../support/client-commands.ts'
import { playShell } from '../../support/shell.ts'

const at = 'http://127.0.0.1:4400'

describe('a mistake on the command line', () => {
  it.each([
    [['strat', campaignId], 'There is no command strat. Did you mean start?'],
    [['campaigns', '--stat', 'active'], 'There is no option --stat. Did you mean --state?'],
    [['campaigns', '--state', 'sleeping'], 'There is no state “sleeping”'],
    [['campaigns', '--search'], '--search needs a value: --search TEXT'],
    [['campaigns', '--json=yes'], '--json takes no value'],
    [['campaigns', 'active'], 'campaigns does not know what to do with “active”'],
    [['start'], 'start needs the ID of a campaign'],
    [['start', campaignId, '--at', 'tomorrow'], '“tomorrow” is no moment'],
    [['start', campaignId, '--at', '2026-12-01'], '“2026-12-01” is no moment'],
    [['watch', 'Renewals'], '“Renewals” is not the id of a campaign'],
    [['run', 'list.csv'], 'run needs --prompt'],
    [['run', 'nowhere.csv', '--prompt', 'p', '--first-message', 'f'], 'The list '],
    [['run', 'list.csv', '--prompt', 'p', '--first-message', 'f', '--lines', 'many'], 'maxConcurrentCalls'],
    [['run', 'list.csv', '--prompt', 'p', '--first-message', 'f', '--set', 'speed=9'], 'speed'],
    [['export', campaignId, '--format', 'pdf'], 'There is no format “pdf”'],
    [['campaigns', '--url', 'calls.example.com'], '“calls.example.com” is not an address'],
  ])('%j is told in words, asks for nothing, and exits with 2', async (args, words) => {
    const { code, printed, told, requests } = await ask(args)
    expect(told.join('\n')).toContain(words)
    expect(code).toBe(2)
    expect(printed).toEqual([])
    expect(requests).toEqual([])
  })
})

describe('help', () => {
  it.each([[[]], [['--help']], [['help']]])('%j lists the commands on standard output', async (args) => {
    const { code, printed } = await ask(args)
    expect(code).toBe(0)
    for (const name of ['run FILE', 'campaigns', 'start ID', 'pause ID', 'resume ID', 'stop ID', 'watch ID', 'export ID'])
      expect(printed.join('\n')).toContain(`\n  ${name} `)
  })

  it.each([[['run', '--help']], [['help', 'run']], [['run', '-h', 'list.csv']]])('%j tells of one command', async (args) => {
    const { code, printed } = await ask(args)
    expect(code).toBe(0)
    expect(printed.join('\n')).toContain('--first-message TEXT')
  })

  it('tells the version', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect((await ask(['--version'])).printed).toEqual([version])
  })
})

describe('the system that is talked to', () => {
  const answers: Answers = { listCampaigns: () => ({ items: [], nextCursor: null }) }
  const keyOf = async (args: string[], env: Record<string, string>) => {
    const urls: string[] = []
    const server = fakeServer(answers)
    const { run } = playShell({
      env,
      fetch: (url, init) => {
        urls.push(url)
        return server.fetch(url, init)
      },
    })
    const code = await run('campaigns', ...args)
    return { code, key: server.requests[0]?.key, url: urls[0] }
  }

  it('is this machine’s, with the key that is kept there', async () => {
    const home = folderOf()
    writeFileSync(join(home, 'api-key'), 'kept-key\n')
    expect(await keyOf([], { RINGMASTER_HOME: home })).toEqual({ code: 0, key: 'Bearer kept-key', url: `${at}/api/db/campaigns?limit=50` })
  })

  it('is a deployment’s, with its own key and never with this machine’s', async () => {
    const home = folderOf()
    writeFileSync(join(home, 'api-key'), 'kept-key\n')
    const there = { RINGMASTER_HOME: home, RINGMASTER_URL: 'https://calls.example.com/api/db/' }
    expect(await keyOf([], there)).toMatchObject({ key: null, url: 'https://calls.example.com/api/db/campaigns?limit=50' })
    expect(await keyOf([], { ...there, RINGMASTER_API_KEY: 'rm_key' })).toMatchObject({ key: 'Bearer rm_key' })
    expect(await keyOf(['--url', 'https://other.example.com'], there)).toMatchObject({
      url: 'https://other.example.com/api/db/campaigns?limit=50',
    })
  })

  it('is never shown a key that everybody on the way could read', async () => {
    expect(await keyOf(['--url', 'http://calls.example.com'], { RINGMASTER_API_KEY: 'rm_key' })).toEqual({
      code: 2,
      key: undefined,
      url: undefined,
    })
  })
})

describe('an API that does not do what was asked', () => {
  const refusal = (status: number, body: object) => new Response(JSON.stringify(body), { status })
  it.each([
    ['nothing answers', {}, 'Nothing answers at http://127.0.0.1:4400'],
    [
      'it is no Ringmaster',
      { listCampaigns: () => new Response('<html>', { status: 404 }) },
      'Is http://127.0.0.1:4400 the address of a Ringmaster?',
    ],
    ['its answer is something else', { listCampaigns: () => new Response('<html>') }, 'is not the API of a Ringmaster'],
    [
      'the key is missing',
      {
        listCampaigns: () =>
          refusal(401, { type: 'x', title: 't', status: 401, detail: 'Nothing says who you are.', code: 'unauthorized' }),
      },
      'Nothing says who you are. Put the key into RINGMASTER_API_KEY.',
    ],
  ] as [string, Answers, string][])('is told in words with exit code 1: %s', async (_, answers, words) => {
    const { code, told, printed } = await ask(['campaigns'], answers)
    expect(told.join('\n')).toContain(words)
    expect({ code, printed }).toEqual({ code: 1, printed: [] })
  })
})

describe('campaigns', () => {
  const answers: Answers = {
    listCampaigns: ({ query }) =>
      query.cursor ? { items: [withStats({ name: 'Old' })], nextCursor: null } : { items: [withStats()], nextCursor: 'more' },
  }

  it('are shown as a table, and that there are more', async () => {
    const { printed, told, asked } = await ask(['campaigns', '--state', 'draft', '--search', 'renew'], answers)
    const [head = '', row = ''] = printed.join('\n').split('\n')
    expect(head.split(/ +/)).toEqual(['ID', 'STATE', 'FINISHED', 'LIVE', 'CREATED', 'NAME'])
    expect(row.split(/ {2,}/)).toEqual([campaignId, 'draft', '0/40', '0', '2026-11-02 15:00', 'Spring renewal'])
    expect(told.join()).toContain('--all')
    expect(asked('listCampaigns')[0]?.query).toEqual({ state: 'draft', search: 'renew', limit: '50' })
  })

  it('are all of them in JSON', async () => {
    const { printed, told } = await ask(['campaigns', '--all', '--json'], answers)
    expect(JSON.parse(printed.join(''))).toMatchObject([{ name: 'Spring renewal' }, { name: 'Old' }])
    expect(told).toEqual([])
  })
})

describe('a command', () => {
  it.each([
    ['start', { startCampaign: () => withLive({ state: 'active' }) }, 'active'],
    ['unschedule', { unscheduleCampaign: () => withLive({ state: 'draft' }) }, 'draft'],
    ['pause', { pauseCampaign: () => withLive({ state: 'pausing', live: 3 }) }, 'pausing'],
    ['resume', { resumeCampaign: () => withLive({ state: 'active' }) }, 'active'],
    ['stop', { stopCampaign: () => withLive({ state: 'cancelled' }) }, 'cancelled'],
  ] as [string, Answers, string][])('%s is one request, and tells the state', async (name, answers, state) => {
    const { code, printed, requests } = await ask([name, campaignId], answers)
    expect({ code, printed }).toEqual({ code: 0, printed: [`Spring renewal ${state}`] })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.params).toEqual({ id: campaignId })
    expect(JSON.parse((await ask([name, campaignId, '--json'], answers)).printed.join(''))).toMatchObject({ state })
  })

  it.each([
    ['2026-12-01T09:00', new Date(2026, 11, 1, 9).toISOString()],
    ['2026-12-01T09:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:30+01:00', '2026-12-01T08:00:30.000Z'],
  ])('start --at %s lets a draft start by itself then, and says when that is', async (text, startsAt) => {
    const { printed, told, asked } = await ask(['start', campaignId, '--at', text], {
      scheduleCampaign: () => withLive({ state: 'draft', startsAt }),
    })
    expect(asked('scheduleCampaign')[0]?.body).toEqual({ startsAt })
    expect(printed).toEqual(['Spring renewal draft'])
    expect(told.join()).toMatch(/It starts by itself on \w+day.* December 2026/)
  })

  it('stop ends live calls when it is told to', async () => {
    const { asked } = await ask(['stop', campaignId, '--hang-up'], { stopCampaign: () => withLive({ state: 'stopping' }) })
    expect(asked('stopCampaign')[0]?.query).toEqual({ live: 'hangup' })
  })

  it('watch tells at once how a campaign has ended, with an exit code for it', async () => {
    const completed = await ask(['watch', campaignId], { getCampaign: () => withStats({ state: 'completed' }) })
    expect(completed).toMatchObject({ code: 0, printed: ['Spring renewal completed: 40 contacts, 0 calls placed, 0 answered'] })
    expect(await ask(['watch', campaignId], { getCampaign: () => withStats({ state: 'cancelled' }) })).toMatchObject({ code: 3 })
  })
})
