// A campaign that works from a Google Sheet, while people insert rows and sort them.
import { expect, it } from 'vitest'
import { recordsIn, sheetsAt, TAB } from '../support/fake-sheets.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 30 })

const PATIENCE = { timeout: 150_000, interval: 500 }
const FATES = { '0190': 'human', '0191': 'busy', '0192': 'no-answer', '0193': 'invalid-number', '0194': 'voicemail' }

/** One person in each of the areas for each fate. */
const people = (areas: readonly number[]): string[][] =>
  areas.flatMap((area) => Object.keys(FATES).map((ending) => [`Person ${ending} of ${area}`, `+1${area}555${ending}`, 'gold']))

const sheets = () => {
  const [, url] = /Google Sheets is at (http:\S+)\/simulator/.exec(system.ringmaster.lines.join('\n')) ?? []
  if (url === undefined) throw new Error('npm start does not say where the simulated Google Sheets is')
  return sheetsAt(url)
}

it('shows every row’s outcome in the sheet after the campaign, with rows inserted and sorted meanwhile', async () => {
  const { api } = system.ringmaster
  const hand = sheets()
  const { spreadsheetId, url } = await hand.create([['name', 'phone', 'plan'], ...people([305, 312])])
  const draft = { name: 'From a sheet', prompt: 'Ask about {{plan}}.', firstMessage: 'Hello {{name}}.' }
  const { id } = await api('createCampaign', { body: { ...draft, settings: { callDelay: 0, retryCount: 0, maxConcurrentCalls: 3 } } })
  const params = { id }
  expect(await api('connectSheet', { params, body: { spreadsheet: url } })).toMatchObject({ imported: 10, rejected: 0 })
  await api('startCampaign', { params })

  await hand.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 4, rows: people([415]) })
  await hand.edit(spreadsheetId, { edit: 'sort', tab: TAB, by: 2, descending: true })
  const rows = async () => recordsIn((await hand.tab(spreadsheetId)).rows)
  const unfinished = async () => (await rows()).filter(({ status = '' }) => !['done', 'failed'].includes(status))
  // The next minute would take them too.
  expect(await api('connectSheet', { params, body: { spreadsheet: url } })).toMatchObject({ imported: 15 })
  await hand.edit(spreadsheetId, { edit: 'sort', tab: TAB, by: 1 })
  await expect.poll(unfinished, PATIENCE).toEqual([])

  const shown = await rows()
  expect(shown).toHaveLength(15)
  for (const [ending, outcome] of Object.entries(FATES)) {
    const those = shown.filter(({ phone = '' }) => phone.endsWith(ending))
    expect(those.map((row) => [row.name?.includes(ending), row.outcome])).toEqual([true, true, true].map((same) => [same, outcome]))
  }
  expect((await api('getSheet', { params })).trouble).toBeUndefined()
})
