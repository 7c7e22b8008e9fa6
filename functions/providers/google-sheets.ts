// Google Sheets: https://developers.google.com/workspace/sheets/api/reference/rest
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import type { Reached, Spreadsheets } from '#app/ports/spreadsheets.ts'
import { orNothing } from '#contract/otherwise.ts'
import type { SheetTrouble } from '#contract/sheet.ts'
import { rangesOf, tabRange } from './google-ranges.ts'
import { type GoogleSecret, googleTokens } from './google-token.ts'

/** A read of fifty thousand rows takes some seconds; Google gives up after three minutes. */
const DEADLINE_MS = 20_000

const Cell = z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String))
const Values = z.object({ values: z._default(z.array(z.array(Cell)), []) })
const Properties = z.object({
  properties: z.object({ title: z.string() }),
  sheets: z._default(
    z.array(
      z.object({
        properties: z.object({
          sheetId: z.int(),
          title: z.string(),
          // Tabs that are one big chart have no grid.
          gridProperties: z.optional(z.object({ columnCount: z.int() })),
        }),
      }),
    ),
    [],
  ),
})

/** Of the SDK's errors: the answer's status, and what it says. */
const RestError = z.object({
  response: z.object({
    status: z.int(),
    data: orNothing(z.object({ error: z.object({ message: z.string() }) })),
  }),
})

const NOT_SET_UP: SheetTrouble = {
  kind: 'not-set-up',
  says: 'Google Sheets is not set up: put the key of a Google service account into the secret that ends in “/google”.',
}

const troubleOf = (status: number, message: string, email: string): SheetTrouble => {
  if (status === 401)
    return {
      kind: 'not-set-up',
      says: 'Google does not accept the service account’s key. Put a new one into the secret that ends in “/google”.',
    }
  if (status === 403)
    return { kind: 'no-access', says: `Ringmaster may not open the sheet. Share it with ${email}, as an editor. (Google says: ${message})` }
  if (status === 404) return { kind: 'gone', says: 'There is no such sheet: it was deleted, or the address is wrong. Connect another one.' }
  if (status === 429) return { kind: 'quota', says: 'Google’s limit of requests a minute is used up. It is tried again every minute.' }
  if (status === 400 && message.startsWith('Unable to parse range'))
    return { kind: 'tab-gone', says: 'The tab is not there any more under its name.' }
  return { kind: 'unreachable', says: `Google Sheets answered with an error (HTTP ${status}: ${message}). It is tried again every minute.` }
}

type Options = {
  /** https://sheets.googleapis.com, or a simulator. */
  apiUrl: string
  /** Read at each request, so that a new key is used without a restart. */
  secret: () => Promise<GoogleSecret>
  clock: Pick<Clock, 'machine'>
}

export const googleSheets = ({ apiUrl, secret, clock }: Options): Spreadsheets => {
  const tokenOf = googleTokens(clock)
  /** Undefined where nobody has filled in the secret. */
  const filled = async (): Promise<GoogleSecret | undefined> => {
    const read = await secret()
    return read.client_email === '' ? undefined : read
  }

  const connect = async (account: GoogleSecret) => {
    // Loaded when a sheet is reached for: it is large, and most requests of the API have nothing to do with it.
    const { auth, sheets } = await import('@googleapis/sheets')
    const client = new auth.OAuth2()
    client.setCredentials({ access_token: await tokenOf(account) })
    // One request is one request of the quota: who asks decides whether to ask again.
    return sheets({ version: 'v4', auth: client, rootUrl: `${apiUrl}/`, timeout: DEADLINE_MS, retry: false })
  }

  const reach = async <T>(ask: (api: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<Reached<T>> => {
    const account = await filled()
    if (!account) return { ok: false, trouble: NOT_SET_UP }
    try {
      return { ok: true, value: await ask(await connect(account)) }
    } catch (error) {
      const rest = RestError.safeParse(error)
      if (rest.success) {
        const { status, data } = rest.data.response
        return { ok: false, trouble: troubleOf(status, data?.error.message ?? 'no reason was given', account.client_email) }
      }
      const says = `Google Sheets cannot be reached (${error instanceof Error ? error.message : error}). It is tried again every minute.`
      return { ok: false, trouble: { kind: 'unreachable', says } }
    }
  }

  return {
    account: async () => (await filled())?.client_email,

    open: (spreadsheetId) =>
      reach(async (api) => {
        const { data } = await api.spreadsheets.get({ spreadsheetId, fields: 'properties.title,sheets.properties' })
        const { properties, sheets } = Properties.parse(data)
        const grids = sheets.filter((sheet) => sheet.properties.gridProperties)
        const tabs = grids.map(({ properties: { sheetId: gid, title: name, gridProperties } }) => ({
          ...{ gid, name },
          columns: gridProperties?.columnCount ?? 0,
        }))
        return { title: properties.title, tabs }
      }),

    read: (spreadsheetId, tab) =>
      reach(async (api) => {
        const { data } = await api.spreadsheets.values.get({ spreadsheetId, range: tabRange(tab) })
        return Values.parse(data).values
      }),

    write: (spreadsheetId, tab, cells) =>
      reach(async (api) => {
        // RAW: a text that begins with = or + stays a text.
        const requestBody = { valueInputOption: 'RAW', data: rangesOf(tab, cells) }
        await api.spreadsheets.values.batchUpdate({ spreadsheetId, fields: 'spreadsheetId', requestBody })
        return undefined
      }),

    addColumns: (spreadsheetId, gid, columns) =>
      reach(async (api) => {
        const requests = [{ appendDimension: { sheetId: gid, dimension: 'COLUMNS', length: columns } }]
        await api.spreadsheets.batchUpdate({ spreadsheetId, fields: 'spreadsheetId', requestBody: { requests } })
        return undefined
      }),
  }
}
