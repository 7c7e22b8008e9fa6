// Imports one list of contacts, and tells what it took.
import { importContacts } from '#app/imports/import-contacts.ts'
import { CampaignId, ImportId } from '#contract/ids.ts'
import { tellOf } from './importing-process.ts'
import { ports } from './ports.ts'

const [campaign, list, key = ''] = process.argv.slice(2)
const which = { campaignId: CampaignId.parse(campaign), importId: ImportId.parse(list), key }
await tellOf(() => importContacts(ports)(which))
