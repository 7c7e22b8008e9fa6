// The simulated Twilio's own log and its faults, over its control endpoint: a proof that owes nothing to our table.
import { setTimeout as rest } from 'node:timers/promises'
import * as z from 'zod/mini'
import { AttemptId, type CampaignId } from '#contract/ids.ts'
import { SimulatedCall } from '../../local/fake-twilio/call.ts'
import type { FaultSettings } from '../../local/fake-twilio/fault-settings.ts'
import { comes } from './eventually.ts'
import type { Ringmaster } from './ringmaster.ts'

const Refused = z.object({ status: z.number(), code: z.optional(z.number()) })

/** `…At`: campaign time; `…Ms`: the machine's. With a sid there is a call. */
const Dial = z.object({
  postedAt: z.number(),
  postedMs: z.number(),
  to: z.string(),
  statusCallback: z.string(),
  answer: z.optional(z.union([Refused, z.enum(['reset', 'hang'])])),
  sid: z.optional(z.string()),
  status: z.optional(z.string()),
  startedAt: z.optional(z.number()),
  ringingAt: z.optional(z.number()),
  answeredAt: z.optional(z.number()),
  endedAt: z.optional(z.number()),
  answeredBy: z.optional(z.string()),
  /** What the network's own voice said. */
  said: SimulatedCall.shape.said,
  media: SimulatedCall.shape.media,
})
export type Dial = z.infer<typeof Dial>

const Log = z.object({ now: z.number(), dials: z.array(Dial) })

export type Simulator = {
  /** Every dial, or those of one campaign, oldest first. */
  dials(of?: CampaignId): Promise<Dial[]>
  /** Campaign time. */
  now(): Promise<number>
  /** From now on this is wrong, and nothing else. */
  fails(faults: FaultSettings): Promise<void>
  heals(): Promise<void>
  /** Waits for campaign time, however fast it runs. */
  pass(campaignMs: number): Promise<void>
}

const ADDRESS = /^Its simulated Twilio is at (\S+)\/calls$/

export const simulatorOf = async ({ lines }: Ringmaster): Promise<Simulator> => {
  const printed = () => lines.map((line) => ADDRESS.exec(line)?.[1]).find((url) => url !== undefined)
  const address = await comes(printed, 'The address of the simulated Twilio was not printed')
  const read = async () => Log.parse(await (await fetch(`${address}/calls`)).json())
  const now = async () => (await read()).now
  const fails = async (faults: FaultSettings): Promise<void> => {
    const response = await fetch(`${address}/faults`, { method: 'POST', body: JSON.stringify(faults) })
    if (!response.ok) throw new Error(await response.text())
  }
  return {
    now,
    fails,
    heals: () => fails({}),
    async dials(of) {
      const { dials } = await read()
      return of ? dials.filter((dial) => attemptOf(dial).includes(of.slice('cmp_'.length))) : dials
    },
    async pass(campaignMs) {
      const until = (await now()) + campaignMs
      while ((await now()) < until) await rest(100)
    },
  }
}

/** The provider knows an attempt only by the address that it was given for its callbacks. */
const attemptOf = ({ statusCallback }: Dial): AttemptId => AttemptId.parse(/att_[^/#]+/.exec(statusCallback)?.[0])

export const callsIn = (dials: readonly Dial[]): Dial[] => dials.filter(({ sid }) => sid !== undefined)
export const isLive = ({ answeredAt, endedAt }: Dial): boolean => answeredAt !== undefined && endedAt === undefined
export const isUnanswered = ({ sid, answeredAt, endedAt }: Dial): boolean =>
  sid !== undefined && answeredAt === undefined && endedAt === undefined

/** Attempts for which the provider has more than one call. */
export const calledTwice = (dials: readonly Dial[]): AttemptId[] =>
  callsIn(dials)
    .map(attemptOf)
    .filter((attempt, i, all) => all.indexOf(attempt) !== i)

/** The most calls that there were at a time. */
export const mostAtOnce = (dials: readonly Dial[]): number => {
  const calls = callsIn(dials)
  const during = (at: number) => calls.filter(({ postedAt, endedAt = Number.POSITIVE_INFINITY }) => postedAt <= at && at < endedAt).length
  return Math.max(0, ...calls.map(({ postedAt }) => during(postedAt)))
}
