// `run FILE`: a campaign from a list, started and followed to its end.
import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import type { Campaign } from '#contract/campaign.ts'
import type { NewCampaign } from '#contract/campaign-edit.ts'
import type { Import } from '#contract/import.ts'
import { ListFileName } from '#contract/list-file.ts'
import { awaitImport } from '../../run/await-import.ts'
import { firstRejects } from '../../run/example-campaign.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT } from '../complaint.ts'
import { Mistake } from '../mistake.ts'
import { campaignOptions, newCampaignOf } from './new-campaign.ts'
import { watchToTheEnd } from './watch.ts'

/** Each question is a request. */
const POLL_MS = 500

/** Looked at before anything is asked for, so that a wrong path costs nothing. */
const listFrom = async (path: string): Promise<Blob> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(`The list ${path} cannot be read (${error.code}).`)
  })
  if (!found.isFile()) throw new Mistake(`The list ${path} is not a file.`)
  const list = await openAsBlob(path)
  if (list.size === 0)
    throw new Mistake(`The list ${path} is empty. It needs a header line with a phone column, and a line for each contact.`)
  return list
}

type Sent = { campaign: Campaign; list: Blob; path: string }

const sendList = async ({ campaign, list, path }: Sent, { connection: { api }, shell }: Invocation): Promise<Import> => {
  const signal = shell.interrupted
  const name = basename(path)
  const fileName = ListFileName.safeParse(name).success ? name : `${name}.csv`
  const upload = await api('createUpload', { body: { campaignId: campaign.id, fileName, size: list.size }, signal })
  const answer = await shell.fetch(upload.url, { method: 'PUT', headers: { 'content-type': upload.contentType }, body: list, signal })
  if (!answer.ok) throw new Error(`The list was refused where it was sent (${answer.status}).`)
  return awaitImport({ api, campaignId: campaign.id, importId: upload.importId, signal, pollMs: POLL_MS })
}

/** A list that nobody on it can be called of leaves no draft behind. */
const assertCallable = async (found: Import, { campaign, path }: Sent, { connection: { api } }: Invocation): Promise<void> => {
  if (found.problem === undefined && found.imported > 0) return
  await api('deleteCampaign', { params: { id: campaign.id } })
  const why = found.problem ?? `None of its ${found.rows} rows can be called. ${firstRejects(found)}`
  throw new Mistake(`${path}: ${why}`)
}

const makeCampaign = async (body: NewCampaign, { connection: { api }, shell }: Invocation): Promise<Campaign> => {
  const campaign = await api('createCampaign', { body, signal: shell.interrupted })
  shell.tell(`Made ${campaign.id}`)
  return campaign
}

export const runCommand: Command = {
  argument: 'FILE',
  summary: 'make a campaign from a list, start it, and follow it to its end',
  about: [
    'The list is CSV, TSV, XLSX, JSON or JSON lines, also packed (.gz). Its columns are found by their names.',
    'It really calls: against the system of this machine nobody, against a deployment everybody on the list.',
    'Only numbers of the default country are called, unless others are allowed: --set allowedCountries=any.',
    'Ctrl-C ends the command alone: a campaign that was started goes on.',
  ],
  options: { ...campaignOptions, detach: { kind: 'flag', help: 'start it and return' } },
  examples: [
    'npx ringmaster run examples/contacts.csv --prompt "Ask about {{plan}}." --first-message "Hello {{name}}."',
    `npx ringmaster run people.xlsx --prompt "$(cat prompt.txt)" --first-message Hello. --lines 20 --set 'window={"from":"09:00","to":"17:00"}'`,
  ],
  async run(invocation) {
    const { argument, connection, given, shell, isJson, ifInterrupted } = invocation
    const path = resolve(shell.folder, argument)
    const body = newCampaignOf(given, { name: basename(path, extname(path)) })
    const list = await listFrom(path)
    const campaign = await makeCampaign(body, invocation)
    const { id } = campaign
    ifInterrupted(`Nothing was started. The draft stays: npx ringmaster start ${id}`)
    const sent = { campaign, list, path: argument }
    const found = await sendList(sent, invocation)
    await assertCallable(found, sent, invocation)
    if (found.rejected > 0) shell.tell(`${found.rejected} of ${found.rows} rows cannot be called: ${firstRejects(found)}`)
    const started = await connection.api('startCampaign', { params: { id }, signal: shell.interrupted })
    if (!given.has('detach')) return watchToTheEnd(id, invocation)
    shell.print(isJson ? JSON.stringify(started) : id)
    return EXIT.done
  },
}
