// What the table holds, kept by watching every write, for monitors that may neither wait for it nor disturb it.
import { CampaignRecord } from '#app/records/campaign.ts'
import type { Key } from '#store/table.ts'
import type { Item } from '#store/table-operations.ts'

export type Kind = 'campaign' | 'lane' | 'contact' | 'attempt' | 'number' | 'pacer' | 'account' | 'breaker'

export type Change = { kind: Kind; id: string; before: Item | undefined; after: Item | undefined }
export type Watcher = (change: Change) => void

const kindOf = ({ PK, SK }: Key): Kind | undefined => {
  if (SK === 'CAMPAIGN') return 'campaign'
  if (SK === 'NUMBER') return 'number'
  if (SK === 'PACER') return 'pacer'
  if (PK === 'ACCOUNT') return SK === 'CEILINGS' ? 'account' : 'breaker'
  if (PK.endsWith('#LANES')) return 'lane'
  if (!SK.startsWith('CONTACT#') || !PK.startsWith('CAMPAIGN#')) return undefined
  return SK.includes('#ATTEMPT#') ? 'attempt' : 'contact'
}

/** Under the item's own id, if it has one. */
const idOf = (kind: Kind, { PK, SK }: Key, item: Item | undefined): string => {
  if (kind === 'number') return PK.slice('NUMBER#'.length)
  if (kind === 'pacer') return PK.slice('PACER#'.length)
  if (kind === 'contact') return `${item?.campaignId} ${item?.id}`
  return kind === 'lane' || kind === 'account' || kind === 'breaker' ? `${PK} ${SK}` : String(item?.id)
}

export type Books = {
  onWrite(key: Key, before: Item | undefined, after: Item | undefined): void
  watch(watcher: Watcher): void
  get(kind: Kind, id: string): Item | undefined
  all(kind: Kind): Iterable<Item>
  campaign(id: string): CampaignRecord | undefined
  campaigns(): Iterable<CampaignRecord>
}

export const keepBooks = (): Books => {
  const kept: Record<Kind, Map<string, Item>> = {
    campaign: new Map(),
    lane: new Map(),
    contact: new Map(),
    attempt: new Map(),
    number: new Map(),
    pacer: new Map(),
    account: new Map(),
    breaker: new Map(),
  }
  const campaigns = new Map<string, CampaignRecord>()
  const watchers: Watcher[] = []
  return {
    onWrite(key, before, after) {
      const kind = kindOf(key)
      if (!kind) return
      const id = idOf(kind, key, after ?? before)
      if (after) kept[kind].set(id, after)
      else kept[kind].delete(id)
      if (kind === 'campaign' && after) campaigns.set(id, CampaignRecord.parse(after))
      for (const watcher of watchers) watcher({ kind, id, before, after })
    },
    watch: (watcher) => void watchers.push(watcher),
    get: (kind, id) => kept[kind].get(id),
    all: (kind) => kept[kind].values(),
    campaign: (id) => campaigns.get(id),
    campaigns: () => campaigns.values(),
  }
}

export const text = (item: Item | undefined, name: string): string | undefined => {
  const value = item?.[name]
  return typeof value === 'string' ? value : undefined
}

export const count = (item: Item | undefined, name: string): number => {
  const value = item?.[name]
  return typeof value === 'number' ? value : 0
}
