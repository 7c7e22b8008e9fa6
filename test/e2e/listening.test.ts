// One live call in a real browser: its transcript appears as it is said, it is heard, its agent is given a hint, it is ended, its
// recording is played, and whoever was called is forgotten.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { browsing } from '../support/browsing.ts'
import { isLive } from '../support/simulator.ts'
import { wholeSystem } from '../support/whole-system.ts'

const PATIENCE = { timeout: 30_000 }
const phone = E164.parse('+12025550190')
const HINT = 'They have been a member since 2019.'

const system = wholeSystem({ speed: 1 })
const { visit, shoot, shootEverywhere } = browsing(system)

const turnsOn = (page: Page) => page.getByRole('log', { name: 'Transcript' }).getByRole('listitem').allInnerTexts()
const level = async (page: Page, voice: 'caller' | 'agent') =>
  Number(await page.getByRole('meter', { name: `Level of the ${voice}` }).getAttribute('value'))

describe('a live call on the page', () => {
  it('shows its transcript as it is said, is heard, takes a hint, and ends when that is wanted', async () => {
    const settings = { recordCalls: true, recordingNotice: 'This call is recorded.' }
    const campaign = await system.start({ phones: [phone], settings })
    const { page, errors } = await visit(`/campaigns/${campaign.id}`)
    await campaign.has(1, isLive)
    await page.getByRole('table', { name: 'Live calls' }).getByRole('link').click(PATIENCE)

    await page.getByRole('button', { name: 'Listen', exact: true }).click(PATIENCE)
    await page.getByRole('button', { name: 'Stop listening' }).waitFor(PATIENCE)
    await expect.poll(() => level(page, 'agent'), PATIENCE).toBeGreaterThan(20)
    await expect.poll(() => level(page, 'caller'), PATIENCE).toBeGreaterThan(20)

    await page.getByLabel('Hint to the agent').fill(HINT)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('The agent was told.').waitFor(PATIENCE)
    await expect.poll(() => turnsOn(page), PATIENCE).toContainEqual(expect.stringContaining(HINT))
    const turns = await turnsOn(page)
    expect(turns.join(' ')).toContain('do you have a minute?')
    // One picture: the conversation is over within a minute.
    await shoot(page, 'call-live')
    // The conversation goes on, and so does what stands there.
    await expect.poll(async () => (await turnsOn(page)).length, PATIENCE).toBeGreaterThan(turns.length)

    await page.getByRole('button', { name: 'End call' }).click()
    await page.getByRole('button', { name: 'End it now' }).click()
    await page.getByText('somebody who watched ended it').waitFor(PATIENCE)
    await campaign.has(1, ({ endedAt }) => endedAt !== undefined)
    await page.getByText('Answer to the agent’s first word').waitFor(PATIENCE)
    await shootEverywhere(page, 'call-ended')
    // Nothing was said twice, and nothing was lost against what the API tells.
    const { id: callId } = (await system.ringmaster.api('listCalls', { params: { id: campaign.id } })).items[0] ?? {}
    if (callId === undefined) throw new Error('The call is not among those that are over.')
    const told = await system.ringmaster.api('getTranscript', { params: { callId } })
    await expect.poll(async () => (await turnsOn(page)).length, PATIENCE).toBe(told.items.length)
    await page.getByRole('button', { name: 'Play the recording' }).click(PATIENCE)
    const player = page.getByLabel('Recording of the call')
    const played = () => player.evaluate((audio) => [Number(Reflect.get(audio, 'duration')), Number(Reflect.get(audio, 'currentTime'))])
    await expect.poll(async () => (await played())[1], PATIENCE).toBeGreaterThan(0)
    const { seconds, recording } = await system.ringmaster.api('getCall', { params: { callId } })
    expect([(await played())[0], recording?.seconds]).toEqual([seconds, seconds])
    await shootEverywhere(page, 'call-recorded')
    expect(errors).toEqual([])
    await page.close()

    const before = await campaign.stats()
    const erased = await system.ringmaster.api('erasePerson', { body: { phone } })
    expect(erased).toEqual({ removed: 0, anonymised: 1, calls: 1, turns: told.items.length, recordings: 1 })
    await expect(system.ringmaster.api('getRecording', { params: { callId } })).rejects.toThrow('There is no call')
    const { items: contacts } = await system.ringmaster.api('listContacts', { params: { id: campaign.id } })
    expect(contacts).toMatchObject([{ phone: expect.not.stringContaining(phone.slice(1)), variables: {} }])
    expect(await campaign.stats()).toEqual(before)
    expect(await system.ringmaster.api('checkSuppression', { params: { phone } })).toMatchObject({ isSuppressed: true })
  })
})
