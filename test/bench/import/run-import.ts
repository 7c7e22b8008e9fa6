// One import from beginning to end, killed now and then if that is wanted, and what it left in the table.
import { setTimeout as sleep } from 'node:timers/promises'
import { announceImport, uploadKey } from '#app/imports/upload-list.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import { aCampaign, someSettings } from '../../support/builders.ts'
import { startImporter } from './importing-process.ts'
import { writeList } from './list-file.ts'
import { ports } from './ports.ts'

export type Imported = { campaign: CampaignRecord; record: ImportRecord; seconds: number; maxRssMb: number }

const POLL_MS = 50

const prepare = async (rows: number) => {
  const campaign = aCampaign({ id: ports.ids.campaign(), settings: someSettings() })
  await ports.campaigns.create(campaign, { watched: false })
  const announced = await announceImport(ports, { campaignId: campaign.id, fileName: 'list.csv' })
  const key = uploadKey(announced)
  await writeList(key, rows)
  return { campaign, announced, key }
}

/** `killAt`: rows that must be written before the process is killed. Undefined: it was. */
const runProcess = async ({ announced, key }: Awaited<ReturnType<typeof prepare>>, killAt?: number) => {
  const { child, told } = startImporter('import-contacts.ts', [announced.campaignId, announced.id, key])
  while (killAt !== undefined && child.exitCode === null) {
    const record = await ports.imports.get(announced.campaignId, announced.id)
    if ((record?.rows ?? 0) >= killAt) child.kill('SIGKILL')
    if (child.killed) break
    await sleep(POLL_MS)
  }
  return told
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
