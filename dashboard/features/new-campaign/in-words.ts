// What a campaign will do, in sentences.

import type { NewCampaign } from '#contract/campaign-edit.ts'
import { type AnsweringMachine, type CallingWindow, type CampaignSettings, Weekday } from '#contract/campaign-settings.ts'
import { count, plural, setting } from '../../format.ts'
import { OUTCOMES } from '../../metrics.ts'
import type { FoundPeople } from './found-people.ts'

const DAYS: Record<Weekday, string> = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' }

export const MACHINES: Record<AnsweringMachine, string> = {
  'hang-up': 'hung up on',
  'leave-message': 'left a message',
  off: 'talked to like people',
}

/** `Mon–Fri, 09:00–18:00`. */
export const hoursInWords = ({ from, to, days }: CallingWindow): string => {
  const on = Weekday.options.filter((day) => days.includes(day))
  const [first, last] = [on[0], on.at(-1)]
  const isRun =
    first !== undefined && last !== undefined && Weekday.options.indexOf(last) - Weekday.options.indexOf(first) === on.length - 1
  const named = isRun && on.length > 2 ? `${DAYS[first]}–${DAYS[last]}` : on.map((day) => DAYS[day]).join(', ')
  return `${named}, ${from}–${to}`
}

const retriesInWords = ({ retries, retryCount, retryDelay }: CampaignSettings): string => {
  if (!retries) {
    if (retryCount === 0) return 'Nobody is called twice.'
    return `Whoever is not reached is called again, ${retryCount === 1 ? 'once' : `up to ${count(retryCount)} times`}, after ${setting(retryDelay)}.`
  }
  const rungs = Object.entries(OUTCOMES).flatMap(([outcome, { label }]) => {
    const waits = Object.entries(retries).find(([named]) => named === outcome)?.[1]
    return waits?.length ? [`${label.toLowerCase()} after ${waits.map(setting).join(', ')}`] : []
  })
  return rungs.length === 0 ? 'Nobody is called twice.' : `Called again: ${rungs.join('; ')}.`
}

export const peopleInWords = ({ called, isAtLeast }: FoundPeople): string =>
  called === 0 ? 'Nobody will be called.' : `${plural(called, 'person', 'people')}${isAtLeast ? ' or more' : ''} will be called.`

const LISTED = 'Once it starts, calling begins as soon as the list is read.'
const FROM_SHEET = 'Once it starts, calling begins at once. Rows that are added to the sheet join, and results are written back to it.'

type Planned = { campaign: NewCampaign; people: FoundPeople | undefined; from: 'list' | 'sheet' }

export const inWords = ({ campaign: { settings, from: number }, people, from }: Planned): string[] => [
  `${people ? `${peopleInWords(people)} ` : ''}${from === 'list' ? LISTED : FROM_SHEET}`,
  `At most ${plural(settings.maxConcurrentCalls, 'call')} at the same time, ${
    settings.callDelay === 0 ? 'without a delay between dials' : `with at least ${setting(settings.callDelay)} between two dials`
  }, from ${number ?? 'the deployment’s own number'}.`,
  retriesInWords(settings),
  settings.window
    ? `Calls go out ${hoursInWords(settings.window)}, in each contact’s own time, and only when the law allows it.`
    : 'Calls go out whenever the law of each contact’s country and state allows it.',
  `Answering machines are ${MACHINES[settings.answeringMachine]}; a conversation lasts at most ${setting(settings.maxCallLength)}.`,
  ...(settings.recordCalls ? [`Calls are recorded, and begin with “${settings.recordingNotice}”`] : []),
]
