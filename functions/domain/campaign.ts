// A campaign's states and the commands that move it, as data from which the table's conditions are derived.
import type { CampaignState } from '#contract/campaign-parts.ts'

export type Command = 'start' | 'pause' | 'resume' | 'stop' | 'reopen' | 'delete'

type Rule = {
  /** States from which the command acts. */
  from: readonly CampaignState[]
  /** States in which it has nothing to move, and succeeds. */
  already: readonly CampaignState[]
  to: CampaignState
  /** Said when it is refused. */
  otherwise: string
}

export const COMMANDS: Record<Command, Rule> = {
  start: {
    from: ['draft', 'paused', 'pausing', 'completed', 'cancelled'],
    already: ['active'],
    to: 'active',
    otherwise: 'wait until the campaign has stopped, then start it again',
  },
  pause: {
    from: ['active'],
    already: ['paused', 'pausing'],
    to: 'pausing',
    otherwise: 'only an active campaign can be paused',
  },
  resume: {
    from: ['paused', 'pausing'],
    already: ['active'],
    to: 'active',
    otherwise: 'only a paused campaign can be resumed; use start for a new or finished one',
  },
  stop: {
    from: ['draft', 'active', 'pausing', 'paused'],
    already: ['stopping', 'cancelled'],
    to: 'stopping',
    otherwise: 'the campaign has ended already',
  },
  reopen: {
    from: ['completed', 'cancelled'],
    already: [],
    to: 'active',
    otherwise: 'only a campaign that has ended can be reopened; stop it first, or wait until it is completed',
  },
  delete: {
    from: ['draft', 'active', 'pausing', 'paused'],
    already: ['stopping', 'completed', 'cancelled'],
    to: 'stopping',
    otherwise: 'it cannot be deleted',
  },
}

/** Where a campaign comes to rest once no dial is in flight. */
export const SETTLES_AS: Partial<Record<CampaignState, CampaignState>> = { pausing: 'paused', stopping: 'cancelled' }

export type Verdict = { kind: 'go'; to: CampaignState } | { kind: 'already' } | { kind: 'refused'; why: string }

/** Whether the command may act on a campaign in this state. */
export const can = (command: Command, state: CampaignState): Verdict => {
  const rule = COMMANDS[command]
  if (rule.from.includes(state)) return { kind: 'go', to: rule.to }
  if (rule.already.includes(state)) return { kind: 'already' }
  return { kind: 'refused', why: `The campaign is ${state}: ${rule.otherwise}.` }
}
