// A batch of the table's stream: the contacts in it that are to be shown otherwise than before.
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { ContactRecord } from '#app/records/contact.ts'
import type { ChangedContacts } from '#app/sheet/note-changes.ts'

type Image = Record<string, AttributeValue>
/** A stream event, as far as it is read here. */
export type ContactStreamEvent = { Records: { dynamodb?: { Keys?: Image; OldImage?: Image; NewImage?: Image; SequenceNumber?: string } }[] }

const CONTACT = /^CONTACT#ctc_[0-9a-f]+$/

const contactIn = (image: Image | undefined): ContactRecord | undefined => image && ContactRecord.safeParse(unmarshall(image)).data

/** A lane that waits for a retry moves it by some seconds, which is nobody's news. */
const looksOther = (before: ContactRecord, after: ContactRecord): boolean =>
  before.state !== after.state ||
  before.outcome !== after.outcome ||
  before.n !== after.n ||
  (after.state === 'retrying' && after.heldBy === undefined && before.heldBy === undefined && before.dueAt !== after.dueAt)

/** New contacts are shown by whoever has taken them. */
export const changedContactsIn = ({ Records }: ContactStreamEvent): ChangedContacts[] => {
  const byCampaign = new Map<string, ChangedContacts>()
  for (const { dynamodb = {} } of Records) {
    if (!CONTACT.test(dynamodb.Keys?.SK?.S ?? '')) continue
    const [before, after] = [contactIn(dynamodb.OldImage), contactIn(dynamodb.NewImage)]
    if (!before || !after || !looksOther(before, after)) continue
    const { campaignId, id: contactId } = after
    const known = byCampaign.get(campaignId) ?? { campaignId, changes: [] }
    byCampaign.set(campaignId, known)
    known.changes.push({ contactId, change: dynamodb.SequenceNumber ?? '' })
  }
  return [...byCampaign.values()]
}
