// Imports that nobody carries on: woken while there is hope, and given up before they hold their campaign open for ever.

import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import { stallOf } from './stall.ts'
import { type SteppingPorts, stepImport } from './step-import.ts'
import { leave } from './turn.ts'
import { wakeImport } from './wake-import.ts'

type Needs = SteppingPorts & Pick<Ports, 'imports' | 'log'> & Parameters<typeof wakeImport>[0]

export const tendImports = async (ports: Needs, { id: campaignId, importing }: CampaignRecord): Promise<void> => {
  const open = await ports.imports.open(campaignId)
  // The others wait for the one whose turn it is, or else the first of them was not told that its turn has come.
  const next = open.find(({ id }) => id === importing?.importId) ?? open[0]
  if (!next) return
  const stall = stallOf(next, ports.clock.machine())
  // What waits for its turn has not been tried yet, however long it has waited.
  if (stall === 'abandoned' && next.state !== 'waiting') {
    const rest = next.state === 'undoing' ? 'Take it back again.' : 'Those rows are in the campaign; upload the rest again.'
    const problem = `The import stopped after ${next.rows} rows and could not go on. ${rest}`
    // A list that is only being taken back keeps the results that it has.
    const left: ImportRecord = { ...next, state: 'failed', problem, ...(next.state === 'undoing' ? {} : { isGivenUp: true }) }
    await stepImport(ports, next, (campaign) => leave(campaign, left))
    ports.log.error('import.given-up', { campaignId, importId: next.id, rows: next.rows })
  } else if (stall !== 'goes-on') {
    await wakeImport(ports, next)
    ports.log.warn('import.woken', { campaignId, importId: next.id, rows: next.rows })
  }
}
