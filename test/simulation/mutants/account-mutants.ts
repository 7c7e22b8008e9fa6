// An account whose limits, lines and provider nobody looks after.

import type { Standing } from '#app/ports/account.ts'
import type { DialOutcome } from '#app/ports/telephony.ts'
import type { EnginePorts } from '#app/ports.ts'
import type { BreakerRecord } from '#app/records/breaker.ts'
import type { NamedMutant } from './mutant.ts'

const withStanding = (ports: EnginePorts, seen: (standing: Standing) => Standing): EnginePorts => ({
  ...ports,
  account: { ...ports.account, standing: async () => seen(await ports.account.standing()) },
})

const eachBreaker = ({ account, breakers }: Standing, seen: (breaker: BreakerRecord) => BreakerRecord): Standing => ({
  account,
  breakers: { twilio: seen(breakers.twilio), elevenlabs: seen(breakers.elevenlabs) },
})

const DAY_MS = 24 * 60 * 60 * 1_000

/** No breaker is open, for whoever wants to dial. */
const closed = (breaker: BreakerRecord): BreakerRecord => ({ ...breaker, state: 'closed' })
/** An open breaker stays so. */
const forGood = (breaker: BreakerRecord): BreakerRecord =>
  breaker.state === 'closed' ? breaker : { ...breaker, state: 'open', probeMs: (breaker.openedMs ?? 0) + DAY_MS }

const answering = (ports: EnginePorts, heard: (outcome: DialOutcome) => DialOutcome): EnginePorts => ({
  ...ports,
  telephony: { ...ports.telephony, dial: async (request) => heard(await ports.telephony.dial(request)) },
})

/** The account may not call, but that is taken for a dial that came too fast. */
const unaware = (outcome: DialOutcome): DialOutcome =>
  outcome.kind === 'refused' && outcome.by === 'account' ? { kind: 'refused', by: 'rate', code: outcome.code } : outcome

/** The contact is blamed for a dial that came too fast. */
const blaming = (outcome: DialOutcome): DialOutcome =>
  outcome.kind === 'refused' && outcome.by === 'rate'
    ? { kind: 'refused', by: 'contact', outcome: 'rejected', code: outcome.code }
    : outcome

/** A campaign that is planned knows of no other one. */
const alone = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  account: { ...ports.account, get: async () => ({ ...(await ports.account.get()), shares: {} }) },
})

/** Lines are as many as there ever were: whoever lowers them is not heard. */
const asManyLines = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  campaigns: {
    ...ports.campaigns,
    async get(id) {
      const campaign = await ports.campaigns.get(id)
      return campaign && { ...campaign, settings: { ...campaign.settings, maxConcurrentCalls: 10 } }
    },
  },
})

export const accountMutants: readonly NamedMutant[] = [
  {
    name: 'breaker-not-asked',
    drops: 'a provider that is known to be in trouble is called all the same',
    ports: (ports) => withStanding(ports, (standing) => eachBreaker(standing, closed)),
  },
  {
    name: 'breaker-never-tried',
    drops: 'nobody finds out that a provider works again',
    ports: (ports) => withStanding(ports, (standing) => eachBreaker(standing, forGood)),
  },
  {
    name: 'refused-account-dials',
    drops: 'a campaign goes on when the provider refuses the account',
    ports: (ports) => answering(ports, unaware),
  },
  {
    name: 'too-fast-is-final',
    drops: 'a dial that was refused for its haste counts as a call',
    ports: (ports) => answering(ports, blaming),
  },
  {
    name: 'lines-not-shared',
    drops: 'the lines of the account are given to each campaign anew',
    ports: (ports, invocation) => (invocation === 'plan' ? alone(ports) : ports),
  },
  {
    name: 'lines-not-lowered',
    drops: 'a campaign whose lines were lowered is planned with all of them',
    ports: (ports, invocation) => (invocation === 'plan' ? asManyLines(ports) : ports),
  },
]
