// The breaker of each provider: what calls have come to is told here, and whoever wants to dial asks here first.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { between, type TurnEnd } from '#app/lanes/turn.ts'
import type { Standing } from '#app/ports/account.ts'
import type { NewsPorts } from '#app/ports.ts'
import { type BreakerRecord, Provider } from '#app/records/breaker.ts'
import { afterFailure, afterSuccess, type News, opens, passage } from '#domain/breaker.ts'

export type BreakerPorts = NotingPorts & Pick<NewsPorts, 'breakers' | 'random'>
type Needs = BreakerPorts

const TRIES = 6
const REST_MS = 10
/** Lanes that wait for a provider do not all come back in the same second. */
const SPREAD_MS = 10_000
/** While one call tries, the others look in about this often. */
const LOOK_IN_MS = 15_000

const CALLED = { twilio: 'Twilio', elevenlabs: 'ElevenLabs' } as const satisfies Record<Provider, string>

/** A dial that Twilio has answered, whatever it said. `seen`: spares the read that most calls do not need. */
export const dialSucceeded = (ports: Needs, seen?: BreakerRecord): Promise<void> => hear(ports, 'twilio', { isGood: true, seen })
/** A dial that got no clear answer. */
export const dialFailed = (ports: Needs): Promise<void> => hear(ports, 'twilio', { isGood: false })
/** The agent was heard. */
export const mediaSucceeded = (ports: Needs): Promise<void> => hear(ports, 'elevenlabs', { isGood: true })
/** Somebody answered, and heard nobody. */
export const mediaFailed = (ports: Needs): Promise<void> => hear(ports, 'elevenlabs', { isGood: false })

type Heard = { isGood: boolean; seen?: BreakerRecord | undefined }

const hear = async (ports: Needs, provider: Provider, { isGood, seen }: Heard): Promise<void> => {
  const judge = (breaker: BreakerRecord): News => (isGood ? afterSuccess : afterFailure)(breaker, ports.clock.machine())
  // What was seen may be a moment old: it may say that all is well, but not what a call that tried has changed.
  if (seen?.state === 'closed' && judge(seen).kind === 'nothing') return
  for (let tries = 1; tries <= TRIES; tries++) {
    const breaker = await ports.breakers.get(provider)
    const news = judge(breaker)
    if (news.kind === 'nothing') return
    if (news.kind === 'becomes' && (await becomes(ports, breaker, news.breaker))) return
    if (news.kind === 'count' && (await count(ports, breaker, isGood))) return
    await ports.clock.rest(ports.random() * REST_MS * 2 ** tries)
  }
  // Many told of the same moment: theirs are counted, and one more or less changes nothing.
}

/** False when somebody has begun another window, or opened the breaker, in between. */
const count = async (ports: Needs, seen: BreakerRecord, isGood: boolean): Promise<boolean> => {
  const counted = await ports.breakers.count(seen, isGood ? { failures: 0, successes: 1 } : { failures: 1, successes: 0 })
  if (!counted) return false
  const opened = opens(counted, ports.clock.machine())
  if (opened) await becomes(ports, counted, opened)
  return true
}

const becomes = async (ports: Needs, seen: BreakerRecord, changes: Partial<BreakerRecord>): Promise<boolean> => {
  const breaker = await ports.breakers.change(seen, changes)
  if (breaker && breaker.state !== seen.state) await tell(ports, seen, breaker)
  return breaker !== undefined
}

const ACTION = { open: 'breaker-opened', probing: 'breaker-probed', closed: 'breaker-closed' } as const

const tell = (ports: Needs, before: BreakerRecord, { provider, state, failures, successes, ...after }: BreakerRecord): Promise<void> => {
  const now = ports.clock.machine()
  const because = {
    open: before.state === 'probing' ? 'the call that tried has failed as well' : `calls through ${CALLED[provider]} fail`,
    probing: `one call tries whether ${CALLED[provider]} works again`,
    closed: `a call through ${CALLED[provider]} has succeeded`,
  }[state]
  const evidence = {
    open: { failures, successes, openings: after.openings, nextTrySeconds: Math.round(((after.probeMs ?? now) - now) / 1_000) },
    probing: { openings: after.openings },
    closed: { openSeconds: Math.round((now - (before.openedMs ?? now)) / 1_000) },
  }[state]
  return noteActivity(ports, { by: 'ringmaster', action: ACTION[state], because, evidence: { provider, ...evidence } })
}

/** Undefined: go on. Asked when there is somebody to call, or nobody would ever try whether a provider works again. */
export const breakerWait = ({ clock, random }: Pick<Needs, 'clock' | 'random'>, { breakers }: Standing): TurnEnd | undefined => {
  const now = clock.machine()
  for (const provider of Provider.options) {
    const { state } = breakers[provider]
    const may = passage(breakers[provider], now)
    if (may.kind !== 'wait') continue
    if (state === 'probing') return { kind: 'wait', ms: between(random, LOOK_IN_MS / 3, LOOK_IN_MS) }
    return { kind: 'wait', ms: may.untilMs - now + between(random, 0, SPREAD_MS) }
  }
  return undefined
}

/** Asked with a dial slot in hand. Undefined: go on, and when a provider has to be tried, alone. */
export const breakerTry = async (ports: Needs, { breakers }: Standing): Promise<TurnEnd | undefined> => {
  for (const provider of Provider.options) {
    if (breakers[provider].state === 'closed') continue
    const breaker = await ports.breakers.get(provider)
    const may = passage(breaker, ports.clock.machine())
    if (may.kind === 'go') continue
    if (may.kind === 'wait' || !(await becomes(ports, breaker, may.becomes))) {
      return { kind: 'wait', ms: between(ports.random, LOOK_IN_MS / 3, LOOK_IN_MS) }
    }
  }
  return undefined
}

/** The last look before a dial: whether a breaker has opened since. */
export const isBroken = ({ clock }: Pick<Needs, 'clock'>, { breakers }: Standing): boolean =>
  Provider.options.some((provider) => breakers[provider].state === 'open' && passage(breakers[provider], clock.machine()).kind === 'wait')
