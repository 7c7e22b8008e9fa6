// A list was put into a template's folder: a campaign is made of it, once for each object.

import { needConsent } from '#app/campaigns/campaign-consent.ts'
import { type CreatingPorts, draft, keepDraft } from '#app/campaigns/create-campaign.ts'
import { needLater } from '#app/campaigns/schedule-campaign.ts'
import { findTemplate, type Wished, wishedOf } from '#app/campaigns/templates.ts'
import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import { type CampaignId, Instant } from '#contract/ids.ts'
import type { InboxKey } from '#domain/inbox-key.ts'
import { identityOf, type ListObject } from './list-object.ts'

export type MakingPorts = CreatingPorts & Pick<Ports, 'imports' | 'files'>

/** What the object's metadata may say: `start=true`, or the moment at which it starts by itself, and the campaign's name. */
type Said = { start: { startWhenImported: true } | { startsAt: string } | undefined; name: string | undefined }

const readStart = (said = ''): Said['start'] => {
  if (said.trim().toLowerCase() === 'true') return { startWhenImported: true }
  const moment = Instant.safeParse(said.trim())
  return moment.success ? { startsAt: moment.data } : undefined
}

const readMetadata = ({ start, name }: Record<string, string>): Said => ({ start: readStart(start), name: name?.trim() || undefined })

type Asked = { wished: Wished; start: Said['start'] }

/** Why the campaign could not start, in words; what a start would be refused for is said before anything is made. */
const startProblem = (ports: Pick<Ports, 'clock'>, rules: Pick<DialRules, 'consent'>, { wished, start }: Asked): string | undefined => {
  if (!start) return undefined
  try {
    needConsent(rules, wished.campaign)
    if ('startsAt' in start) needLater(ports, start.startsAt)
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

export const campaignFromInbox =
  (ports: MakingPorts, rules: Pick<DialRules, 'consent'>) =>
  async (
    object: ListObject,
    { template: named, fileName }: Extract<InboxKey, { kind: 'campaign' }>,
  ): Promise<{ campaignId: CampaignId } | { problem: string }> => {
    const id = ports.ids.campaign(identityOf(object))
    // Made before, and the event was told again: the template may be another by now.
    if (await ports.campaigns.get(id)) return { campaignId: id }
    const template = await findTemplate(ports, named)
    if ('problem' in template) return template
    const { start, name } = readMetadata(await ports.files.metadata(object.key, object.versionId))
    const wished = wishedOf(template, { name: (name ?? `${template.name}: ${fileName}`).slice(0, 200) })
    const problem = startProblem(ports, rules, { wished, start })
    if (problem !== undefined) return { problem }
    const campaign = draft(ports, { ...wished, id, ...start })
    const kept = { watched: start !== undefined, mapping: wished.campaign.mapping }
    await keepDraft(ports, campaign, { ...kept, by: 'ringmaster', because: 'a list was put into its template’s folder' })
    return { campaignId: id }
  }
