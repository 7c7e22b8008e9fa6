// One call and what was said in it, as they are asked for.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { NewsPorts, Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CallDetails } from '#contract/call-details.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { detailsOf } from './call-details.ts'

type Needs = Pick<NewsPorts, 'attempts' | 'campaigns'> & Pick<Ports, 'transcripts'>

export const attemptOrThrow = async (ports: Omit<Needs, 'transcripts'>, id: AttemptId): Promise<AttemptRecord> => {
  const attempt = await ports.attempts.get(id)
  if (!attempt) throw new AppError('not_found', `There is no call ${id}.`)
  // Nobody sees the calls of a campaign that was deleted.
  await campaignOrThrow(ports, attempt.campaignId)
  return attempt
}

export const callReport = (ports: Needs) => ({
  async get(id: AttemptId): Promise<CallDetails> {
    return detailsOf(await attemptOrThrow(ports, id))
  },

  /** So far, while the call lasts. */
  async transcript(id: AttemptId, page: PageRequest): Promise<Page<TranscriptTurn>> {
    await attemptOrThrow(ports, id)
    return ports.transcripts.list(id, page)
  },
})
