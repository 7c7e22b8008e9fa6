// A campaign's contacts as they are looked for.
import { expect, it } from 'vitest'
import { type ContactsAsked, findContacts } from '#app/contacts/find-contacts.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { ids } from '#runtime/ids.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { openStore } from '../../support/store.ts'

const PEOPLE: readonly Partial<ContactRecord>[] = [
  { name: 'Ada Quill', state: 'done', outcome: 'human' },
  { name: 'Änne Groß', state: 'failed', outcome: 'no-answer' },
  { name: 'Bo', state: 'failed', outcome: 'invalid-number' },
  { state: 'pending' },
  { name: 'Cy', state: 'retrying', outcome: 'voicemail' },
]

const world = async () => {
  const store = openStore(() => memoryTable())
  const campaign = await store.campaign({ state: 'active' })
  const contacts: ContactRecord[] = []
  for (const [n, over] of PEOPLE.entries()) {
    contacts.push(await store.contact(campaign, n, over))
  }
  const look = findContacts({ ...store, ids })
  const find = async (asked: Partial<ContactsAsked>) => (await look(campaign.id, { limit: 100, ...asked })).items
  return {
    look,
    campaign,
    contacts,
    find,
    names: async (asked: Partial<ContactsAsked>) => (await find(asked)).map(({ name }) => name).sort(),
  }
}

it.each<[Partial<ContactsAsked>, string[]]>([
  [{ state: 'failed' }, ['Bo', 'Änne Groß']],
  [{ outcome: 'human' }, ['Ada Quill']],
  [{ step: 'called' }, ['Ada Quill', 'Cy', 'Änne Groß']],
  [{ step: 'answered' }, ['Ada Quill', 'Cy']],
  [{ step: 'success', state: 'failed' }, []],
  [{ search: 'QUILL' }, ['Ada Quill']],
  [{ search: 'groß', outcome: 'busy' }, []],
])('those of %j are found', async (asked, names) => {
  expect(await (await world()).names(asked)).toEqual(names)
})

it('a number that is written out finds its contact at once, however it is written', async () => {
  const { find, contacts } = await world()
  const [wanted] = contacts
  const written = wanted?.phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3') ?? ''
  expect((await find({ search: written })).map(({ id }) => id)).toEqual([wanted?.id])
  expect(await find({ search: written, state: 'pending' })).toEqual([])
})

it('a part of a number finds whoever has it', async () => {
  const { find, contacts } = await world()
  expect(await find({ search: contacts[2]?.phone.slice(-4) ?? '' })).toHaveLength(1)
})

it('pages that a filter leaves short go on where they stopped, and lose nobody', async () => {
  const { look, campaign } = await world()
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await look(campaign.id, { limit: 1, state: 'failed', cursor })
    expect(page.items.length).toBeLessThanOrEqual(1)
    found.push(...page.items.map(({ name = '' }) => name))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(found.sort()).toEqual(['Bo', 'Änne Groß'])
})
