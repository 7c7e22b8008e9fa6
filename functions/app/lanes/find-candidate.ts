// Who is called next: the lane's own reservation, then a due retry, then somebody new; and what an idle lane does.

import { changeCampaign } from '#app/campaigns/change-campaign.ts'
import { finishIfDone, isFinished } from '#app/campaigns/finish-campaign.ts'
import type { Random } from '#app/ports/clock.ts'
import type { Due } from '#app/ports/contacts.ts'
import type { EnginePorts as Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import { queuesIn } from '#domain/queues.ts'
import { between, type TurnEnd } from './turn.ts'

/** A retry due so soon is reserved by one idle lane, which then calls it on the second. */
const RESERVE_AHEAD_MS = 60_000
/** When the lane that reserved a contact dies, the contact is due again so much later. No shorter, or lanes that look for one to reserve would meet those of others. */
const RESERVATION_MS = RESERVE_AHEAD_MS
/** Lanes go home together when nothing is due for so long and no line is busy: a lone survivor would drain the rest alone. */
const CLOSE_AHEAD_MS = 120_000
/** A lane wakes a little before its reservation is due. */
const EARLY_MS = 600
/** Within the time in which retries are reserved, so that none becomes due unseen; in its last quarter, since each look costs. */
const SLEEP_MS = [45_000, 60_000] as const
/** Who has waited no shorter than the oldest by more than this is as good: among them lanes choose at random, and so seldom reach for the same one. */
const AS_GOOD_MS = 1_000
/** Idle lanes look at all lanes together no oftener than this; except one that has just done something, which may have been the last. */
const SUM_AGE_MS = 10_000

type Here = { campaign: CampaignRecord; lane: LaneRecord; passedOver: ReadonlySet<string> }
export type Candidate = { kind: 'contact'; contact: ContactRecord } | TurnEnd

export const findCandidate = async (ports: Ports, here: Here): Promise<Candidate> => {
  const { campaign, passedOver } = here
  const now = ports.clock.now()
  const reserved = await ownReservation(ports, here)
  if (reserved) return { kind: 'contact', contact: reserved }

  const fresh = (due: readonly Due[]): Due[] => due.filter(({ contactId }) => !passedOver.has(contactId))
  const retries = fresh(await ports.contacts.retriesDue(campaign.id, now + RESERVE_AHEAD_MS))
  const dueNow = retries.filter(({ dueAt }) => dueAt <= now)
  // Whoever has lost the first one to another lane has met a crowd: there only chance keeps them apart.
  const inTurn = passedOver.size === 0 ? oldestFirst : shuffled
  const contact =
    (await firstCallable(ports, campaign.id, inTurn(dueNow, ports.random))) ??
    (await firstCallable(ports, campaign.id, shuffled(await freshOnes(ports, { campaign, now, only: fresh }), ports.random)))
  return contact ? { kind: 'contact', contact } : await idle(ports, here, retries)
}

const firstCallable = async (ports: Ports, campaignId: CampaignId, due: Iterable<Due>): Promise<ContactRecord | undefined> => {
  for (const { contactId } of due) {
    const contact = await callable(ports, campaignId, contactId)
    // Otherwise the index lags behind: that contact is being called, or over.
    if (contact) return contact
  }
  return undefined
}

const shuffled = (due: readonly Due[], random: Random): Iterable<Due> => drawn(due, { random, asGoodMs: Number.POSITIVE_INFINITY })
const oldestFirst = (due: readonly Due[], random: Random): Iterable<Due> => drawn(due, { random, asGoodMs: AS_GOOD_MS })

/** Each time one at random of those that are as good as the first. */
function* drawn(due: readonly Due[], { random, asGoodMs }: { random: Random; asGoodMs: number }): Iterable<Due> {
  const left = [...due]
  for (let [first] = left; first; [first] = left) {
    const until = first.dueAt + asGoodMs
    const others = left.findIndex(({ dueAt }) => dueAt > until)
    yield* left.splice(Math.floor(random() * (others < 0 ? left.length : others)), 1)
  }
}

const callable = async (ports: Ports, campaignId: CampaignId, contactId: ContactId): Promise<ContactRecord | undefined> => {
  const contact = await ports.contacts.get(campaignId, contactId)
  if (!contact?.dueAt || (contact.state !== 'pending' && contact.state !== 'retrying')) return undefined
  return Date.parse(contact.dueAt) <= ports.clock.now() ? contact : undefined
}

const holder = (lane: LaneRecord): string => `${lane.k}#${lane.run}`

const ownReservation = async (ports: Ports, { campaign, lane, passedOver }: Here): Promise<ContactRecord | undefined> => {
  if (!lane.reserved || passedOver.has(lane.reserved.contactId)) return undefined
  if (Date.parse(lane.reserved.dueAt) > ports.clock.now() + EARLY_MS) return undefined
  const contact = await ports.contacts.get(campaign.id, lane.reserved.contactId)
  return contact?.heldBy === holder(lane) && (contact.state === 'pending' || contact.state === 'retrying') ? contact : undefined
}

const freshOnes = async (
  ports: Ports,
  { campaign, now, only }: { campaign: CampaignRecord; now: number; only: (due: readonly Due[]) => Due[] },
): Promise<Due[]> => {
  for (const queue of queuesIn(campaign, { firstShard: Math.floor(ports.random() * campaign.shards) })) {
    const due = only(await ports.contacts.freshDue(campaign.id, queue, now))
    if (due.length > 0) return due
  }
  return []
}

/** Nobody is due: reserve who is due soon, sleep, complete the campaign, or close the lanes. */
const idle = async (ports: Ports, { campaign, lane, passedOver }: Here, soon: readonly Due[]): Promise<TurnEnd> => {
  const reserved = await reserve(ports, { campaign, lane, soon })
  if (reserved) return reserved

  const now = ports.clock.now()
  const next = await ports.contacts.nextDue(campaign)
  if (next !== undefined && next <= now + RESERVE_AHEAD_MS) {
    return { kind: 'wait', ms: Math.max(next - now, 500) + between(ports.random, 0, 500) }
  }
  const sleep: TurnEnd = { kind: 'wait', ms: between(ports.random, ...SLEEP_MS) }
  if (campaign.openImports > 0 || (next !== undefined && next <= now + CLOSE_AHEAD_MS)) return sleep
  const hasJustWorked = passedOver.size > 0 || ports.clock.machine() - (lane.freedMs ?? 0) < SUM_AGE_MS
  const rough = await ports.lanes.sum(campaign.id, { maxAgeMs: hasJustWorked ? 0 : SUM_AGE_MS })
  if (rough.busy > 0 && !isFinished(campaign, rough)) return sleep
  // What all lanes have to obey is decided by what is true now.
  if (await finishIfDone(ports, campaign)) return { kind: 'leave' }
  const { busy } = await ports.lanes.sum(campaign.id, { maxAgeMs: 1_000 })
  return busy === 0 && (await closeSet(ports, campaign)) ? { kind: 'leave' } : sleep
}

const reserve = async (
  ports: Ports,
  { campaign, lane, soon }: { campaign: CampaignRecord; lane: LaneRecord; soon: readonly Due[] },
): Promise<TurnEnd | undefined> => {
  for (const due of oldestFirst(soon, ports.random)) {
    if (!(await ports.contacts.hold(campaign.id, due, { by: holder(lane), until: due.dueAt + RESERVATION_MS }))) continue
    const reserved = { contactId: due.contactId, dueAt: new Date(due.dueAt).toISOString() }
    if (!(await ports.lanes.keep(campaign.id, lane, { reserved }))) return { kind: 'leave' }
    return { kind: 'wait', ms: Math.max(0, due.dueAt - ports.clock.now()) }
  }
  return undefined
}

/** Never while an import is open: its contacts would find nobody at home. */
const closeSet = async (ports: Ports, { id, run: seen }: CampaignRecord): Promise<boolean> => {
  const { campaign } = await changeCampaign(ports, id, ({ run, closed, openImports }) =>
    run === seen && closed < run && openImports === 0 ? { closed: run } : undefined,
  )
  return campaign.run !== seen || campaign.closed >= seen
}
