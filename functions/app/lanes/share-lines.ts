// The lines of the account, shared by the campaigns that run: what each may open, and when what it gives back is free.

import { type AccountLimits, limitsNow } from '#app/account/account-limits.ts'
import { type AccountPorts, changeAccount } from '#app/account/change-account.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import type { AccountRecord, Share } from '#app/records/account.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { CampaignId } from '#contract/ids.ts'
import { allotted, type Holding, shrunk } from '#domain/line-shares.ts'

export type SharingPorts = AccountPorts & Pick<Ports, 'lanes'>

/** With fewer lines than campaigns each has its lines for so long, campaign time, before another one's turn. */
const TURN_MS = 600_000
/** Lanes closed at the same time. */
const WIDTH = 25

export const lineLimit = ({ clock }: Pick<Ports, 'clock'>, account: AccountRecord, limits: AccountLimits) => ({
  ceiling: limitsNow(account, limits).concurrentCalls,
  turn: Math.floor(clock.now() / TURN_MS),
})

type Asking = { campaign: CampaignRecord; wants: number }

/** How many lines the campaign may open in this run, of those that it wants. 0: it has to wait until others have given some back. */
export const enterShare = async (ports: SharingPorts, limits: AccountLimits, asking: Asking): Promise<number> => {
  const first = await ask(ports, limits, asking)
  const { shares } = (await takeBack(ports, first)) ? await ask(ports, limits, asking) : first
  return shares[asking.campaign.id]?.lines ?? 0
}

const ask = async (ports: SharingPorts, limits: AccountLimits, { campaign, wants }: Asking): Promise<AccountRecord> => {
  const { id, run, settings } = campaign
  const taken = (await ports.lanes.list(id)).filter(({ open, attemptId }) => open || attemptId !== undefined)
  const beyond = (lines: number): number => taken.filter(({ k }) => k >= lines).length
  const { after } = await changeAccount(ports, (account) => {
    const mine: Share = { lines: 0, over: 0, ...account.shares[id], weight: settings.weight, callDelay: settings.callDelay, run, wants }
    const limit = lineLimit(ports, account, limits)
    return { shares: allotted({ ...account.shares, [id]: mine }, { name: id, beyond, limit }) }
  })
  return after
}

/** The campaign opens no lane any more in any run up to this one; calls that go on keep their lines until somebody has seen their end. */
export const leaveShare = async (ports: SharingPorts, id: CampaignId, { upToRun }: { upToRun: number }): Promise<void> => {
  const { shares } = await ports.account.get()
  if (!isOf(shares[id], upToRun)) return
  const busy = await closeBeyond(ports, id, { lines: 0, upToRun })
  await changeAccount(ports, ({ shares: { [id]: mine, ...others } }) => {
    if (!isOf(mine, upToRun)) return undefined
    return { shares: busy > 0 ? { ...others, [id]: { ...mine, wants: 0, lines: 0, over: busy } } : others }
  })
}

const isOf = (share: Share | undefined, run: number): share is Share => share !== undefined && share.run <= run

/** Every campaign gives back what is not its due any more. */
export const shrinkShares = async (ports: SharingPorts, limits: AccountLimits): Promise<void> => {
  const { after } = await changeAccount(ports, (account) => {
    const shares = shrunk(account.shares, lineLimit(ports, account, limits))
    return Object.entries(shares).some(([id, { lines }]) => lines !== account.shares[id]?.lines) ? { shares } : undefined
  })
  await takeBack(ports, after)
}

/** Closes the lanes that were given back, and strikes those off whose calls have ended. True when there were any. */
export const takeBack = async (ports: SharingPorts, { shares }: Pick<AccountRecord, 'shares'>): Promise<boolean> => {
  let isFreed = false
  for (const [id, share] of Object.entries(shares)) {
    if (share.over === 0) continue
    const busy = await closeBeyond(ports, CampaignId.parse(id), { lines: share.lines, upToRun: share.run })
    if (busy < share.over && (await strikeOff(ports, id, { share, busy }))) isFreed = true
  }
  return isFreed
}

const strikeOff = async (ports: SharingPorts, id: string, { share, busy }: { share: Share; busy: number }): Promise<boolean> => {
  const { before, after } = await changeAccount(ports, ({ shares: { [id]: mine, ...others } }) => {
    // Another plan has been made for it since: then the lanes that were looked at are not those that count.
    if (!mine || mine.run !== share.run || mine.lines !== share.lines || mine.over <= busy) return undefined
    return { shares: isOver(mine, busy) ? others : { ...others, [id]: { ...mine, over: busy } } }
  })
  return after !== before
}

const isOver = ({ wants, lines }: Holding, busy: number): boolean => wants === 0 && lines === 0 && busy === 0

/** After this nobody comes to hold a call on a lane beyond; gives how many of them still do. */
const closeBeyond = async (
  { lanes }: Pick<Ports, 'lanes'>,
  id: CampaignId,
  { lines, upToRun }: { lines: number; upToRun: number },
): Promise<number> => {
  const beyond = async () => (await lanes.list(id)).filter(({ k }) => k >= lines)
  const found = await beyond()
  const open = found.filter((lane) => lane.open && lane.run <= upToRun)
  await inParallel(open, WIDTH, ({ k, run }) => lanes.close(id, { k, run }))
  const now = open.length > 0 ? await beyond() : found
  return now.filter(({ attemptId }) => attemptId !== undefined).length
}
