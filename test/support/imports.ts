// Contact lists on their way into the real table, from a bucket that lives in memory.
import { importContacts } from '#app/imports/import-contacts.ts'
import { announceImport, uploadKey } from '#app/imports/upload-list.ts'
import { readWakeKey, WAKE_FOLDER } from '#app/imports/wake-import.ts'
import type { Files } from '#app/ports/files.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import { aCampaign } from './builders.ts'
import { playEngine } from './engine.ts'
import { aNumber } from './store.ts'

const CHUNK_BYTES = 1_000

/** The bucket: what was written, by key, and what was said of it then. Bytes come in small chunks. */
const memoryFiles = () => {
  const kept = new Map<string, Uint8Array>()
  const said = new Map<string, Record<string, string>>()
  const chunks = async function* (bytes: Uint8Array) {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES)
  }
  const files: Files = {
    uploadUrl: async (key) => ({ url: `https://bucket.test/${key}`, expiresAt: '2026-11-02T15:05:00.000Z' }),
    downloadUrl: async (key) => ({ url: `https://bucket.test/${key}`, expiresAt: '2026-11-02T16:00:00.000Z' }),
    async writeFrom(key, { bytes, size }) {
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      kept.set(key, Buffer.concat(chunks))
      if (kept.get(key)?.length !== size) throw new Error(`The object ${key} has not ${size} bytes`)
    },
    async write(key, content, { onlyNew = false } = {}) {
      if (!onlyNew || !kept.has(key)) kept.set(key, Buffer.from(content))
    },
    remove: async (key) => void kept.delete(key),
    metadata: async (key) => said.get(key) ?? {},
    async copy(from, to) {
      const bytes = kept.get(from)
      if (bytes !== undefined) kept.set(to, bytes)
    },
    async open({ key, from = 0 }) {
      const bytes = kept.get(key)
      if (bytes === undefined) throw new Error(`There is no object ${key}`)
      return { size: bytes.length, bytes: chunks(bytes.subarray(from)) }
    },
  }
  return { files, kept, said }
}

const isWake = (key: string): boolean => key.startsWith(WAKE_FOLDER)

/** A list with a line for each of so many numbers of fiction, from the `first` on. */
export const aList = (size: number, first = 0): string =>
  ['name,phone,plan', ...Array.from({ length: size }, (_, i) => `Person ${first + i},${aNumber(first + i)},gold`)].join('\n')

export const playImports = () => {
  const { ports: engine, rules, started, clock, move } = playEngine()
  const { files, kept, said } = memoryFiles()
  const warnings: string[] = []
  const log = { ...engine.log, warn: (message: string) => void warnings.push(message) }
  const ports = { ...engine, files, log }

  return {
    ports,
    rules,
    clock,
    move,
    started,
    warnings,
    kept,
    said,
    /** A campaign without contacts. */
    async campaign(changes: Partial<CampaignRecord> = {}, { watched = true } = {}): Promise<CampaignRecord> {
      const campaign = aCampaign({ id: ports.ids.campaign(), ...changes })
      await ports.campaigns.create(campaign, { watched })
      return campaign
    },
    /** The list lies in the bucket; nobody has been told yet. */
    async upload({ id }: Pick<CampaignRecord, 'id'>, text: string) {
      const announced = await announceImport(ports, { campaignId: id, fileName: 'list.csv' })
      const importId = announced.id
      const event = { campaignId: id, importId, key: uploadKey(announced) }
      await files.write(event.key, text)
      /** `changed`: ports that are not as they should be. */
      const arrive = (changed: Partial<typeof ports> = {}, remainingMs?: () => number) =>
        importContacts({ ...ports, ...changed }, remainingMs)(event)
      const report = async (): Promise<ImportRecord> => {
        const record = await ports.imports.get(id, importId)
        if (!record) throw new Error('no import')
        return record
      }
      return { event, arrive, report }
    },
    /** Whoever was told to go on does, and so do those whom these tell; gives how many that were. */
    async goOn(time?: () => () => number): Promise<number> {
      let count = 0
      for (let key = [...kept.keys()].find(isWake); key !== undefined; key = [...kept.keys()].find(isWake)) {
        const woken = readWakeKey(key)
        kept.delete(key)
        if (woken) await importContacts(ports, time?.())(woken)
        count += 1
      }
      return count
    },
    async now({ id }: Pick<CampaignRecord, 'id'>): Promise<CampaignRecord> {
      const campaign = await ports.campaigns.get(id)
      if (!campaign) throw new Error('no campaign')
      return campaign
    },
    async phones(campaign: CampaignRecord): Promise<string[]> {
      const { items } = await ports.contacts.list(campaign, { limit: 2_000 })
      return items.map(({ phone }) => phone).sort()
    },
  }
}
