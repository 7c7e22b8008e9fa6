// What people do to their campaigns while they run, at moments that nobody chose.

import { emergencyStop } from '#app/account/emergency-stop.ts'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { resumeCampaign, startCampaign } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { EnginePorts } from '#app/ports.ts'
import type { SettingsEdit } from '#contract/campaign-edit.ts'
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId, E164 } from '#contract/ids.ts'
import type { Monitors } from '../monitors/monitors.ts'
import type { World } from '../world/world.ts'

/** Who sees an error clicks again. */
const AGAIN_MS = 20_000

type Needs = { world: World; rules: DialRules; monitors: Pick<Monitors, 'halted'> }

/** A person's clicks, each of which may fail. Only who starts a campaign or stops it clicks until it has worked. */
export const operationsOn = ({ world, rules, monitors }: Needs) => {
  const ask = async (what: string, useCase: (ports: EnginePorts) => Promise<unknown>): Promise<boolean> => {
    world.log.note(`asks ${what}`)
    try {
      await world.ask(useCase)
      world.log.note(`done ${what}`)
      return true
    } catch (error) {
      world.log.note(`refused ${what}: ${error}`)
      return error instanceof AppError
    }
  }
  const insist = async (what: string, useCase: (ports: EnginePorts) => Promise<unknown>): Promise<void> => {
    if (await ask(what, useCase)) return
    world.clock.after(AGAIN_MS, () => void insist(what, useCase))
  }
  return {
    start: (id: CampaignId) => insist('start', (ports) => startCampaign(ports, rules)(id)),
    pause: (id: CampaignId) => ask('pause', (ports) => pauseCampaign(ports)(id)),
    resume: (id: CampaignId) => ask('resume', (ports) => resumeCampaign(ports, rules)(id)),
    stop: (id: CampaignId) => insist('stop', (ports) => stopCampaign(ports)(id)),
    add: (id: CampaignId, rows: ContactRow[]) => ask(`add ${rows.length}`, (ports) => addContacts(ports)(id, rows)),
    edit: (id: CampaignId, settings: SettingsEdit) =>
      ask(`edit ${JSON.stringify(settings)}`, (ports) => editCampaign(ports)(id, { edit: { settings } })),
    async emergency() {
      const askedAt = world.clock.now()
      await ask('emergency stop', async (ports) => {
        await emergencyStop(ports)()
        monitors.halted(askedAt)
      })
    },
    suppress: (number: E164) =>
      ask(`suppress ${number}`, (ports) =>
        ports.numbers.suppress(number, { at: new Date(ports.clock.now()).toISOString(), because: 'asked' }),
      ),
  }
}
