import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FIRST_VIEWS } from '../../dashboard/first-view/first-view.tsx'
import { campaignId } from './support/build.ts'
import { openPage } from './support/page.tsx'

afterEach(cleanup)

const never = () => new Promise<never>(() => {})

const drawn = (name: (typeof FIRST_VIEWS)[number]['name']): HTMLElement =>
  render(<div>{FIRST_VIEWS.find((view) => view.name === name)?.view}</div>).container

/** The router marks the way that one is on with a class of its own, which nothing is drawn by. */
const lookOf = ({ className, textContent }: Element) => [className.replace(/ active$/, ''), textContent]

const barOf = (within: ParentNode) => [...within.querySelectorAll('header nav, header nav > *')].map(lookOf)

const ways = [
  ['index', '/', 'Reading the campaigns…'],
  ['campaign', `/campaigns/${campaignId(1)}`, 'Reading the campaign…'],
] as const

test.each(ways)(
  'before the script of %s.html runs its bar and its skeleton are seen as they are afterwards',
  async (name, path, reading) => {
    openPage(path, { listCampaigns: never, getCampaign: never })
    const skeleton = (await screen.findByText(reading)).closest('[role=status]')?.outerHTML
    const bar = barOf(document)
    cleanup()
    const view = drawn(name)
    expect(barOf(view)).toEqual(bar)
    expect(skeleton && view.innerHTML).toContain(skeleton)
  },
)

test('other pages begin with the bar alone, and a screen on the wall with nothing', () => {
  expect(drawn('page').textContent).toBe(' RingmasterCampaignsContactsResultsSettings')
  cleanup()
  expect(drawn('wall').textContent).toBe('')
})
