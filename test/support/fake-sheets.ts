// The simulated Google Sheets, the real client on it, and the hand of whoever edits a sheet meanwhile.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { googleSheets } from '#providers/google-sheets.ts'
import type { Edit } from '../../local/fake-sheets/edits.ts'
import { createFakeSheets } from '../../local/fake-sheets/fake-sheets.ts'
import type { SheetFaults } from '../../local/fake-sheets/fault-settings.ts'
import { startSecrets } from './secrets.ts'

export const ACCOUNT = 'ringmaster@tests.iam.gserviceaccount.com'
export const TAB = 'People'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' })

const Created = z.object({ spreadsheetId: z.string(), url: z.string() })
const Whole = z.object({ tabs: z.array(z.object({ title: z.string(), columnCount: z.int(), rows: z.array(z.array(z.string())) })) })
const Asked = z.object({ reads: z.int(), writes: z.int() })

/** Over the simulator's control address: the same for one in this process and one in another. */
export const sheetsAt = (url: string) => {
  const at = async <T>(path: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`${url}/simulator/${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return schema.parse(await response.json())
  }
  const post = <T>(path: string, schema: z.ZodType<T>, body: unknown): Promise<T> =>
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
  // Secrets are kept for minutes: each simulator has its own.
  const secretId = `google-${randomBytes(6).toString('hex')}`
  const secrets = await startSecrets({ [secretId]: { client_email: ACCOUNT, private_key: KEY, token_uri: fake.tokenUri } })
  const people: Sheets = sheetsAt(fake.url)
  return {
    url: fake.url,
    tokenUri: fake.tokenUri,
    people,
    spreadsheets: googleSheets({ secretId, apiUrl: fake.url, clock: { machine } }),
    async records(spreadsheetId: string) {
      return recordsIn((await people.tab(spreadsheetId)).rows)
    },
    async close() {
      await Promise.all([fake.close(), secrets.close()])
    },
  }
}
export type PlayedSheets = Awaited<ReturnType<typeof startSheets>>
