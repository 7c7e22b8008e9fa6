// The importer as a process of its own, as a Lambda is: what it needs of memory is its own, and it can be killed.
import { importContacts } from '#app/import-contacts.ts'
import { CampaignId, ImportId } from '#contract/ids.ts'
import { ports } from './ports.ts'

const [campaign, list, key = ''] = process.argv.slice(2)
const startedAt = performance.now()
await importContacts(ports)({ campaignId: CampaignId.parse(campaign), importId: ImportId.parse(list), key })
const { maxRSS } = process.resourceUsage()
console.log(JSON.stringify({ seconds: (performance.now() - startedAt) / 1_000, maxRssMb: Math.round(maxRSS / 1_024) }))
