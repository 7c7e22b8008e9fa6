// What the messages of the WebSocket are for, as the document tells it.
import type { ClientMessage, PushedEvent } from '#contract/events.ts'

type Action = ClientMessage['action']
type Name = PushedEvent['event']

/** `answers`: what comes back to the one who has sent it. */
export const ACTIONS: Readonly<Record<Action, { summary: string; answers: readonly Name[] }>> = {
  subscribe: {
    summary:
      'Hear of a campaign, or of all with `all`. The answer is a snapshot; then come changes. Send it again after every new connection: what happened in between is in the snapshot',
    answers: ['campaign_update', 'campaign_progress', 'active_campaigns_list'],
  },
  unsubscribe: { summary: 'Hear of it no more. There is no answer', answers: [] },
  active_campaigns: { summary: 'Ask once which campaigns are at work', answers: ['active_campaigns_list'] },
  ping: {
    summary: 'Whether the other side is still there, and a sign that this one is: a connection that is silent for ten minutes is closed',
    answers: ['pong'],
  },
}

export const EVENTS: Readonly<Record<Name, string>> = {
  campaign_update: 'A campaign’s state or settings have changed; also the first answer to `subscribe`',
  campaign_progress: 'A campaign’s counters, whole and never as increments; also the second answer to `subscribe`',
  campaign_activity:
    'What was done with a campaign, by whom and why, as it happens. Entries from before: GET /api/db/campaigns/{id}/activity',
  campaign_call_update:
    'Calls that have changed. Each has a version of its own. Calls from before a subscription: GET /api/db/campaigns/{id}/calls',
  transcript_update: 'What is said in live calls. A turn takes the place of the one that its call has at its index',
  campaign_breakdown:
    'What the campaign’s calls came to is being counted, or was. It is counted when somebody asks: GET /api/db/campaigns/{id}/breakdown',
  campaign_export: 'An export, as it is written. Where its file is, once it is done: GET /api/db/campaigns/{id}/exports/{exportId}',
  suppression_import_update: 'How far a list of numbers that nobody may call is read; to whoever hears of all campaigns',
  active_campaigns_list: 'The campaigns at work, with their counters: the answer to `active_campaigns`, and to subscribing to `all`',
  pong: 'The answer to `ping`',
}
