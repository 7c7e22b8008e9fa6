// `npm run bench:export`: a campaign of any size into a file in the bucket, in the format that is asked for, and the memory that it takes;
// or what its calls came to, counted.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import { writeExport } from '#app/exports/write-export.ts'
import { EMPTY_PART } from '#app/exports/zip.ts'
import type { ExportRecord } from '#app/ports/exports.ts'
import { ExportFormat } from '#contract/export.ts'
import { nothingSeen } from '#domain/export/columns.ts'
import { ids } from '#runtime/ids.ts'
import { exportsIn } from '#store/exports.ts'
import { partedFilesIn } from '#store/parted-files.ts'
import { realClock } from '../../../local/clock/real-clock.ts'
import { credentials } from '../../../local/credentials.ts'
import { startS3 } from '../../../local/s3/s3.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { aCampaign } from '../../support/builders.ts'
import { commandLine } from '../../support/command-line.ts'
import { measureCount } from './count.ts'
import { madeUpTable } from './made-up-table.ts'

const HELP = `npm run bench:export -- [--rows 100000] [--format csv|jsonl|xlsx] [--count] [--json]
Writes that many contacts, each with a call, into a bucket on this machine. --count: counts their calls instead.`

const Bucket = 'uploads'
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

const measure = async (rows: number, format: ExportFormat) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringmaster-export-'))
  const sizes: number[] = []
  const onCreated = ({ size }: { size: number }): void => void sizes.push(size)
  const s3 = await startS3({
    port: 0,
    buckets: [{ name: Bucket, corsOrigins: [], corsMethods: [] }],
    dataDir,
    onCreated,
    log: console.error,
  })
  const clock = realClock()
  const campaign = aCampaign({ totalContacts: rows })
  const table = madeUpTable(memoryTable(), campaign, rows)
  const exports = exportsIn(table)
  const client = new S3Client({
    ...{ endpoint: s3.url, forcePathStyle: true, region: 'us-east-1', credentials },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  const record: ExportRecord = {
    ...{ id: ids.export(), campaignId: campaign.id, format, state: 'running', rows: 0, version: 1, phase: 'columns' },
    ...{ seen: nothingSeen(), zip: EMPTY_PART, createdAt: campaign.createdAt },
  }
  try {
    await exports.create(record)
    const campaigns = { get: async () => campaign }
    const files = { write: async () => {} }
    const startedAt = performance.now()
    const ports = { campaigns, clock, exports, files, log: quiet, parts: partedFilesIn(Bucket, client) }
    await writeExport(ports, () => Number.POSITIVE_INFINITY)({ campaignId: campaign.id, exportId: record.id })
    const seconds = (performance.now() - startedAt) / 1_000
    const done = await exports.get(campaign.id, record.id)
    const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1_024)
    return {
      format,
      rows: done?.rows,
      state: done?.state,
      seconds: Math.round(seconds * 10) / 10,
      rowsPerSecond: Math.round(rows / seconds),
      bytes: sizes.at(-1),
      maxRssMb,
    }
  } finally {
    client.destroy()
    await s3.close()
    await rm(dataDir, { recursive: true })
  }
}

const run = async (): Promise<void> => {
  const { misuse, parse, whole } = commandLine('bench:export')
  const { values } = parse({
    options: {
      rows: { type: 'string', default: '100000' },
      format: { type: 'string', default: 'csv' },
      count: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const rows = whole('rows', values.rows, 1)
  const format =
    ExportFormat.safeParse(values.format).data ?? misuse(`--format must be ${ExportFormat.options.join(', ')}, not ${values.format}`)
  const measured = values.count ? await measureCount(rows) : await measure(rows, format)
  if (values.json) console.log(JSON.stringify(measured))
  else console.table(measured)
}

await run()
