// Edit, in whatever state: calls that are claimed from then on use the new edition; live ones go on with the words that they began with.

import { AppError } from '#app/errors.ts'
import { type ClosingPorts, closeLanes } from '#app/lanes/close-lanes.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignEdit } from '#contract/campaign-edit.ts'
import type { CampaignId } from '#contract/ids.ts'
import { editOf } from '#domain/campaign-edit.ts'
import { changeCampaign, needPresent, needVersion } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'

type Asked = {
  edit: CampaignEdit
  /** The version that the editor has seen; absent: whatever it is. */
  ifVersion?: number | undefined
}

const edited = (current: CampaignRecord, { edit, ifVersion }: Asked) => {
  needPresent(current)
  needVersion(current, ifVersion)
  const result = editOf(current, edit)
  if (!result.ok) {
    const [first] = result.errors
    throw new AppError('unprocessable', `With this edit the campaign would not be valid: ${first?.detail}.`, result.errors)
  }
  return result
}

/** No part of what calls go by: it makes no new edition, and no new run. */
const remap = async ({ campaigns }: Pick<Ports, 'campaigns'>, id: CampaignId, mapping: CampaignEdit['mapping']): Promise<string[]> => {
  if (mapping === undefined) return []
  await campaigns.keepMapping(id, mapping ?? undefined)
  return ['mapping']
}

export const editCampaign =
  (ports: ClosingPorts & NotingPorts & Pick<Ports, 'machine'>) =>
  async (id: CampaignId, asked: Asked): Promise<CampaignRecord> => {
    let fields: string[] = []
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      const result = edited(current, asked)
      fields = result.fields
      if (fields.length === 0) return undefined
      // A new run: it has the lines that the campaign has now, and nobody dials by the old settings for longer than a turn.
      const run = current.state === 'active' ? current.run + 1 : current.run
      return { ...result.campaign, edition: current.edition + 1, run }
    })
    if (campaign.state === 'active') {
      await ports.machine.start(id, campaign.run)
      // Lines above a lowered cap take nobody any more; their calls end by themselves.
      await closeLanes(ports, id, { run: campaign.run, from: campaign.settings.maxConcurrentCalls })
    }
    fields.push(...(await remap(ports, id, asked.edit.mapping)))
    const evidence = { fields: fields.join(', '), edition: campaign.edition }
    if (changed || fields.length > 0) await noteActivity(ports, { campaignId: id, by: 'person', action: 'edited', evidence })
    return campaign
  }
