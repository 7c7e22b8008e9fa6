// `start`, `unschedule`, `pause`, `resume` and `stop`: one request each.
import type { CampaignWithLive } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Command, campaignIdIn, type Given, type Options } from '../command.ts'
import { EXIT } from '../complaint.ts'
import { Mistake } from '../mistake.ts'

type Control = {
  name: string
  summary: string
  about: readonly string[]
  options?: Options
  ask(api: Api, asked: { id: CampaignId; given: Given; signal: AbortSignal }): Promise<CampaignWithLive>
}

const NOT_YET: ReadonlyMap<CampaignWithLive['state'], string> = new Map([
  ['pausing', 'It is paused as soon as no dial is in flight.'],
  ['stopping', 'It is cancelled as soon as no dial is in flight.'],
])

/** In the terminal's zone, which is named. */
const moment = (at: string): string => new Date(at).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'long' })

/** A day without an hour would be midnight somewhere else. */
const instantIn = (text: string): string => {
  const at = /T\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw new Mistake(`“${text}” is no moment: write it as 2026-12-01T09:00, with Z or +01:00 behind it for another zone than yours`)
  return new Date(at).toISOString()
}

const commandOf = ({ name, summary, about, options = {}, ask }: Control): Command => ({
  argument: 'ID',
  ...{ summary, about, options },
  examples: [`npx ringmaster ${name} cmp_01JD0000000000000000000001`],
  async run({ argument, connection, given, shell, isJson }) {
    const id = campaignIdIn(argument)
    const campaign = await ask(connection.api, { id, given, signal: shell.interrupted })
    shell.print(isJson ? JSON.stringify(campaign) : `${campaign.name} ${campaign.state}`)
    const more = campaign.startsAt === undefined ? NOT_YET.get(campaign.state) : `It starts by itself on ${moment(campaign.startsAt)}.`
    if (more !== undefined) shell.tell(more)
    if (campaign.state !== 'active' && campaign.live > 0) shell.tell(`Calls that are still live: ${campaign.live}. They end by themselves.`)
    return EXIT.done
  },
})

const CONTROLS: readonly Control[] = [
  {
    name: 'start',
    summary: 'start calling',
    about: ['An active campaign is left as it is. Follow it with watch.', 'With --at a draft starts by itself then.'],
    options: { at: { kind: 'text', value: 'TIME', help: 'such as 2026-12-01T09:00, in your own zone' } },
    async ask(api, { id, given, signal }) {
      const at = given.text('at')
      if (at === undefined) return await api('startCampaign', { params: { id }, signal })
      return await api('scheduleCampaign', { params: { id }, body: { startsAt: instantIn(at) }, signal })
    },
  },
  {
    name: 'unschedule',
    summary: 'let a draft not start by itself',
    about: ['Of a draft that start --at was given for.'],
    ask: (api, { id, signal }) => api('unscheduleCampaign', { params: { id }, signal }),
  },
  {
    name: 'pause',
    summary: 'place no more calls',
    about: ['Live calls end by themselves.'],
    ask: (api, { id, signal }) => api('pauseCampaign', { params: { id }, signal }),
  },
  {
    name: 'resume',
    summary: 'go on with a paused campaign',
    about: [],
    ask: (api, { id, signal }) => api('resumeCampaign', { params: { id }, signal }),
  },
  {
    name: 'stop',
    summary: 'cancel a campaign',
    about: ['Queued and ringing calls are cancelled; live ones end by themselves, or at once with --hang-up.'],
    options: { 'hang-up': { kind: 'flag', help: 'end live calls, too' } },
    ask: (api, { id, given, signal }) =>
      api('stopCampaign', { params: { id }, query: given.has('hang-up') ? { live: 'hangup' } : {}, signal }),
  },
]

export const controlCommands = CONTROLS.map((control): [string, Command] => [control.name, commandOf(control)])
