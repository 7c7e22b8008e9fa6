// The world of one seed, with its monitors: campaigns made, people's clicks laid out in time.

import { createCampaign } from '#app/campaigns/create-campaign.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { createMonitors, type Monitors } from '../monitors/monitors.ts'
import type { Deployment } from '../world/deployment.ts'
import { PROFILES, type Profile } from '../world/faults.ts'
import { createWorld, type Mutant, type World } from '../world/world.ts'
import type { Act } from './acts.ts'
import { isOpenAt } from './hours.ts'
import { operationsOn } from './operations.ts'
import { countryOf, numberOf, rowOf } from './people.ts'
import { providerOf } from './provider.ts'
import type { CampaignPlan, SeedPlan } from './seed-plan.ts'

const MINUTE_MS = 60_000

/** When a callback is lost, the reconciler asks within two minutes; a provider may be down for five, and under harsh faults the reconciler dies or is late. */
const LATE_AFTER_MS: Record<Profile, number> = { mild: 10 * MINUTE_MS, harsh: 16 * MINUTE_MS }

export type SeedOptions = { deployment: Deployment; seed: number; profile: Profile; mutant?: Mutant; print?: (line: string) => void }

export type SeedWorld = { world: World; monitors: Monitors; rules: DialRules }

const watchedWorld = ({ deployment, seed, profile, mutant, print }: SeedOptions, plan: SeedPlan): SeedWorld => {
  const rules: DialRules = {
    callsPerSecond: plan.callsPerSecond,
    concurrentCalls: plan.concurrentCalls,
    callsPerDay: plan.callsPerDay,
    consent: 'deployer',
    windows: 'off',
  }
  const { wasReachable, ...network } = providerOf(seed, plan.provider, () => world.clock.now() - world.startAt)
  const monitors: Monitors = createMonitors({
    now: () => world.clock.now(),
    note: (line) => world.log.note(line),
    rules,
    switchboard: () => world.switchboard,
    countryOf,
    isOpen: (campaign, contact) => isOpenAt(world.clock.now(), campaign, contact),
    wasReachable: (sinceMs) => wasReachable(sinceMs - world.startAt),
    lateAfterMs: LATE_AFTER_MS[profile],
  })
  const world: World = createWorld({
    deployment,
    seed,
    rules,
    faults: PROFILES[profile],
    network,
    table: { onWrite: monitors.books.onWrite },
    onDial: monitors.dialled,
    onAnswer: monitors.answered,
    onMachineHeard: monitors.machineHeard,
    ...(mutant ? { mutant } : {}),
    ...(print ? { print } : {}),
  })
  monitors.attach()
  return { world, monitors, rules }
}

type Rows = (people: readonly number[]) => ContactRow[]

/** Each with what the seed's list says of when to call. */
const rowsOf =
  ({ startAt }: World, { callTimes }: SeedPlan): Rows =>
  (people) =>
    people.map((person) => {
      const { afterMs, beforeMs } = callTimes.get(person) ?? {}
      const at = (ms: number): string => new Date(startAt + ms).toISOString()
      return {
        ...rowOf(person),
        ...(afterMs === undefined ? {} : { callAfter: at(afterMs) }),
        ...(beforeMs === undefined ? {} : { callBefore: at(beforeMs) }),
      }
    })

const makeCampaign = async ({ ports }: World, { name, people, settings }: CampaignPlan, rows: Rows): Promise<CampaignId> => {
  const { id } = await createCampaign(ports)(
    NewCampaign.parse({ name, prompt: 'Ask.', firstMessage: 'Hello.', settings: { ...settings, allowedCountries: 'any' } }),
  )
  await addContacts(ports)(id, rows(people))
  return id
}

/** Within this time after a claim somebody looks once more, and dials. */
const MEETS_WITHIN_MS = [0, 40] as const

const withNextClaim = ({ world, monitors }: SeedWorld, campaignId: CampaignId, work: () => void): void => {
  let isWaiting = true
  monitors.books.watch(({ kind, before, after }) => {
    if (!isWaiting || kind !== 'attempt' || before || after?.campaignId !== campaignId) return
    isWaiting = false
    world.clock.after(world.people.within(MEETS_WITHIN_MS), work)
  })
}

export const buildSeedWorld = async (options: SeedOptions, plan: SeedPlan): Promise<SeedWorld> => {
  const built = watchedWorld(options, plan)
  const { world } = built
  const operations = operationsOn(built)
  const rows = rowsOf(world, plan)
  const first = await makeCampaign(world, plan.campaigns[0], rows)
  const second = await makeCampaign(world, plan.campaigns[1], rows)
  const { after } = world.clock
  after(plan.campaigns[0].startMs, () => void operations.start(first))
  after(plan.campaigns[1].startMs, () => void operations.start(second))
  const play = (act: Act): void => {
    if (act.kind === 'suppress') void operations.suppress(numberOf(act.person))
    else if (act.kind === 'emergency') void operations.emergency()
    else playOn(act.campaign === 0 ? first : second, act)
  }
  const playOn = (id: CampaignId, act: Extract<Act, { campaign: 0 | 1 }>): void => {
    if (act.kind === 'add') void operations.add(id, act.people.map(rowOf))
    else if (act.kind === 'edit') void operations.edit(id, act.settings)
    else if (act.kind === 'pause' && act.withClaim) withNextClaim(built, id, () => void operations.pause(id))
    else void operations[act.kind](id)
  }
  for (const act of plan.acts) after(act.atMs, () => play(act))
  return built
}
