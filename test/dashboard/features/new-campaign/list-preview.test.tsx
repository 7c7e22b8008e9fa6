import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aPreview } from '../../support/build.ts'
import { fill, fillWords, goTo, openForm, start } from '../../support/new-campaign.ts'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const part = (name: string) => screen.findByRole('region', { name })
const FOUND = 'What was found in the list'
const WORDS = 'The words as they will be said'

/** The form with a list in it, a moment later. */
const pasted = async (previewList: Answers['previewList'], more: Answers = {}) => {
  const page = await openForm({ previewList: previewList ?? (() => aPreview()), ...more })
  fill('Contacts', 'Telefon;Kunde\n+1 202 555 0142;Ada Quill\n12;Ben')
  await page.advance(400)
  return page
}

test('a list is looked at once nobody types any more', async () => {
  const page = await pasted(() => aPreview())
  fill('Contacts', 'Telefon\n1')
  await page.advance(399)
  expect(page.asked('previewList')).toHaveLength(1)
  await page.advance(1)
  expect(page.asked('previewList')[1]?.body).toEqual({ csv: 'Telefon\n1', mapping: {}, defaultCountry: 'US' })
})

test('says what was found, what becomes of the rows, and why some are left out', async () => {
  await pasted(() => aPreview())
  const found = within(await part(FOUND))
  expect(found.getByText('2 rows').parentElement?.textContent).toBe('2 rows · Text separated by semicolons, UTF-8')
  expect(
    within(found.getByRole('list', { name: 'What will become of the rows' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['1 will be called', '1 cannot be used'])
  const [reject] = within(found.getByRole('table', { name: 'Rows that cannot be used' }))
    .getAllByRole('row')
    .slice(1)
  expect(
    within(reject ?? document.body)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['3', 'Telefon', '12', 'the number is too short'])
})

test('a column is made another thing, and the list is looked at again', async () => {
  const page = await pasted(() => aPreview())
  const select = await screen.findByLabelText('What “Kunde” is')
  expect(select).toHaveProperty('value', 'variable')
  fireEvent.change(select, { target: { value: 'name' } })
  await page.advance(400)
  expect(page.asked('previewList').at(-1)?.body).toMatchObject({ mapping: { Kunde: 'name' } })
})

test('a file without a column for numbers can be given one', async () => {
  const columns = [{ header: 'Ruf', field: 'variable' as const, samples: ['0x1'] }]
  const { file: _, ...none } = aPreview({ columns, rows: [], rejects: [], reasons: [] })
  await pasted(() => ({ ...none, problem: 'The file has no column for the telephone number.' }))
  const found = within(await part(FOUND))
  expect(found.getByRole('alert').textContent).toContain('no column for the telephone number')
  expect(found.getByLabelText('What “Ruf” is')).toBeTruthy()
})

test('a list that cannot be used is not sent', async () => {
  const page = await pasted(() => aPreview({ problem: 'The file is a picture.', columns: [] }))
  await screen.findByText('The file is a picture.')
  await fillWords()
  await start()
  expect((await screen.findByLabelText('Contacts')).getAttribute('aria-invalid')).toBe('true')
  expect(page.asked('startFromCsv')).toEqual([])
})

test('what the columns were shown to be is what the import takes them for', async () => {
  const page = await pasted(() => aPreview(), { startFromCsv: () => problem('internal', 'Broken.') })
  await part(FOUND)
  await fillWords()
  await page.advance(400)
  await start()
  await screen.findByText('The campaign was not started.', { exact: false })
  expect(page.asked('startFromCsv')[0]?.body).toMatchObject({ mapping: { Telefon: 'phone', Kunde: 'variable' } })
})

test('a long list says that only its beginning was counted', async () => {
  await pasted(() => aPreview({ isWhole: false }))
  expect((await part(FOUND)).textContent).toContain('Counted so far: the first 2 rows.')
})

test('when nobody can look at the list, the form says so and goes on', async () => {
  await pasted(() => problem('unavailable', 'The table cannot be reached.'))
  expect((await screen.findByRole('alert')).textContent).toContain('The list could not be looked at; it can still be imported.')
})

const words = {
  lacking: [{ variable: 'plan', rows: 1 }],
  examples: ['Ada', 'Ben'].map((name, i) => ({
    line: i + 2,
    phone: '+12025550142',
    name,
    prompt: [],
    firstMessage: [{ text: 'Hello ' }, { text: name, variable: 'name' }, { text: '', variable: 'plan', isMissing: true }],
  })),
}

test('the words are heard as real rows will hear them, one after another, also by the arrow keys', async () => {
  const page = await pasted(({ body }) => aPreview(JSON.stringify(body).includes('firstMessage') ? { words } : {}))
  await goTo('Words')
  fill('First message', 'Hello {{name}}{{plan}}')
  await page.advance(400)
  const heard = await part(WORDS)
  expect(heard.textContent).toContain('Hello Adano plan')
  fireEvent.click(within(heard).getByRole('button', { name: 'The next row' }))
  expect(heard.textContent).toContain('Hello Ben')
  expect(heard.textContent).toContain('2 of 2')
  fireEvent.keyDown(within(heard).getByRole('button', { name: 'The row before' }), { key: 'ArrowRight' })
  expect(heard.textContent).toContain('1 of 2')
})

test('what rows lack is counted, and what can be done is said', async () => {
  const page = await pasted(({ body }) => aPreview(JSON.stringify(body).includes('firstMessage') ? { words } : {}))
  await goTo('Words')
  fill('First message', 'Hello {{name}}{{plan}}')
  await page.advance(400)
  const said = within(await part(WORDS)).getByRole('status').textContent
  expect(said).toContain('No contact has a plan')
  expect(said).toContain('{{plan|something}}')
})
