import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { E164 } from '#contract/ids.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { aCall, aCampaign, aSnapshot, callsOf, campaignId, turnsOf, updateOf } from '../../support/build.ts'
import { aTalk } from '../../support/full.ts'
import { openPage } from '../../support/page.tsx'
import type { Answers } from '../../support/server.ts'

afterEach(cleanup)

const talking = aCall(1, { state: 'answered', answeredAt: '2026-11-03T14:02:30.000Z', conversationId: 'conv_1' })
const ended = aCall(1, { state: 'completed', outcome: 'human', seconds: 47, endedAt: '2026-11-03T14:03:20.000Z', version: 9 })
const said = (index: number, text: string, by: 'agent' | 'caller' = 'agent'): TranscriptTurn => ({
  ...{ index, atMs: index * 1_000, by, kind: 'said', text },
})
const PASS = { url: 'wss://bridge.test/listen/pass', expiresAt: '2026-11-03T14:00:30.000Z' }

const open = (answers: Answers = {}) =>
  openPage(`/campaigns/${campaignId(1)}?call=${talking.id}`, {
    getCampaign: () => aSnapshot(),
    listCalls: () => ({ items: [talking], nextCursor: null }),
    getCall: () => talking,
    getTranscript: () => ({ items: [said(0, 'Hello.')], nextCursor: null }),
    listenToCall: () => PASS,
    ...answers,
  })
const turns = async () => within(await screen.findByRole('log', { name: 'Transcript' })).getAllByRole('listitem')
const texts = async () => (await turns()).map(({ textContent }) => textContent)
const press = async (name: string): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }))

test('a call is opened from its row, and closed again; its address is enough to come back to it', async () => {
  const page = openPage(`/campaigns/${campaignId(1)}`, {
    getCampaign: () => aSnapshot(),
    listCalls: () => ({ items: [talking], nextCursor: null }),
    getCall: () => talking,
    getTranscript: () => ({ items: [], nextCursor: null }),
  })
  const live = within(await screen.findByRole('table', { name: 'Live calls' }))
  fireEvent.click(live.getByRole('link', { name: talking.phone }))
  expect(await screen.findByRole('heading', { name: `Call to ${talking.phone}` })).toBeTruthy()
  expect(page.history.location.search).toContain(talking.id)
  fireEvent.click(screen.getByRole('link', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('heading', { name: `Call to ${talking.phone}` })).toBeNull())
})

test('the transcript goes on as it is said, each turn once, and its last words stand in the list', async () => {
  const page = open()
  await page.connect()
  await turns()
  await page.push(turnsOf(talking, said(0, 'Hello.'), said(1, 'Yes?', 'caller')))
  await page.push(turnsOf(talking, { ...said(0, 'Hel'), isCutOff: true }))
  expect(await texts()).toEqual(['0:00AgentHel – interrupted', '0:01CallerYes?'])
  expect(within(screen.getByRole('table', { name: 'Live calls' })).getByText('Yes?')).toBeTruthy()
})

test('a turn that is said while the transcript is on its way is not lost', async () => {
  const { promise, resolve } = Promise.withResolvers<{ items: TranscriptTurn[]; nextCursor: null }>()
  const page = open({ getTranscript: () => promise })
  await page.connect()
  await page.push(turnsOf(talking, said(1, 'Yes?', 'caller')))
  resolve({ items: [said(0, 'Hello.')], nextCursor: null })
  await waitFor(async () => expect(await texts()).toEqual(['0:00AgentHello.', '0:01CallerYes?']))
})

test('after a loss of the connection what was said meanwhile is read', async () => {
  let items = [said(0, 'Hello.')]
  const page = open({ getTranscript: () => ({ items, nextCursor: null }) })
  await page.connect()
  await page.push(updateOf(aCampaign()))
  await turns()
  items = [said(0, 'Hello.'), said(1, 'Yes?', 'caller')]
  await page.cut()
  await page.advance(1_000)
  await page.connect(2)
  await page.push(updateOf(aCampaign()))
  await waitFor(async () => expect(await texts()).toHaveLength(2))
})

test('a recording is played from an address that is asked for when somebody wants to hear it', async () => {
  const kept = { ...ended, recording: { seconds: 47, keptUntil: '2026-12-03T14:03:20.000Z' } }
  const url = 'https://bucket.test/recording.wav'
  const page = open({
    getCall: () => kept,
    getRecording: () => ({ ...kept.recording, url, expiresAt: '2026-11-03T15:03:20.000Z' }),
  })
  const recording = within(await screen.findByRole('region', { name: 'Recording' }))
  expect(recording.getByRole('heading').textContent).toMatch(/0:47; kept until/)
  expect(page.asked('getRecording')).toEqual([])
  await press('Play the recording')
  const player = await screen.findByLabelText('Recording of the call')
  expect(player.getAttribute('src')).toBe(url)
})

test('a recording that is still at the carrier says so, and one that there is none of says why', async () => {
  open({ getCall: () => ({ ...ended, recording: { seconds: 47 } }) })
  expect(await screen.findByText(/on its way from the carrier/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Play the recording' })).toBeNull()
  cleanup()
  open({ getCall: () => ({ ...ended, recordingMissing: 'The carrier found nothing to record.' }) })
  expect(await screen.findByText('The carrier found nothing to record.')).toBeTruthy()
})

test('a long transcript is read to its end', async () => {
  open({
    getTranscript: ({ query }) =>
      query.cursor === undefined
        ? { items: [said(0, 'Hello.')], nextCursor: 'next' }
        : { items: [said(1, 'Yes?', 'caller')], nextCursor: null },
  })
  await waitFor(async () => expect(await texts()).toHaveLength(2))
})

test('a live call is heard, with a level for each side, until that is stopped', async () => {
  const page = open()
  await press('Listen')
  await waitFor(() => expect(page.ears.sockets).toHaveLength(1))
  page.ears.sockets[0]?.open()
  page.ears.sockets[0]?.say({ type: 'audio', by: 'caller', atMs: 0, payload: 'AAAA' })
  const meter = await screen.findByRole('meter', { name: 'Level of the caller' })
  await waitFor(() => expect(meter.getAttribute('value')).toBe('50'))
  await press('Stop listening')
  expect(await screen.findByRole('button', { name: 'Listen' })).toBeTruthy()
  expect(page.ears.sockets[0]?.isClosed).toBe(true)
})

test('space on the row of a live call opens it and listens, and pressed again listens no more', async () => {
  const page = openPage(`/campaigns/${campaignId(1)}`, {
    getCampaign: () => aSnapshot(),
    listCalls: () => ({ items: [talking], nextCursor: null }),
    getCall: () => talking,
    getTranscript: () => ({ items: [], nextCursor: null }),
    listenToCall: () => PASS,
  })
  const live = within(await screen.findByRole('table', { name: 'Live calls' }))
  fireEvent.keyDown(live.getByRole('link', { name: talking.phone }), { key: ' ' })
  await waitFor(() => expect(page.ears.sockets).toHaveLength(1))
  page.ears.sockets[0]?.open()
  expect(await screen.findByRole('button', { name: 'Stop listening' })).toBeTruthy()
  fireEvent.keyDown(live.getByRole('link', { name: talking.phone }), { key: ' ' })
  expect(await screen.findByRole('button', { name: 'Listen' })).toBeTruthy()
  expect(page.ears.sockets[0]?.isClosed).toBe(true)
})

test('leaving the call ends the listening', async () => {
  const page = open()
  await press('Listen')
  await waitFor(() => expect(page.ears.sockets).toHaveLength(1))
  fireEvent.click(screen.getByRole('link', { name: 'Close' }))
  await waitFor(() => expect(page.ears.sockets[0]?.isClosed).toBe(true))
})

test('a hint is sent, and what became of it is said', async () => {
  const page = open()
  const field = await screen.findByRole('textbox', { name: 'Hint to the agent' })
  fireEvent.change(field, { target: { value: 'Be brief.' } })
  await press('Send')
  await waitFor(() => expect(page.ears.sockets).toHaveLength(1))
  page.ears.sockets[0]?.open()
  expect(page.ears.sockets[0]?.sent).toEqual([{ type: 'hint', text: 'Be brief.' }])
  page.ears.sockets[0]?.say({ type: 'hint', isTaken: true })
  expect(await screen.findByText('The agent was told.')).toBeTruthy()
})

test('ending a call states its consequence first; then it says how the call ended', async () => {
  const page = open({ endCall: () => ({ ...ended, endedBecause: 'viewer' as const }) })
  await press('End call')
  const dialog = within(await screen.findByRole('dialog', { name: `End the call to ${talking.phone}?` }))
  expect(dialog.getByText(/is hung up on in the middle/)).toBeTruthy()
  expect(page.asked('endCall')).toEqual([])
  await press('End it now')
  expect(await screen.findByText('somebody who watched ended it')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Listen' })).toBeNull()
})

test('a call that ends by itself becomes one that is over, with how quick it was', async () => {
  const page = open()
  await page.connect()
  await screen.findByRole('button', { name: 'Listen' })
  const latency = { streamToFirstAudio: 420, replyP50: 900, replyP95: 1_400, replies: 6, bargeIns: 0 }
  await page.push(callsOf({ ...ended, closedFirst: 'caller', latency }))
  expect(await screen.findByText('the caller hung up')).toBeTruthy()
  expect(screen.getByText('Replies, median of 6')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Listen' })).toBeNull()
})

test('the number of a call is put on the do-not-call list, and that is told', async () => {
  const phone = E164.parse('+12025550101')
  const page = open({ suppressNumber: () => ({ phone, at: '2026-11-03T14:03:00.000Z', because: 'x' }) })
  await press('Do not call this number again')
  expect(await screen.findByText(/\+12025550101 is called no more\./)).toBeTruthy()
  expect(page.asked('suppressNumber')[0]?.body).toMatchObject({ callId: talking.id })
})

test('a call that the agent holds by itself can be ended, but not heard, and the list says so', async () => {
  const held = { ...talking, heldDirectly: true }
  open({ getCall: () => held, listCalls: () => ({ items: [held], nextCursor: null }) })
  expect(await screen.findByText(/holds this call by itself, because the bridge had no room/)).toBeTruthy()
  expect(within(await screen.findByRole('table', { name: 'Live calls' })).getByText(/held by the agent/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'End call' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Listen' })).toBeNull()
})

test('a call that rings can be cancelled, but not heard', async () => {
  open({ getCall: () => aCall(1) })
  await press('End call')
  expect(await screen.findByText(/Nobody has answered yet/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Listen' })).toBeNull()
})

test('what the agent’s provider tells of a call stands with it, as soon as it comes', async () => {
  const page = open({ getCall: () => ended })
  await page.connect()
  await within(await screen.findByRole('region', { name: `Call to ${talking.phone}` })).findByText('0:47')
  expect(screen.queryByRole('region', { name: 'Result' })).toBeNull()
  const evaluation = [{ criterion: 'was_polite', result: 'success' as const, rationale: 'It said please.' }]
  const result = { conversationId: 'conv_1', state: 'done' as const, summary: 'They spoke about Monday.', successful: 'success' as const }
  await page.push(callsOf({ ...ended, version: 10, result: { ...result, evaluation, collected: { best_day: 'Monday' } } }))
  const region = await screen.findByRole('region', { name: 'Result' })
  for (const text of ['a success', 'They spoke about Monday.', 'best day', 'was polite', 'It said please.']) {
    expect(region.textContent).toContain(text)
  }
})

test('a result that never came is told as missing', async () => {
  open({ getCall: () => ({ ...ended, resultMissing: 'ElevenLabs has told nothing of this conversation for a day.' }) })
  expect(await screen.findByText(/has told nothing/)).toBeTruthy()
})

test('what happened stands on one clock, whoever told it, the agent’s tools among it', async () => {
  open({
    getCall: () => aTalk,
    getTranscript: () => ({ items: [{ index: 0, atMs: 2_000, by: 'agent', kind: 'used', text: 'schedule_callback' }], nextCursor: null }),
  })
  const timeline = within(await screen.findByRole('region', { name: 'Timeline' }))
  await waitFor(() => expect(timeline.getByText(/used a tool/)).toBeTruthy())
  expect(timeline.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '+0.00\u00a0sRingmastera line took the contact',
    '+7.00\u00a0sTwilioanswered',
    '+7.31\u00a0sBridgeaudio connected',
    '+7.49\u00a0sBridgeagent ready',
    '+7.83\u00a0sBridgeagent’s first word',
    '+9.31\u00a0sAgentused a tool · schedule_callback',
    '+54.00\u00a0sTwilioended · completed; the caller closed first',
  ])
})

test('an outcome stands with what each source said, how quick everything was, and what it cost', async () => {
  open({ getCall: () => aTalk })
  const why = await screen.findByRole('region', { name: 'Why this outcome' })
  for (const text of ['completed, SIP 200', 'human, after 1.2\u00a0s', 'the agent was heard for 12.9\u00a0s of 14.2\u00a0s'])
    expect(why.textContent).toContain(text)
  const quick = screen.getByRole('region', { name: 'How quick' })
  for (const text of ['Answer to audio0.31', 'Audio to agent0.18', 'Agent to first word0.34', 'first word0.83'])
    expect(quick.textContent).toContain(text)
  expect(screen.getByText('$0.10')).toBeTruthy()
  expect(screen.getByText('412')).toBeTruthy()
})

test('when a call ends, when what happened is asked for once more', async () => {
  const page = open()
  await page.connect()
  await screen.findByRole('button', { name: 'Listen' })
  const before = page.asked('getCall').length
  await page.push(callsOf({ ...talking, version: 2 }))
  expect(page.asked('getCall')).toHaveLength(before)
  await page.push(callsOf(ended))
  await waitFor(() => expect(page.asked('getCall')).toHaveLength(before + 1))
})
