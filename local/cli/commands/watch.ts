// `watch ID`: how far a campaign is, until it is over.
import type { CampaignId } from '#contract/ids.ts'
import { type Command, campaignIdIn, type Invocation } from '../command.ts'
import { exitCodeOf, follow, summaryOf } from '../follow.ts'

/** Shared with `run`, which watches what it has started. */
export const watchToTheEnd = async (id: CampaignId, { shell, connection, isJson, ifInterrupted }: Invocation): Promise<number> => {
  ifInterrupted(`The campaign goes on. Watch it with: npx ringmaster watch ${id}; end it with: npx ringmaster stop ${id}`)
  const { api } = connection
  const onLoss = (why: string): void => shell.tell(`The connection was lost (${why}); trying again.`)
  const ended = await follow({ api, campaignId: id, signal: shell.interrupted, onLoss }, shell)
  shell.print(isJson ? JSON.stringify(ended) : summaryOf(ended))
  return exitCodeOf(ended)
}

export const watchCommand: Command = {
  argument: 'ID',
  summary: 'follow a campaign until it is over',
  about: [
    'A bar on a terminal, a line every five seconds elsewhere, both on standard error; at the end one line on standard output.',
    'Ctrl-C ends the command alone: the campaign goes on.',
  ],
  options: {},
  examples: ['npx ringmaster watch cmp_01JD0000000000000000000001'],
  run: (invocation) => watchToTheEnd(campaignIdIn(invocation.argument), invocation),
}
