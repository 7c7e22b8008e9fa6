// One import from beginning to end, killed now and then if that is wanted, and what it left in the table.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { CampaignRecord, ImportRecord } from '#app/records.ts'
import { announceImport, uploadKey } from '#app/upload-list.ts'
import { aCampaign, someSettings } from '../../support/builders.ts'
import { listFile } from './list-file.ts'
import { ports } from './ports.ts'

const Told = z.object({ seconds: z.number(), maxRssMb: z.number() })
export type Imported = { campaign: CampaignRecord; record: ImportRecord; seconds: number; maxRssMb: number }

const POLL_MS = 50
/** What a heap may have is used before it is tidied: whether little is enough is seen only when there is no more. */
const SMALL = ['--max-old-space-size=128', '--max-semi-space-size=8']

const prepare = async (rows: number) => {
  const campaign = aCampaign({ id: ports.ids.campaign(), settings: someSettings() })
  await ports.campaigns.create(campaign, { watched: false })
  const announced = await announceImport(ports, { campaignId: campaign.id, fileName: 'list.csv' })
  const key = uploadKey(announced)
  const chunks = async function* () {
    yield* listFile(rows)
  }
  let size = 0
  for (const chunk of listFile(rows)) size += chunk.length
  await ports.files.writeFrom(key, { bytes: chunks(), size, contentType: 'text/csv' })
  return { campaign, announced, key }
}

/** `killAt`: rows that must be written before the process is killed. Undefined: it was. */
const runProcess = async ({ announced, key }: Awaited<ReturnType<typeof prepare>>, killAt?: number) => {
  const script = join(import.meta.dirname, 'importer.ts')
  const child = spawn(process.execPath, [...SMALL, script, announced.campaignId, announced.id, key], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const exited = once(child, 'exit')
  while (killAt !== undefined && child.exitCode === null) {
    const record = await ports.imports.get(announced.campaignId, announced.id)
    if ((record?.rows ?? 0) >= killAt) child.kill('SIGKILL')
    if (child.killed) break
    await sleep(POLL_MS)
  }
  await exited
  return said === '' ? undefined : Told.parse(JSON.parse(said))
}

export const runImport = async (rows: number, { killAt = [] }: { killAt?: readonly number[] } = {}): Promise<Imported> => {
  const prepared = await prepare(rows)
  for (const at of killAt) await runProcess(prepared, at)
  const told = await runProcess(prepared)
  const record = await ports.imports.get(prepared.campaign.id, prepared.announced.id)
  const campaign = await ports.campaigns.get(prepared.campaign.id)
  if (!told || !record || !campaign || record.state !== 'imported')
    throw new Error(`The import ended as ${record?.state}: ${record?.problem}`)
  return { campaign, record, ...told }
}
