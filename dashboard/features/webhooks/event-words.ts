// What each type of event is called on the page.
import type { WebhookEventType } from '#contract/webhook-events.ts'

export const EVENT_WORDS: Record<WebhookEventType, { name: string; hint: string }> = {
  'call.ended': { name: 'a call ended', hint: 'With its outcome, its length and the contact’s columns.' },
  'call.updated': { name: 'more is known of a call', hint: 'Its result has come, or it meant something else.' },
  'campaign.state-changed': { name: 'a campaign changed its state', hint: 'Started, paused, completed and so on.' },
  'import.finished': { name: 'a list was imported', hint: 'Or could not be.' },
}
