// `campaigns`: the list of them, newest first.

import type { CampaignWithStats } from '#contract/campaign.ts'
import { CampaignState } from '#contract/campaign-parts.ts'
import { allOf } from '../../run/pages.ts'
import type { Command, Given } from '../command.ts'
import { EXIT } from '../complaint.ts'
import { Mistake } from '../mistake.ts'
import type { Shell } from '../shell.ts'

/** As many as a screen and a bit holds. */
const USUALLY = 50

const stateIn = (given: Given): { state?: CampaignState } => {
  const asked = given.text('state')
  if (asked === undefined) return {}
  const read = CampaignState.safeParse(asked)
  if (!read.success) throw new Mistake(`There is no state “${asked}”: it is one of ${CampaignState.options.join(', ')}.`)
  return { state: read.data }
}

const COLUMNS: readonly { title: string; of(campaign: CampaignWithStats): string }[] = [
  { title: 'ID', of: ({ id }) => id },
  { title: 'STATE', of: ({ state }) => state },
  { title: 'FINISHED', of: ({ stats }) => `${stats.finished}/${stats.totalContacts}` },
  { title: 'LIVE', of: ({ stats }) => String(stats.live) },
  { title: 'CREATED', of: ({ createdAt }) => createdAt.slice(0, 16).replace('T', ' ') },
  // Last, since it may be long.
  { title: 'NAME', of: ({ name }) => name },
]

const tableOf = (campaigns: readonly CampaignWithStats[], { paint }: Pick<Shell, 'paint'>): string => {
  const rows = campaigns.map((campaign) => COLUMNS.map(({ of }) => of(campaign)))
  const widths = COLUMNS.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  const head = paint('bold', lineOf(COLUMNS.map(({ title }) => title)))
  return [head, ...rows.map(lineOf)].join('\n')
}

export const campaignsCommand: Command = {
  summary: 'list campaigns, newest first',
  about: [`The newest ${USUALLY}, or all of them with --all.`],
  options: {
    state: { kind: 'text', value: 'STATE', help: CampaignState.options.join(', ') },
    search: { kind: 'text', value: 'TEXT', help: 'stands somewhere in the name' },
    all: { kind: 'flag', help: `also those beyond the newest ${USUALLY}` },
  },
  examples: ['npx ringmaster campaigns --state active', 'npx ringmaster campaigns --all --json | jq -r .[].id'],
  async run({ connection: { api }, given, shell, isJson }) {
    const search = given.text('search')
    const asked = { ...stateIn(given), ...(search === undefined ? {} : { search }), limit: USUALLY }
    const page = (cursor: { cursor?: string }) => api('listCampaigns', { query: { ...asked, ...cursor }, signal: shell.interrupted })
    const { items, nextCursor } = given.has('all') ? { items: await allOf(page), nextCursor: null } : await page({})
    if (isJson) shell.print(JSON.stringify(items))
    else if (items.length > 0) shell.print(tableOf(items, shell))
    if (items.length === 0 && !isJson) shell.tell('There is no such campaign.')
    if (nextCursor !== null) shell.tell('There are more: --all lists them.')
    return EXIT.done
  },
}
