// The simulated Google Sheets, the real client on it, and the hand of whoever edits a sheet meanwhile.
import { generateKeyPairSync } from 'node:crypto'
import * as z from 'zod/mini'
import { googleSheets } from '#providers/google-sheets.ts'
import type { Edit } from '../../local/fake-sheets/edits.ts'
import { createFakeSheets } from '../../local/fake-sheets/fake-sheets.ts'
import type { SheetFaults } from '../../local/fake-sheets/fault-settings.ts'

export const ACCOUNT = 'ringmaster@tests.iam.gserviceaccount.com'
export const TAB = 'People'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const Created = z.object({ spreadsheetId: z.string(), url: z.string() })
const Whole = z.object({ tabs: z.array(z.object({ title: z.string(), columnCount: z.int(), rows: z.array(z.array(z.string())) })) })
const Asked = z.object({ reads: z.int(), writes: z.int() })

/** Over the simulator's control address: the same for one in this process and one in another. */
export const sheetsAt = (url: string) => {
  const at = async <T>(path: string, schema: z.ZodMiniType<T>, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`${url}/simulator/${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return schema.parse(await response.json())
  }
  const post = <T>(path: string, schema: z.ZodMiniType<T>, body: unknown): Promise<T> =>
    at(path, schema, { method: 'POST', body: JSON.stringify(body) })
  return {
    create: (rows: readonly (readonly string[])[], more: { title?: string; tab?: string; sharedWith?: string[] } = {}) => {
      const { tab = TAB, ...rest } = more
      return post('spreadsheets', Created, { ...rest, tabs: [{ title: tab, rows }] })
    },
    edit: (spreadsheetId: string, ...edits: z.input<typeof Edit>[]) => post(`spreadsheets/${spreadsheetId}/edits`, Whole, { edits }),
    remove: (spreadsheetId: string) => at(`spreadsheets/${spreadsheetId}`, z.unknown(), { method: 'DELETE' }),
    /** Its first tab. */
    tab: async (spreadsheetId: string) => {
      const [tab] = (await at(`spreadsheets/${spreadsheetId}`, Whole)).tabs
      if (!tab) throw new Error('The sheet has no tab')
      return tab
    },
    fails: (faults: SheetFaults) => post('faults', z.unknown(), faults),
    asked: () => at('requests', Asked),
  }
}

type Sheets = ReturnType<typeof sheetsAt>

/** Each row as an object by the names of the header. */
export const recordsIn = (rows: readonly (readonly string[])[]): Record<string, string>[] => {
  const [header = [], ...below] = rows
  return below.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}

/** `machine`: the time that quotas and tokens live by. */
export const startSheets = async ({ machine = Date.now }: { machine?: () => number } = {}) => {
  const fake = await createFakeSheets({ account: { email: ACCOUNT, publicKey }, machine, seed: 7 })
  const key = { client_email: ACCOUNT, private_key: PRIVATE_KEY, token_uri: fake.tokenUri }
  const people: Sheets = sheetsAt(fake.url)
  return {
    url: fake.url,
    people,
    key,
    spreadsheets: googleSheets({ secret: async () => key, apiUrl: fake.url, clock: { machine } }),
    async records(spreadsheetId: string) {
      return recordsIn((await people.tab(spreadsheetId)).rows)
    },
    close: () => fake.close(),
  }
}
export type PlayedSheets = Awaited<ReturnType<typeof startSheets>>
