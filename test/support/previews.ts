// A preview over what a test says of the table, with the list written down in the test.

import { Readable } from 'node:stream'
import type * as z from 'zod/mini'
import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import { previewList } from '#app/preview/preview-list.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId, ContactId, E164 } from '#contract/ids.ts'
import { ListPreview, ListPreviewRequest } from '#contract/list-preview.ts'
import { ids } from '#runtime/ids.ts'
import { standingClock } from './engine.ts'

const RULES: DialRules = { callsPerSecond: 1, concurrentCalls: 10, callsPerDay: 3, consent: 'deployer', windows: 'enforced' }

type World = {
  campaign?: CampaignRecord
  /** Numbers of the campaign. */
  known?: readonly E164[]
  suppressed?: readonly E164[]
  rules?: Partial<DialRules>
  /** The bucket. */
  files?: Readonly<Record<string, Uint8Array>>
}

type Asked = Omit<z.input<typeof ListPreviewRequest>, 'csv'>

/** The answer as the contract promises it. */
export const previewOf = async (
  lines: readonly string[],
  asked: Asked = {},
  { campaign, known = [], suppressed = [], rules, files = {} }: World = {},
) => {
  const { clock } = standingClock()
  const there = new Set(campaign && known.map((phone) => ids.contact(campaign, phone)))
  const ports = {
    ...{ clock, ids },
    files: {
      open: async ({ key }: { key: string }) => {
        const bytes = files[key]
        if (!bytes) throw new AppError('not_found', 'no such file')
        return { size: bytes.length, bytes: Readable.from([bytes]) }
      },
    },
    imports: { get: async () => undefined },
    campaigns: { get: async () => campaign, mapping: async () => undefined },
    contacts: {
      known: async (_: CampaignId, ids: readonly ContactId[]) => new Map(ids.filter((id) => there.has(id)).map((id) => [id, {}] as const)),
    },
    numbers: {
      suppressedAmong: async (among: readonly E164[]) => new Set(among.filter((phone) => suppressed.includes(phone))),
    },
  }
  const request = ListPreviewRequest.parse({ ...(asked.importId === undefined ? { csv: lines.join('\n') } : {}), ...asked })
  return ListPreview.parse(await previewList(ports, { ...RULES, ...rules })(request))
}
