// What an object in the bucket's inbox is for, by its key alone.
import { CampaignId, ImportId } from '#contract/ids.ts'

export type InboxKey =
  /** The list of an import that was announced with its address. */
  | { kind: 'announced'; campaignId: CampaignId; importId: ImportId }
  /** A list for a campaign, under whatever name. */
  | { kind: 'contacts'; campaignId: CampaignId; fileName: string }
  /** A list for a campaign that is yet to be made. */
  | { kind: 'campaign'; template: string; fileName: string }
  /** Not for us: a folder, one of our own results, another part of the bucket. */
  | { kind: 'nothing' }
  /** Meant for us, and nobody can tell what for. */
  | { kind: 'unclear'; problem: string }

const INBOX = 'inbox/'
const REPORT = '.report.json'
const REJECTS = '.rejects.csv'

/** Beside its list, what became of it. Objects of these names are never lists. */
export const resultKeys = (key: string): { report: string; rejects: string } => ({ report: `${key}${REPORT}`, rejects: `${key}${REJECTS}` })

export const announcedKey = ({ campaignId, importId, ending }: { campaignId: CampaignId; importId: ImportId; ending: string }): string =>
  `${INBOX}${campaignId}/${importId}.${ending}`

export const isResultKey = (key: string): boolean => key.endsWith(REPORT) || key.endsWith(REJECTS)

const WHERE =
  'Put a list into inbox/<campaign id>/ to add its contacts to that campaign, or into inbox/new/<template>/ to make a campaign of it.'

/** The text before the first slash, and what is behind it. */
const split = (path: string): [folder: string, rest: string] | undefined => {
  const slash = path.indexOf('/')
  return slash < 0 ? undefined : [path.slice(0, slash), path.slice(slash + 1)]
}

const readNew = (path: string): InboxKey => {
  const [template, fileName] = split(path) ?? []
  if (template && fileName) return { kind: 'campaign', template, fileName }
  return { kind: 'unclear', problem: `The file lies in inbox/new/ itself, in no folder of a template. ${WHERE}` }
}

export const readInboxKey = (key: string): InboxKey => {
  const isOurs = !key.startsWith(INBOX) || key.endsWith('/') || isResultKey(key)
  if (isOurs) return { kind: 'nothing' }
  const [folder, fileName] = split(key.slice(INBOX.length)) ?? []
  if (folder === undefined || fileName === undefined) {
    return { kind: 'unclear', problem: `The file lies in inbox/ itself, in no campaign’s folder. ${WHERE}` }
  }
  if (folder === 'new') return readNew(fileName)
  const campaign = CampaignId.safeParse(folder)
  if (!campaign.success) return { kind: 'unclear', problem: `“${folder}” is not the id of a campaign. ${WHERE}` }
  const announced = ImportId.safeParse(fileName.split('.', 1)[0])
  return announced.success
    ? { kind: 'announced', campaignId: campaign.data, importId: announced.data }
    : { kind: 'contacts', campaignId: campaign.data, fileName }
}
