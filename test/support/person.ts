// One person in several campaigns of a table in memory, with calls, words and recordings, and everything that is asked of them.
import { erasePerson } from '#app/privacy/erase-person.ts'
import { exportPerson } from '#app/privacy/export-person.ts'
import { showPerson } from '#app/privacy/show-person.ts'
import { recordingKey } from '#app/recordings/recording-key.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { PersonAsked, PersonToForget } from '#contract/privacy.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { contactMoved } from '#domain/progress.ts'
import { ids } from '#runtime/ids.ts'
import { forgottenIn, knowingForgotten } from '#store/forgotten-numbers.ts'
import { ended } from '#store/ledger-parts.ts'
import { personalDataIn } from '#store/personal-data.ts'
import { attemptKey, contactKey, conversationKey, laneKey } from '#store/table.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { aContact, anAttempt } from './builders.ts'
import { CALL_SID, NOTICE, playedBucket, playedCarrier, RECORDING_SID } from './recorded.ts'
import { aNumber, openStore } from './store.ts'

/** By their place in the numbers of fiction: this one is meant, and another that must not be touched. */
export const MEANT = aNumber(42)
export const OTHER = aNumber(43)

const AT = '2026-11-02T15:00:05.000Z'

export const people = async () => {
  const table = memoryTable()
  const store = openStore(() => table)
  const forgotten = forgottenIn(table, async (e164) => `digest-${[...e164].reverse().join('')}`)
  const numbers = knowingForgotten(store.numbers, forgotten)
  const { carrier, ...network } = playedCarrier()
  const { files, objects } = playedBucket()
  const started: string[] = []
  const machine = {
    start: async (id: string, run: number) => void started.push(`${id}-${run}`),
    status: async () => 'running' as const,
    again: async () => {},
    wait: async () => {},
    leave: async () => {},
  }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const ports = { ...store, numbers, forgotten, carrier, files, ids, log, machine, personal: personalDataIn(table), random: Math.random }

  /** A campaign of two: whoever is meant, and another who is like them in all but the number. */
  const campaignOf = async (contact: Partial<ContactRecord>, changes: Partial<CampaignRecord> = {}): Promise<CampaignRecord> => {
    const campaign = await store.campaign({ totalContacts: 2, state: 'active', run: 3, ...changes })
    const lane = { k: 0, run: 3, open: true, version: 1 }
    let counters = {}
    for (const phone of [MEANT, OTHER]) {
      const id = ids.contact(campaign, phone)
      const whole = aContact({ id, campaignId: campaign.id, phone, ...contact })
      const { dueAt: _, ...finished } = whole
      await table.put({ ...contactKey(campaign.id, id), ...(whole.state === 'pending' || whole.state === 'retrying' ? whole : finished) })
      counters = contactMoved('pending', whole.state)
    }
    const both = Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, 2 * Number(value)]))
    await table.put({ ...laneKey(campaign.id, 0), ...lane, ...both })
    return campaign
  }

  /** The n-th call to whoever is meant, with words and a recording. */
  const call = async (campaign: CampaignRecord, n: number, changes: Partial<AttemptRecord> = {}): Promise<AttemptRecord> => {
    const contactId = ids.contact(campaign, MEANT)
    const attempt = anAttempt({
      ...{ id: attemptIdOf(campaign.id, contactId, n), campaignId: campaign.id, contactId, phone: MEANT, n, name: 'Ana' },
      ...{ state: 'completed', outcome: 'human', answeredAt: AT, endedAt: AT, seconds: 42, callSid: CALL_SID, agentSpoke: true },
      ...{ conversationId: `conv_${n}`, result: { conversationId: `conv_${n}`, state: 'done', summary: 'Ana is at home on Mondays.' } },
      ...{ recordingNotice: NOTICE, recording: { sid: RECORDING_SID, seconds: 42, keptUntil: '2026-12-02T15:00:00.000Z' } },
      ...changes,
    })
    await table.put({ ...attemptKey(attempt.id), ...attempt, ...ended(attempt, AT) })
    await store.transcripts.tell(attempt.id, { index: 0, atMs: 0, by: 'caller', kind: 'said', text: 'I am at home on Mondays.' })
    await table.put({ ...conversationKey(`conv_${n}`), attemptId: attempt.id })
    objects.set(recordingKey(attempt.id), 'audio')
    return attempt
  }

  return {
    ...store,
    ...network,
    numbers,
    table,
    ids,
    objects,
    started,
    campaignOf,
    call,
    show: (phone: string) => showPerson(ports)(PersonAsked.parse({ phone }), { limit: 500 }),
    export: (phone: string) => exportPerson(ports)(PersonAsked.parse({ phone })),
    erase: (phone: string) => erasePerson(ports)(PersonToForget.parse({ phone })),
    stats: async ({ id }: CampaignRecord) => (await store.lanes.sum(id, { maxAgeMs: 0 })).counters,
    contactsOf: async (campaign: CampaignRecord) => (await store.contacts.list(campaign, { limit: 10 })).items,
    callsOf: async ({ id }: CampaignRecord) => (await store.attempts.list(id, { limit: 10, live: false })).items,
  }
}
