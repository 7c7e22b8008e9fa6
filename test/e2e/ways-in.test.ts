// How a list comes in from outside: as curl sends it, and as an AWS SDK puts it into the bucket.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { CampaignId } from '#contract/ids.ts'
import { fictional } from '../support/campaign-at-work.ts'
import { documentedCommands, runCommands } from '../support/documented-commands.ts'
import { comes } from '../support/eventually.ts'
import { type Home, makeHome } from '../support/ringmaster.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 60 })
const run = promisify(execFile)
const PATIENCE = { timeout: 120_000, interval: 200 }

let folder: Home
let s3: S3Client
let Bucket: string
beforeAll(async () => {
  folder = await makeHome()
  const said = /^Lists go to s3:\/\/([^/]+)\/inbox\/ with AWS_CONFIG_FILE=(.+)$/
  const printed = () => system.ringmaster.lines.map((line) => said.exec(line)).find((found) => found !== null)
  const [, bucket = '', configFile = ''] = await comes(printed, 'It was not printed where lists go')
  Bucket = bucket
  // Nothing else: everything that the SDK needs stands in that file.
  vi.stubEnv('AWS_CONFIG_FILE', configFile)
  s3 = new S3Client()
})
afterAll(async () => {
  s3.destroy()
  vi.unstubAllEnvs()
  await folder.remove()
})

const listOf = (area: number, count: number): string => ['name,phone', ...fictional(area, count).map((phone) => `Ana,${phone}`)].join('\n')

const campaigns = async () => (await system.ringmaster.api('listCampaigns', { query: { limit: 50 } })).items
const isOver = (id: CampaignId, contacts: number) =>
  expect
    .poll(() => system.ringmaster.api('getCampaign', { params: { id } }), PATIENCE)
    .toMatchObject({ state: 'completed', stats: { totalContacts: contacts, finished: contacts } })

const FAST = ['-F', 'callDelay=0', '-F', 'settings={"retryCount":0}']
const WORDS = ['-F', 'name=Renewals', '-F', 'prompt=Ask about {{name}}, and be kind.', '-F', 'firstMessage=Hello {{name}}.']
const curl = async (file: string, ...more: string[]) => {
  const url = `${system.ringmaster.url}/api/db/campaigns/start-from-csv`
  const { stdout } = await run('curl', ['-s', '-w', '\n%{http_code}', ...(file ? ['-F', `file=@${file}`] : []), ...WORDS, ...more, url])
  const [body = '', status] = stdout.split('\n')
  return { status: Number(status), body: JSON.parse(body) as unknown }
}
const Ended = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() })
const Started = z.object({ campaign: z.looseObject({ id: CampaignId }) })

describe('curl', () => {
  it('creates a campaign from a file, and it calls everybody on the list', async () => {
    const file = join(folder.dir, 'list.csv')
    await writeFile(file, listOf(212, 12))
    const { status, body } = await curl(file, ...FAST)
    expect(status).toBe(202)
    const { campaign } = Started.parse(body)
    expect(campaign).toMatchObject({
      name: 'Renewals',
      prompt: 'Ask about {{name}}, and be kind.',
      settings: { callDelay: 0, retryCount: 0 },
    })
    await isOver(campaign.id, 12)
  })

  it('may send a workbook, and the same request twice', async () => {
    const file = 'test/fixtures/lists/named-sheet.xlsx'
    const key = ['-H', 'Idempotency-Key: the-very-same-1', ...FAST]
    const [first, again] = [await curl(file, ...key), await curl(file, ...key)]
    expect([first.status, again.status]).toEqual([202, 202])
    expect(Started.parse(again.body).campaign.id).toBe(Started.parse(first.body).campaign.id)
  })

  it.each([
    ['no file', '', [], 400, '-F file=@list.csv'],
    ['a file that is no list', 'test/fixtures/lists/document.pdf', [], 422, 'PDF'],
    ['a setting that cannot be', 'examples/contacts.csv', ['-F', 'callDelay=soon'], 400, 'callDelay'],
    ['a field that nobody knows', 'examples/contacts.csv', ['-F', 'isAdmin=yes'], 400, 'isAdmin'],
  ])('is told what is wrong with %s', async (_, file, more, status, why) => {
    const answer = await curl(file, ...more)
    expect(answer).toMatchObject({ status, body: { status, detail: expect.stringContaining(why) } })
  })

  it.each([5, 11])('is told the way for large files, at %i MB', async (megabytes) => {
    const file = join(folder.dir, 'large.csv')
    await writeFile(file, `phone\n${'+12025550142\n'.repeat((megabytes * 1_000_000) / 13)}`)
    const { status, body } = await curl(file)
    expect(status).toBe(413)
    expect(JSON.stringify(body)).toContain('/api/db/uploads')
  })
})

describe('the curl lines of the documentation', () => {
  const curls = (text: string): number => [...text.matchAll(/\bcurl -/g)].length
  const pages = { readme: documentedCommands('README.md'), api: documentedCommands('docs/api.md') }

  it.each(pages.readme.blocks)('of the README succeed, one after the other: %#', async (block) => {
    expect(await runCommands(block, system.ringmaster.url)).toHaveLength(curls(block))
  })

  it('are found on both pages', () => {
    expect(pages.readme.blocks).toHaveLength(1)
    expect(pages.readme.spans).toEqual([])
    expect(pages.api.blocks).toHaveLength(2)
    expect(pages.api.spans.length).toBeGreaterThan(8)
  })

  // Each begins with a campaign of its own, since one of the lines deletes it.
  it.each([...pages.api.spans, ...pages.api.blocks.slice(1)])('of the page of the API succeed: %s', async (line) => {
    const [first = ''] = pages.api.blocks
    expect(await runCommands(`${first}\n${line}`, system.ringmaster.url)).toHaveLength(curls(first) + 1)
  })
})

describe('the client', () => {
  const client = async (program: string, ...args: string[]) => {
    const env = { ...process.env, RINGMASTER_URL: system.ringmaster.url, RINGMASTER_HOME: folder.dir }
    try {
      return { code: 0, ...(await run(process.execPath, [program, ...args], { env })) }
    } catch (error) {
      return Ended.parse(error)
    }
  }
  const ringmaster = (...args: string[]) => client('local/cli/ringmaster.mjs', ...args)
  const smoke = (...args: string[]) => client('local/smoke/main.ts', ...args)

  it('runs a campaign from a list to its last call, and exports it', async () => {
    const file = join(folder.dir, 'people.csv')
    await writeFile(file, listOf(215, 6))
    const words = ['--prompt', 'Ask about {{name}}.', '--first-message', 'Hello {{name}}.', '--call-delay', '0', '--retry-count', '0']
    const { code, stdout, stderr } = await ringmaster('run', file, ...words, '--json')
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/people completed · █+ 100 % · 6\/6 finished/) })
    const campaign = z.looseObject({ id: CampaignId }).parse(JSON.parse(stdout))
    expect(campaign).toMatchObject({ name: 'people', state: 'completed', stats: { totalContacts: 6, finished: 6, live: 0 } })
    const output = join(folder.dir, 'results.xlsx')
    expect(await ringmaster('export', campaign.id, '-o', output)).toMatchObject({ code: 0 })
    // A workbook is a ZIP archive.
    expect((await readFile(output)).subarray(0, 2).toString()).toBe('PK')
  })

  it('tries the whole life of a campaign out, and says how long each step takes', async () => {
    const { code, stdout } = await smoke()
    expect(stdout).toMatch(
      /ok +\d+ ms {2}see a call: 1 placed\n[\s\S]*ok +\d+ ms {2}see that it is gone: not_found\nAll \d+ steps succeeded\.\n$/,
    )
    expect(code).toBe(0)
  })

  it('says what is wrong with a key that is none', async () => {
    const { code, stdout, stderr } = await smoke('--key', 'rm_wrong')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^ok .+ health/)
    expect(stderr).toContain('The key is not one of ours')
  })
})

describe('an export', () => {
  it.each(['csv', 'jsonl', 'xlsx'] as const)('as %s is fetched from the bucket, and makes the same campaign again', async (format) => {
    const file = join(folder.dir, `exported.${format}`)
    await writeFile(file, listOf(214, 4))
    const { campaign } = Started.parse((await curl(file, ...FAST)).body)
    await isOver(campaign.id, 4)
    const { id: exportId } = await system.ringmaster.api('createExport', { params: { id: campaign.id }, body: { format } })
    const read = () => system.ringmaster.api('getExport', { params: { id: campaign.id, exportId } })
    await expect.poll(read, PATIENCE).toMatchObject({ state: 'done', rows: 4 })
    const response = await fetch((await read()).file?.url ?? '')
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${campaign.id}.${format}"`)
    await writeFile(file, Buffer.from(await response.arrayBuffer()))
    const again = Started.parse((await curl(file, ...FAST)).body).campaign
    await isOver(again.id, 4)
    const rowsOf = async (id: CampaignId) => {
      const { items } = await system.ringmaster.api('listContacts', { params: { id } })
      return items.map(({ phone, name, variables }) => ({ phone, name, variables })).sort((a, b) => (a.phone < b.phone ? -1 : 1))
    }
    expect(await rowsOf(again.id)).toEqual(await rowsOf(campaign.id))
  })
})

describe('what a campaign’s calls came to', () => {
  it('is counted when somebody asks, and is what the counters say', async () => {
    const file = join(folder.dir, 'counted.csv')
    await writeFile(file, listOf(216, 12))
    // Somebody is called again, and soon: an hour would be a minute of this machine.
    const { campaign } = Started.parse((await curl(file, '-F', 'callDelay=0', '-F', 'settings={"retryDelay":60000}')).body)
    await isOver(campaign.id, 12)
    const params = { id: campaign.id }
    const read = () => system.ringmaster.api('campaignBreakdown', { params })
    await expect.poll(read, PATIENCE).toMatchObject({ isCurrent: true })
    const [{ breakdown }, { callsPlaced, callsAnswered }] = await Promise.all([read(), system.ringmaster.api('campaignStats', { params })])
    expect(breakdown?.total).toMatchObject({ calls: callsPlaced, answered: callsAnswered })
    const calls = (parts: readonly { calls: number }[] = []) => parts.reduce((sum, part) => sum + part.calls, 0)
    expect(calls(breakdown?.hours) + calls(breakdown && [breakdown.hourUnknown])).toBe(callsPlaced)
    expect(calls(breakdown?.attempts)).toBe(callsPlaced)
  })
})

describe('an object that an AWS SDK puts into the inbox', () => {
  const put = (Key: string, Body: string | Uint8Array, Metadata: Record<string, string> = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata }))
  const report = async (Key: string): Promise<unknown> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `${Key}.report.json` }))
    return JSON.parse((await Body?.transformToString()) ?? '')
  }

  it('creates a campaign from a template, starts it, and tells beside it what became of the list', async () => {
    const settings = { callDelay: 0, retryCount: 0 }
    await system.ringmaster.api('createTemplate', { body: { name: 'Spring renewals', prompt: 'p', firstMessage: 'f', settings } })
    const key = 'inbox/new/spring renewals/week 1 + “naïve” 100%25.csv.gz'
    await put(key, gzipSync(`${listOf(213, 10)}\nNobody,none`), { start: 'true', name: 'Week 1' })
    const made = async () => (await campaigns()).find(({ name }) => name === 'Week 1')
    await expect.poll(made, PATIENCE).toBeDefined()
    await isOver(CampaignId.parse((await made())?.id), 10)
    expect((await campaigns()).filter(({ name }) => name === 'Week 1')).toHaveLength(1)
  })

  it('adds its contacts to a campaign, and a new version of it those that are new', async () => {
    const { id } = await system.ringmaster.api('createCampaign', { body: { name: 'By hand', prompt: 'p', firstMessage: 'f' } })
    const contacts = async () => (await system.ringmaster.api('getCampaign', { params: { id } })).stats.totalContacts
    await put(`inbox/${id}/people.csv`, listOf(214, 5))
    await expect.poll(contacts, PATIENCE).toBe(5)
    await put(`inbox/${id}/people.csv`, listOf(214, 8))
    await expect.poll(contacts, PATIENCE).toBe(8)
  })

  it('that nobody can use has the reason beside it, and a line in the activity log', async () => {
    await put('inbox/people.csv', await readFile('examples/contacts.csv'))
    await expect
      .poll(() => report('inbox/people.csv').catch(String), PATIENCE)
      .toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('inbox/<campaign id>/'),
      })
    const { items } = await system.ringmaster.api('accountActivity', { query: { limit: 5 } })
    expect(items).toContainEqual(expect.objectContaining({ action: 'list-refused', evidence: { key: 'inbox/people.csv' } }))
  })
})
