// The simulator's own address, beside Google's: spreadsheets made, looked at and edited as people do it, and what goes wrong.
import '#contract/english.ts'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { SomeText } from '#contract/parts.ts'
import { type Answer, json, message, send } from '../web/answer.ts'
import { refusal } from '../web/loopback.ts'
import { readBody } from '../web/read-body.ts'
import { apply, Edit } from './edits.ts'
import { SheetFaults } from './fault-settings.ts'
import { newTab, type Spreadsheet } from './spreadsheet.ts'

const PREFIX = '/simulator/'
const LONGEST_BODY = 20_000_000

const NewSpreadsheet = z.strictObject({
  title: z._default(z.string(), 'Contacts'),
  tabs: z.array(z.strictObject({ title: SomeText, rows: z.array(z.array(z.string())) })).check(z.minLength(1)),
  /** Absent: with the service account. */
  sharedWith: z.optional(z.array(z.string())),
})
const Edits = z.strictObject({ edits: z.array(Edit).check(z.minLength(1)) })

type Parts = {
  spreadsheets: Map<string, Spreadsheet>
  /** The service account's e-mail. */
  email: string
  faults: { get(): SheetFaults; set(settings: SheetFaults): void }
  /** Requests that came so far, by kind. */
  asked: () => { reads: number; writes: number }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the schema says what is wanted.
    return undefined
  }
}

export const isControl = ({ url }: IncomingMessage): boolean => url?.startsWith(PREFIX) === true

export const createControl = ({ spreadsheets, email, faults, asked }: Parts) => {
  const create = (body: unknown): Answer => {
    const read = NewSpreadsheet.safeParse(body)
    if (!read.success) return message(400, z.prettifyError(read.error))
    const spreadsheetId = randomBytes(33).toString('base64url')
    const { title, tabs, sharedWith = [email] } = read.data
    spreadsheets.set(spreadsheetId, {
      spreadsheetId,
      title,
      tabs: tabs.map((tab, i) => newTab(i === 0 ? 0 : 1_000_000 + i, tab)),
      sharedWith,
    })
    return json(201, { spreadsheetId, url: `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit#gid=0` })
  }

  const edit = (spreadsheet: Spreadsheet, body: unknown): Answer => {
    const read = Edits.safeParse(body)
    if (!read.success) return message(400, z.prettifyError(read.error))
    for (const one of read.data.edits) {
      const problem = apply(spreadsheet, one)
      if (problem !== undefined) return message(400, problem)
    }
    return json(200, spreadsheet)
  }

  const setFaults = (body: unknown): Answer => {
    const read = SheetFaults.safeParse(body)
    if (!read.success) return message(400, z.prettifyError(read.error))
    faults.set(read.data)
    return json(200, faults.get())
  }

  const ofSpreadsheet = (verb: string, path: string, body: unknown): Answer | undefined => {
    const [, id = '', isEdit] = /^spreadsheets\/([\w-]+)(\/edits)?$/.exec(path) ?? []
    const spreadsheet = spreadsheets.get(id)
    if (!spreadsheet) return undefined
    if (isEdit) return verb === 'POST' ? edit(spreadsheet, body) : undefined
    if (verb === 'GET') return json(200, spreadsheet)
    if (verb !== 'DELETE') return undefined
    spreadsheets.delete(id)
    return json(200, {})
  }

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const why = refusal(request)
    if (why !== undefined) return message(403, why)
    const verb = request.method ?? ''
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(PREFIX.length)
    const body = verb === 'POST' ? parsed((await readBody(request, LONGEST_BODY))?.toString('utf8') ?? '') : undefined
    if (verb === 'GET' && path === 'faults') return json(200, faults.get())
    if (verb === 'POST' && path === 'faults') return setFaults(body)
    if (verb === 'GET' && path === 'requests') return json(200, asked())
    if (verb === 'GET' && path === 'spreadsheets')
      return json(200, {
        account: email,
        spreadsheets: [...spreadsheets.values()].map(({ spreadsheetId, title }) => ({ spreadsheetId, title })),
      })
    if (verb === 'POST' && path === 'spreadsheets') return create(body)
    return (
      ofSpreadsheet(verb, path, body) ??
      message(404, 'There are spreadsheets, spreadsheets/{id}, spreadsheets/{id}/edits, faults and requests below /simulator/.')
    )
  }
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => send(response, await answer(request))
}
