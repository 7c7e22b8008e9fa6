// A campaign from a CSV file, the way a person would make one: created, uploaded to, imported, started.
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import type { Campaign } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import type { Import } from '#contract/import.ts'
import { awaitImport } from './await-import.ts'
import { type Flags, UsageError } from './flags.ts'

export type Started = { campaign: Campaign; imported: Import }

/** Read before anything is started, so that a wrong path costs no waiting. */
export const readContactsFile = async (path: string): Promise<Buffer> => {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error
    throw new UsageError(`The file ${path} cannot be read (${why}). Give --contacts the path of a CSV file.`)
  }
  if (bytes.toString('utf8').trim() === '') {
    throw new UsageError(`The file ${path} is empty. It needs a header line with a phone column, and a line for each contact.`)
  }
  return bytes
}

const fileNameOf = (path: string): string => basename(path).replace(/(\.csv)?$/i, '.csv')

type Example = { api: Api; flags: Flags; file: Buffer; signal: AbortSignal }

export const startExample = async ({ api, flags, file, signal }: Example): Promise<Started> => {
  const campaign = await api('createCampaign', {
    body: {
      name: flags.name,
      prompt: flags.prompt,
      firstMessage: flags['first-message'],
      settings: {
        maxConcurrentCalls: flags.lines,
        callDelay: flags['call-delay'],
        retryCount: flags['retry-count'],
        retryDelay: flags['retry-delay'],
        // Where nobody is called, nothing can cost anything, whatever the list holds.
        ...(flags.live ? {} : { allowedCountries: 'any' as const }),
      },
      ...(flags.consent === undefined ? {} : { consent: { attestedBy: userInfo().username, text: flags.consent } }),
    },
  })
  const upload = await api('createUpload', { body: { campaignId: campaign.id, fileName: fileNameOf(flags.contacts) } })
  const put = await fetch(upload.url, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: new Uint8Array(file) })
  if (!put.ok) throw new Error(`The list could not be uploaded: ${put.status} ${await put.text()}`)
  const result = await awaitImport({ api, campaignId: campaign.id, importId: upload.importId, signal })
  if (result.problem) throw new UsageError(`${flags.contacts}: ${result.problem}`)
  if (result.imported === 0)
    throw new UsageError(`${flags.contacts}: none of its ${result.rows} rows can be called. ${firstRejects(result)}`)
  return { campaign: await api('startCampaign', { params: { id: campaign.id } }), imported: result }
}

/** A few rejects in words, each reason once; the page and the API have them all. */
export const firstRejects = ({ rejects, rejected }: Pick<Import, 'rejects' | 'rejected'>, shown = 5): string => {
  const told = [...Map.groupBy(rejects, ({ reason }) => reason)].slice(0, shown)
  const others = rejected - told.reduce((sum, [, { length }]) => sum + length, 0)
  const texts = told.map(([reason, rows]) => `line ${rows[0]?.line}${rows.length > 1 ? ` and ${rows.length - 1} more` : ''}: ${reason}`)
  return [...texts, ...(others > 0 ? [`and ${others} more`] : [])].join('; ')
}
