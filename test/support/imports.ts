// Contact lists on their way into the real table, from a bucket that lives in memory.
import { importContacts } from '#app/import-contacts.ts'
import type { Files } from '#app/ports.ts'
import type { CampaignRecord, ImportRecord } from '#app/records.ts'
import { announceImport, uploadKey } from '#app/upload-list.ts'
import { aCampaign } from './builders.ts'
import { playEngine } from './engine.ts'
import { aNumber } from './store.ts'

/** The bucket: what was written, by key, and what was said of it then. */
const memoryFiles = () => {
  const kept = new Map<string, string>()
  const said = new Map<string, Record<string, string>>()
  const files: Files = {
    uploadUrl: async (key) => ({ url: `https://bucket.test/${key}`, expiresAt: '2026-11-02T15:05:00.000Z' }),
    async write(key, content, { onlyNew = false } = {}) {
      if (!onlyNew || !kept.has(key)) kept.set(key, typeof content === 'string' ? content : new TextDecoder().decode(content))
    },
    metadata: async (key) => said.get(key) ?? {},
    async read(key) {
      const text = kept.get(key)
      if (text === undefined) throw new Error(`There is no object ${key}`)
      return text
    },
  }
  return { files, kept, said }
}

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
      const arrive = (changed: Partial<typeof ports> = {}) => importContacts({ ...ports, ...changed })(event)
      const report = async (): Promise<ImportRecord> => {
        const record = await ports.imports.get(id, importId)
        if (!record) throw new Error('no import')
        return record
      }
      return { event, arrive, report }
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
