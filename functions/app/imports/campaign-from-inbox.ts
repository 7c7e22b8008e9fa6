// A list was put into a template's folder: a campaign is made of it, once for each object.

import { needConsent } from '#app/campaigns/campaign-consent.ts'
import { type CreatingPorts, draft, keepDraft } from '#app/campaigns/create-campaign.ts'
import { findTemplate, type Wished, wishedOf } from '#app/campaigns/templates.ts'
import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { InboxKey } from '#domain/inbox-key.ts'
import { identityOf, type ListObject } from './list-object.ts'

export type MakingPorts = CreatingPorts & Pick<Ports, 'imports' | 'files'>

/** What the object's metadata may say: `start=true`, and the campaign's name. */
type Said = { isToStart: boolean; name: string | undefined }

const readMetadata = (metadata: Record<string, string>): Said => ({
  isToStart: metadata.start?.trim().toLowerCase() === 'true',
  name: metadata.name?.trim() || undefined,
})

/** Why the campaign could not start, in words; what a start would be refused for is said before anything is made. */
const consentProblem = (rules: Pick<DialRules, 'consent'>, { campaign }: Wished): string | undefined => {
  try {
    needConsent(rules, campaign)
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
    const { isToStart, name } = readMetadata(await ports.files.metadata(object.key, object.versionId))
    const wished = wishedOf(template, { name: (name ?? `${template.name}: ${fileName}`).slice(0, 200) })
    const problem = isToStart ? consentProblem(rules, wished) : undefined
    if (problem !== undefined) return { problem }
    const campaign = draft(ports, { ...wished, id, ...(isToStart ? { startWhenImported: true } : {}) })
    const kept = { watched: isToStart, mapping: wished.campaign.mapping }
    await keepDraft(ports, campaign, { ...kept, by: 'ringmaster', because: 'a list was put into its template’s folder' })
    return { campaignId: id }
  }
