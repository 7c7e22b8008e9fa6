// Commands of the client against an API that answers what a test says: what they asked, printed and ended with.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { viewCampaign, viewStats } from '#app/views.ts'
import type { CampaignWithLive, CampaignWithStats } from '#contract/campaign.ts'
import { type Answers, fakeServer } from '../dashboard/support/server.ts'
import { aCampaign } from './builders.ts'
import { playShell } from './shell.ts'

export const withStats = (changes: Parameters<typeof aCampaign>[0] = {}): CampaignWithStats => {
  const campaign = aCampaign({ totalContacts: 40, ...changes })
  return { ...viewCampaign(campaign), stats: viewStats(campaign, []) }
}
export const withLive = (changes: Partial<CampaignWithLive>): CampaignWithLive => ({ ...viewCampaign(aCampaign()), live: 0, ...changes })

export const folderOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ringmaster-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

export const ask = async (args: readonly string[], answers: Answers = {}, played: Parameters<typeof playShell>[0] = {}) => {
  const server = fakeServer(answers)
  const { run, ...seen } = playShell({ fetch: server.fetch, ...played })
  return { code: await run(...args), ...seen, asked: server.asked, requests: server.requests }
}
