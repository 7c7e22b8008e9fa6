// A call-back that was asked for in a call without a bridge: it is known when the result is, mostly after the end, and made all the same.

import { ACTIVATED } from '#app/campaigns/activated.ts'
import { noteActivity } from '#app/campaigns/note-activity.ts'
import { readWish } from '#app/conversation/agent-tools.ts'
import type { NewsPorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { callBackTime } from '#domain/call-back.ts'
import { contactMoved } from '#domain/progress.ts'
import { mayReopen } from '#domain/reopening.ts'
import type { ToldConversation } from './told-conversation.ts'

type Needs = Pick<NewsPorts, 'activity' | 'attempts' | 'campaigns' | 'contacts' | 'ledger' | 'clock' | 'random' | 'log'>
type Tools = ToldConversation['tools']

const TRIES = 10

/** The last time that was clear: whoever asks again has changed their mind. */
const askedFor = (tools: Tools) =>
  tools
    .flatMap(({ name, parameters, atMs }) => {
      const wish = readWish(name, parameters)
      return wish?.kind === 'call-back' ? [{ when: wish.when, atMs }] : []
    })
    .at(-1)

/** Told again it changes nothing: the contact is due already, or has been called since. */
export const callBackLate = async (ports: Needs, attempt: AttemptRecord, tools: Tools): Promise<void> => {
  const asked = askedFor(tools)
  const campaign = asked && (await ports.campaigns.get(attempt.campaignId))
  if (!asked || !campaign || attempt.callbackAt !== undefined) return
  const { id, n, answeredAt = attempt.claimedAt } = attempt
  const askedAt = Date.parse(answeredAt) + asked.atMs
  const answer = callBackTime({ when: asked.when, askedAt, n, settings: campaign.settings })
  if (answer.kind === 'refused') return ports.log.warn('call-back.refused', { attemptId: id, because: answer.reason })
  // While the call lasts, its end decides; afterwards that has been decided without it.
  if (await ports.attempts.callBackAt(id, answer.at)) return
  await bringBack(ports, attempt, answer.at)
}

/** The reconciler starts the run of a campaign that was complete, and wakes one that sleeps until a later hour. */
const wokenBy = ({ state, run }: CampaignRecord): Partial<CampaignRecord> =>
  state === 'completed' ? { ...ACTIVATED, state: 'active', run: run + 1 } : {}

const bringBack = async (ports: Needs, { id, n, campaignId, contactId }: AttemptRecord, at: string): Promise<void> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const [campaign, contact] = await Promise.all([ports.campaigns.get(campaignId), ports.contacts.get(campaignId, contactId)])
    if (!campaign || campaign.deletedAt || contact?.n !== n || !mayReopen(contact, ['human'])) return
    const written = await ports.ledger.reopen({
      ...{ campaign, patch: wokenBy(campaign), contacts: [contact], deltas: contactMoved(contact.state, 'retrying') },
      dueAt: new Date(Math.max(ports.clock.now(), Date.parse(at))).toISOString(),
    })
    if (written.ok) {
      await ports.attempts.note(id, { callbackAt: at })
      const because = 'asked for it in a call that no bridge held'
      await noteActivity(ports, {
        campaignId,
        by: 'ringmaster',
        action: 'reopened',
        because,
        evidence: { attemptId: id, contact: contactId },
      })
      return
    }
    await ports.clock.rest(ports.random() * 10 * 2 ** Math.min(tries, 6))
  }
  throw new Error(`The contact of ${id} could not be brought back in ${TRIES} tries`)
}
