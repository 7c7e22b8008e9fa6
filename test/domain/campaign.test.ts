import { describe, expect, it } from 'vitest'
import { CampaignState } from '#contract/campaign-parts.ts'
import { COMMANDS, type Command, can } from '#domain/campaign.ts'

const commands: Command[] = ['start', 'pause', 'resume', 'stop', 'reopen', 'delete']

describe('a campaign’s commands', () => {
  it.each(commands)('gives %s one verdict in each state', (command) => {
    const { from, already } = COMMANDS[command]
    expect(from.filter((state) => already.includes(state))).toEqual([])
    for (const state of CampaignState.options) {
      const expected = from.includes(state) ? 'go' : already.includes(state) ? 'already' : 'refused'
      expect(can(command, state).kind).toBe(expected)
    }
  })

  it('pauses only what is active', () => {
    expect(can('pause', 'active')).toEqual({ kind: 'go', to: 'pausing' })
    expect(can('pause', 'draft')).toMatchObject({ kind: 'refused' })
  })

  it('does nothing on a second start', () => {
    expect(can('start', 'active')).toEqual({ kind: 'already' })
  })

  it('lets a campaign that has ended be started again', () => {
    expect(can('start', 'completed').kind).toBe('go')
    expect(can('start', 'cancelled').kind).toBe('go')
  })

  it('says in the refusal which state the campaign is in', () => {
    expect(can('resume', 'draft')).toMatchObject({ why: expect.stringContaining('is draft') })
  })

  it('reopens only what has ended', () => {
    const reopened = CampaignState.options.filter((state) => can('reopen', state).kind === 'go')
    expect(reopened).toEqual(['completed', 'cancelled'])
  })

  it('deletes in every state, and stops what is not at rest', () => {
    for (const state of CampaignState.options) {
      const isStopped = can('stop', state).kind === 'go'
      expect(can('delete', state)).toEqual(isStopped ? { kind: 'go', to: 'stopping' } : { kind: 'already' })
    }
  })
})
