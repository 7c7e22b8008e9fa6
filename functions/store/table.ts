// The keys of every item, which is the list of the ways in which the table is read.
//
// | who asks                                  | how                                                     |
// |-------------------------------------------|---------------------------------------------------------|
// | a campaign by id                          | get CAMPAIGN#<id> / CAMPAIGN                            |
// | what the columns of its lists are       | get CAMPAIGN#<id> / MAPPING                             |
// | campaigns, newest first, with their counts | query CAMPAIGNS, then all CAMPAIGN#<id> / CAMPAIGN     |
// | campaigns that the reconciler must watch  | query WATCHED                                           |
// | drafts that are to start by now           | query SCHEDULED, until now                              |
// | the lanes of a campaign, or one           | query or get CAMPAIGN#<id>#LANES / LANE#<k>             |
// | a contact, its attempts                   | get or query CAMPAIGN#<id>#C<s> / CONTACT#<cid>…        |
// | the contacts of a campaign                | query CAMPAIGN#<id>#C<s>, shard by shard                |
// | who is due (retries, then fresh)          | index due: DUE#<id>#R, DUE#<id>#F<s>P<priority>         |
// | the calls of a campaign that are over     | index calls: CALLS#<id>, newest first                   |
// | its live calls                            | the attempts that its lanes hold                        |
// | what was said in a call                   | query CAMPAIGN#<id>#CALL#<attempt> / TURN#<n>            |
// | whose conversation it is                  | get CONVERSATION#<id> / CALL                            |
// | whose result nobody has told yet          | index due: RESULTS, the longest overdue first           |
// | whose recording is not here yet           | index due: RECORDINGS; get RECORDING#<attempt> / AWAITED |
// | the token that wakes a lane               | get CAMPAIGN#<id>#TOKENS / LANE#<k>                     |
// | a number's lock, suppression, last calls  | get NUMBER#<e164> / NUMBER                              |
// | a number that was forgotten               | get FORGOTTEN#<digest> / NUMBER                         |
// | all that is kept of a person              | get the contact that each campaign would have           |
// | the next free dial slot                   | update PACER#<scope> / PACER                            |
// | an import                                 | get CAMPAIGN#<id> / IMPORT#<iid>                        |
// | an export, or a campaign's               | get or query CAMPAIGN#<id> / EXPORT#<eid>               |
// | what a campaign's calls came to           | get CAMPAIGN#<id> / BREAKDOWN                           |
// | who watches a campaign                    | query TOPIC#<campaign> / CONNECTION#<id>                |
// | what a viewer watches                     | query CONNECTION#<id>                                   |
// | a ticket                                  | delete TICKET#<ticket> / TICKET                         |
// | who opened a socket                       | get CONNECTION#<id> / CONNECTION                        |
// | an API key, or all, newest first          | get or query API-KEYS / <kid>                           |
// | who asked for what, newest first          | query AUDIT                                             |
// | a pass to listen in that was used         | put LISTENING#<nonce> / PASS                            |
// | the account's limits and shares           | get ACCOUNT / CEILINGS                                  |
// | a provider's breaker                      | get ACCOUNT / BREAKER#<provider>                        |
// | all of the account, before each dial      | query ACCOUNT                                           |
// | what happened, newest first               | query CAMPAIGN#<id>#LOG, or ACCOUNT#LOG                 |
// | lists of numbers to suppress, newest first | query or get SUPPRESSION-IMPORTS / <iid>               |
// | suppressed numbers, newest first          | index calls: SUPPRESSED#<0-9>, all of them at once      |
// | a template, or all, newest first          | get or query TEMPLATES / <id>                           |
// | the answer to a request that had a key    | get REQUEST#<key> / REQUEST                             |
// | the connected sheets, or a campaign's     | query or get SHEETS / <campaign>                        |
// | what a sheet has not been told            | query CAMPAIGN#<id>#SHEET / CHANGE#<cid>#<change>        |
// | a webhook, or all, newest first           | get or query WEBHOOKS / <id>                            |
// | a delivery; the first that waits about X  | get or query WEBHOOK#<id> / <X>_<sequence>              |
// | what is due at a webhook, what is dead    | index due: WEBHOOK#<id>#WAITING, WEBHOOK#<id>#DEAD      |
// | what was sent to a webhook, newest first  | index calls: WEBHOOK#<id>#LOG                           |
import type { AttemptId, CampaignId, ContactId, E164, EventId, ExportId, ImportId, KeyId, TemplateId, WebhookId } from '#contract/ids.ts'
import { partsOf, shardOf } from '#domain/ids.ts'

export type Key = { PK: string; SK: string }

export const DUE_INDEX = 'due'
export const CALLS_INDEX = 'calls'

export const campaignKey = (id: CampaignId): Key => ({ PK: `CAMPAIGN#${id}`, SK: 'CAMPAIGN' })
/** What the columns of its lists are. */
export const mappingKey = (id: CampaignId): Key => ({ PK: `CAMPAIGN#${id}`, SK: 'MAPPING' })
export const importKey = (id: CampaignId, importId: ImportId): Key => ({ PK: `CAMPAIGN#${id}`, SK: `IMPORT#${importId}` })
export const exportKey = (id: CampaignId, exportId: ExportId): Key => ({ PK: `CAMPAIGN#${id}`, SK: `EXPORT#${exportId}` })
export const breakdownKey = (id: CampaignId): Key => ({ PK: `CAMPAIGN#${id}`, SK: 'BREAKDOWN' })
export const summaryKey = (id: CampaignId, createdAt: string): Key => ({ PK: 'CAMPAIGNS', SK: `${createdAt}#${id}` })
export const watchKey = (id: CampaignId): Key => ({ PK: 'WATCHED', SK: id })
export const SCHEDULED_PARTITION = 'SCHEDULED'
/** Sorts by the moment at which the campaign starts by itself. */
export const scheduledKey = (id: CampaignId, startsAt: string): Key => ({ PK: SCHEDULED_PARTITION, SK: `${startsAt}#${id}` })

export const lanesPartition = (id: CampaignId): string => `CAMPAIGN#${id}#LANES`
export const laneKey = (id: CampaignId, k: number): Key => ({ PK: lanesPartition(id), SK: `LANE#${String(k).padStart(5, '0')}` })

/** Apart from the lane: a token is larger than the lane, which is written more often. */
export const tokenKey = (id: CampaignId, k: number): Key => ({ PK: `CAMPAIGN#${id}#TOKENS`, SK: laneKey(id, k).SK })

export const contactsPartition = (id: CampaignId, shard: number): string => `CAMPAIGN#${id}#C${shard}`
export const contactKey = (id: CampaignId, contactId: ContactId): Key => ({
  PK: contactsPartition(id, shardOf(contactId)),
  SK: `CONTACT#${contactId}`,
})

export const attemptKey = (attemptId: AttemptId): Key => {
  const { campaignId, contactId, n } = partsOf(attemptId)
  const contact = contactKey(campaignId, contactId)
  return { PK: contact.PK, SK: `${contact.SK}#ATTEMPT#${String(n).padStart(5, '0')}` }
}

/** Apart from its attempt: whoever lists contacts would have to read past it. */
export const transcriptPartition = (id: AttemptId): string => `CAMPAIGN#${partsOf(id).campaignId}#CALL#${id}`
export const turnKey = (id: AttemptId, index: number): Key => ({
  PK: transcriptPartition(id),
  SK: `TURN#${String(index).padStart(5, '0')}`,
})

/** Attempts whose conversation's provider has yet to tell what became of it. */
export const RESULTS_PARTITION = 'RESULTS'
export const RECORDINGS_PARTITION = 'RECORDINGS'
export const awaitedRecordingKey = (id: AttemptId): Key => ({ PK: `RECORDING#${id}`, SK: 'AWAITED' })
export const conversationKey = (conversationId: string): Key => ({ PK: `CONVERSATION#${conversationId}`, SK: 'CALL' })

export const numberKey = (e164: E164): Key => ({ PK: `NUMBER#${e164}`, SK: 'NUMBER' })
/** `digest`: of the number, with a secret of the deployment. */
export const forgottenKey = (digest: string): Key => ({ PK: `FORGOTTEN#${digest}`, SK: 'NUMBER' })
export const pacerKey = (scope: string): Key => ({ PK: `PACER#${scope}`, SK: 'PACER' })

export const retriesPartition = (id: CampaignId): string => `DUE#${id}#R`
/** A queue for each priority: one that everybody shared would call whoever became due first. */
export const freshPartition = (id: CampaignId, shard: number, priority: number): string => `DUE#${id}#F${shard}P${priority}`
/** Sorts by due time, then by id. `dueAt` is an ISO instant. */
export const dueSort = (dueAt: string, contactId: ContactId): string => `${dueAt}#${contactId}`

export const callsPartition = (id: CampaignId): string => `CALLS#${id}`

export const topicPartition = (topic: string): string => `TOPIC#${topic}`
export const connectionPartition = (connectionId: string): string => `CONNECTION#${connectionId}`
export const subscriptionKey = (topic: string, connectionId: string): Key => ({
  PK: topicPartition(topic),
  SK: `CONNECTION#${connectionId}`,
})
export const connectionKey = (connectionId: string): Key => ({ PK: connectionPartition(connectionId), SK: 'CONNECTION' })
export const connectionTopicKey = (connectionId: string, topic: string): Key => ({
  PK: connectionPartition(connectionId),
  SK: `TOPIC#${topic}`,
})
export const accountKey: Key = { PK: 'ACCOUNT', SK: 'CEILINGS' }
export const breakerKey = (provider: string): Key => ({ PK: 'ACCOUNT', SK: `BREAKER#${provider}` })

export const activityPartition = (id: CampaignId | undefined): string => (id ? `CAMPAIGN#${id}#LOG` : 'ACCOUNT#LOG')
export const activityKey = (id: CampaignId | undefined, entry: string): Key => ({ PK: activityPartition(id), SK: entry })

const SUPPRESSED_SHARDS = 10
const suppressedShard = (digit: string | number): string => `SUPPRESSED#${digit}`
/** By the number's last digit: a list of a million is written faster than one partition takes it. */
export const suppressedPartition = (e164: E164): string => suppressedShard(e164.slice(-1))
export const suppressedPartitions: readonly string[] = Array.from({ length: SUPPRESSED_SHARDS }, (_, digit) => suppressedShard(digit))
/** Sorts by time, and names the number. */
export const suppressedSort = (at: string, e164: E164): string => `${at}#${e164}`

/** Ids sort by the time at which they were made. There are tens of templates, not thousands. */
export const TEMPLATES_PARTITION = 'TEMPLATES'
export const templateKey = (id: TemplateId): Key => ({ PK: TEMPLATES_PARTITION, SK: id })

/** Of a pass to listen in: there once it was used. */
export const usedPassKey = (nonce: string): Key => ({ PK: `LISTENING#${nonce}`, SK: 'PASS' })

export const SUPPRESSION_IMPORTS = 'SUPPRESSION-IMPORTS'
export const suppressionImportKey = (id: ImportId): Key => ({ PK: SUPPRESSION_IMPORTS, SK: id })

/** Ids sort by the time at which they were made. */
export const API_KEYS_PARTITION = 'API-KEYS'
export const apiKeyKey = (id: KeyId): Key => ({ PK: API_KEYS_PARTITION, SK: id })

/** A thousand entries a second fit; more requests than that the gateway does not let in. */
export const AUDIT_PARTITION = 'AUDIT'
export const auditKey = (entry: string): Key => ({ PK: AUDIT_PARTITION, SK: entry })

export const ticketKey = (ticket: string): Key => ({ PK: `TICKET#${ticket}`, SK: 'TICKET' })

/** As its caller named it. */
export const keptAnswerKey = (key: string): Key => ({ PK: `REQUEST#${key}`, SK: 'REQUEST' })

export const SHEETS_PARTITION = 'SHEETS'
export const sheetKey = (id: CampaignId): Key => ({ PK: SHEETS_PARTITION, SK: id })
export const sheetChangesPartition = (id: CampaignId): string => `CAMPAIGN#${id}#SHEET`
/** Each change is an item of its own: one that is noted while the sheet is written to outlives the others. */
export const sheetChangeKey = (id: CampaignId, { contactId, change }: { contactId: ContactId; change: string }): Key => ({
  PK: sheetChangesPartition(id),
  SK: `CHANGE#${contactId}#${change}`,
})

/** Ids sort by the time at which they were made. */
export const WEBHOOKS_PARTITION = 'WEBHOOKS'
export const webhookKey = (id: WebhookId): Key => ({ PK: WEBHOOKS_PARTITION, SK: id })

/** Ids of events about the same begin alike, and sort in the order in which it happened. */
export const deliveriesPartition = (id: WebhookId): string => `WEBHOOK#${id}`
export const deliveryKey = (id: WebhookId, eventId: EventId): Key => ({ PK: deliveriesPartition(id), SK: eventId })
export const waitingPartition = (id: WebhookId): string => `${deliveriesPartition(id)}#WAITING`
export const deadPartition = (id: WebhookId): string => `${deliveriesPartition(id)}#DEAD`
export const deliveryLogPartition = (id: WebhookId): string => `${deliveriesPartition(id)}#LOG`
