// All lanes have gone home: the campaign goes on in the next run, unless it is over or somebody else's.
import type { RunInput } from '#contract/machine.ts'
import { kickRun } from './kick-run.ts'
import type { Ports } from './ports.ts'

export const nextRun =
  (ports: Pick<Ports, 'campaigns' | 'clock' | 'random' | 'machine'>) =>
  ({ campaignId, run }: RunInput): Promise<void> =>
    kickRun(ports, campaignId, { ifRun: run })
