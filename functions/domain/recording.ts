// Whether a call may be recorded, how whoever is called is told so, and what becomes of what the carrier has recorded.
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import type { AgentLanguage } from '#contract/language.ts'

type Speaking = { language?: AgentLanguage | undefined }
type Recording = Speaking & { settings: Pick<CampaignSettings, 'recordCalls' | 'recordingNotice'> }

/** Undefined: the call is not recorded. The notice is in the campaign's language: who is spoken to in another one would not be told. */
export const noticeFor = (contact: Speaking, { language, settings }: Recording): string | undefined =>
  settings.recordCalls && (contact.language ?? language) === language ? settings.recordingNotice : undefined

/** The first message of a recorded call, which has the notice in its own words or after it. */
export const announcing = (notice: string | undefined, firstMessage: string): string =>
  notice === undefined || firstMessage.includes(notice) ? firstMessage : `${notice} ${firstMessage}`

type Facts = {
  recordingNotice?: string | undefined
  /** The bridge's word: whether the agent was heard, and the notice with it. */
  agentSpoke?: boolean | undefined
  recording?: { keptUntil?: string | undefined } | undefined
}

/** `drop`: what the carrier has of it is deleted there, and nothing is kept here that is not kept already. */
type Fate<T> = { kind: 'waits' } | { kind: 'keep'; made: T } | { kind: 'drop'; because?: string }

const UNANNOUNCED = 'The agent was not heard, so nobody was told that the call is recorded: the recording was deleted.'
const NOT_MADE = 'The carrier has made no recording of this call.'

/** Of a call that is over. `isLast`: nobody will look again. */
export const fateOf = <T extends { isReady: boolean }>(call: Facts, made: readonly T[], { isLast }: { isLast: boolean }): Fate<T> => {
  if (call.recordingNotice === undefined || call.recording?.keptUntil !== undefined) return { kind: 'drop' }
  if (call.agentSpoke === undefined && !isLast) return { kind: 'waits' }
  if (!call.agentSpoke) return { kind: 'drop', because: UNANNOUNCED }
  const ready = made.find(({ isReady }) => isReady)
  if (ready) return { kind: 'keep', made: ready }
  return isLast ? { kind: 'drop', because: NOT_MADE } : { kind: 'waits' }
}
