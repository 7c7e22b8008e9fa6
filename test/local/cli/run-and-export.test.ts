// The commands that follow their work: a campaign to its last call, an export to its file.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { viewCampaign } from '#app/views.ts'
import type { ExportWithFile } from '#contract/export.ts'
import { ExportId } from '#contract/ids.ts'
import { type Answers, fakeServer } from '../../dashboard/support/server.ts'
import { aCampaign, campaignId } from '../../support/builders.ts'
import { ask, folderOf, withLive, withStats } from '../../support/client-commands.ts'
import { playShell } from '../../support/shell.ts'

const _at = 'http://127.0.0.1:4400'

describe('run', () => {
  const list = (folder: string): string => {
    writeFileSync(join(folder, 'june.csv'), 'phone\n+12025550142\n')
    return 'june.csv'
  }
  const imported = (changes: object = {}) => ({
    ...{ id: 'imp_01JD0000000000000000000001', campaignId, fileName: 'june.csv', state: 'imported' },
    ...{ rows: 1, imported: 1, updated: 0, duplicates: 0, rejected: 0, rejects: [], ...changes },
  })
  const answers = (changes: object = {}): Answers => ({
    createCampaign: () => viewCampaign(aCampaign()),
    createUpload: () =>
      Response.json({
        importId: 'imp_01JD0000000000000000000001',
        url: 'https://bucket.test/list',
        contentType: 'text/csv',
        expiresAt: '2026-11-02T15:05:00.000Z',
      }),
    getImport: () => Response.json(imported(changes)),
    startCampaign: () => withLive({ state: 'active' }),
    deleteCampaign: () => withLive({ state: 'cancelled' }),
    getCampaign: () => withStats({ state: 'completed' }),
  })
  const words = ['--prompt', 'Ask.', '--first-message', 'Hello.']

  it('makes the campaign that the options describe, of the whole list, and starts it', async () => {
    const folder = folderOf()
    const options = [
      '--lines',
      '20',
      '--country',
      'AU',
      '--set',
      'window={"from":"09:00","to":"17:00"}',
      '--set',
      'maxCallLength=60000',
      '--consent',
      'Ann',
    ]
    const { code, asked, printed } = await ask(['run', list(folder), ...words, ...options], answers(), { folder })
    expect(asked('createCampaign')[0]?.body).toMatchObject({
      ...{ name: 'june', prompt: 'Ask.', firstMessage: 'Hello.', defaultCountry: 'AU', consent: { attestedBy: 'Ann' } },
      settings: { maxConcurrentCalls: 20, callDelay: 5_000, maxCallLength: 60_000, window: { from: '09:00', to: '17:00' } },
    })
    expect(asked('createUpload')[0]?.body).toEqual({ campaignId, fileName: 'june.csv', size: 19 })
    expect(asked('startCampaign')).toHaveLength(1)
    expect({ code, printed }).toMatchObject({ code: 0, printed: [expect.stringContaining('completed')] })
  })

  it('returns at once when it is told to, with the id', async () => {
    const folder = folderOf()
    expect(await ask(['run', list(folder), ...words, '--detach'], answers(), { folder })).toMatchObject({ code: 0, printed: [campaignId] })
  })

  it('leaves nothing behind when nobody on the list can be called, and says why', async () => {
    const folder = folderOf()
    const rejects = [{ line: 2, column: 'phone', reason: 'the number is too short' }]
    const { code, told, asked } = await ask(['run', list(folder), ...words], answers({ imported: 0, rejected: 1, rejects }), { folder })
    expect(told.join('\n')).toContain('line 2: the number is too short')
    expect(code).toBe(2)
    expect(asked('deleteCampaign')).toHaveLength(1)
    expect(asked('startCampaign')).toEqual([])
  })

  it('says after Ctrl-C that the campaign goes on, or that nothing was started', async () => {
    const folder = folderOf()
    const stopAt = async (operation: 'getImport' | 'getCampaign') => {
      const controller = new AbortController()
      const interrupting = (): never => {
        controller.abort('SIGINT')
        throw controller.signal.reason
      }
      const given = { ...answers(), [operation]: interrupting }
      return await ask(['run', list(folder), ...words], given, { folder, interrupted: controller.signal })
    }
    const early = await stopAt('getImport')
    expect(early.code).toBe(130)
    expect(early.told.at(-1)).toContain(`Nothing was started. The draft stays: npx ringmaster start ${campaignId}`)
    const late = await stopAt('getCampaign')
    expect(late.code).toBe(130)
    expect(late.told.at(-1)).toContain('The campaign goes on.')
    expect(late.asked('stopCampaign')).toEqual([])
  })
})

describe('export', () => {
  const done: ExportWithFile = {
    ...{
      id: ExportId.parse('exp_01JD0000000000000000000001'),
      campaignId,
      format: 'xlsx',
      state: 'done',
      rows: 2,
      createdAt: '2026-11-02T15:00:00.000Z',
    },
    file: { url: 'https://bucket.test/file', bytes: 5, expiresAt: '2026-11-02T16:00:00.000Z' },
  }
  const answers: Answers = { createExport: () => ({ ...done, state: 'running' }), getExport: () => done }
  const exported = async (args: string[], folder: string, given = answers) => {
    const server = fakeServer(given)
    const { run, ...seen } = playShell({
      folder,
      fetch: async (url, init) => (url === 'https://bucket.test/file' ? new Response('bytes') : await server.fetch(url, init)),
    })
    return { code: await run('export', campaignId, ...args), ...seen, asked: server.asked }
  }

  it('waits for the file and writes it where it was asked to, of the kind that its name says', async () => {
    const folder = folderOf()
    const { code, printed, asked } = await exported(['-o', 'june.xlsx'], folder)
    expect({ code, printed }).toEqual({ code: 0, printed: ['june.xlsx'] })
    expect(asked('createExport')[0]?.body).toEqual({ format: 'xlsx' })
    expect(readFileSync(join(folder, 'june.xlsx'), 'utf8')).toBe('bytes')
  })

  it('writes over a file only when it is told to', async () => {
    const folder = folderOf()
    writeFileSync(join(folder, `${campaignId}.csv`), 'mine')
    const refused = await exported([], folder)
    expect(refused.code).toBe(2)
    expect(refused.asked('createExport')).toEqual([])
    expect(readFileSync(join(folder, `${campaignId}.csv`), 'utf8')).toBe('mine')
    expect((await exported(['--force'], folder)).code).toBe(0)
    expect(readFileSync(join(folder, `${campaignId}.csv`), 'utf8')).toBe('bytes')
  })

  it('says why there is no file', async () => {
    const folder = folderOf()
    const failed: Answers = { ...answers, getExport: () => ({ ...done, state: 'failed', problem: 'The bucket is full.' }) }
    const { code, told } = await exported([], folder, failed)
    expect(code).toBe(1)
    expect(told.join('\n')).toContain('The bucket is full.')
  })
})
