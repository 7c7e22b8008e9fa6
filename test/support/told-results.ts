// Calls of a played engine whose conversation is over, and what the agent's provider tells of it.
import { conversations } from '#app/conversation/hold-conversation.ts'
import { holdDirectly } from '#app/conversation/hold-directly.ts'
import { recordResult } from '#app/results/record-result.ts'
import type { ToldConversation } from '#app/results/told-conversation.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { Dialled, playEngine } from './engine.ts'

export const MINUTE_MS = 60_000
export const said = (by: 'agent' | 'caller', text: string, atMs = 0) => ({ by, kind: 'said', text, atMs }) as const

export const told = (changes: Partial<ToldConversation> = {}): ToldConversation => ({
  conversationId: 'conv_1',
  turns: [said('agent', 'Hello.'), said('caller', 'Yes?', 2_000)],
  tools: [],
  result: { conversationId: 'conv_1', state: 'done', summary: 'They spoke.', successful: 'success' },
  ...changes,
})

export const judged = (successful: 'success' | 'failure') => ({
  result: { ...told().result, successful, evaluation: [{ criterion: 'sold', result: successful }] },
})

/** `engine`: of the test that runs. */
export const toldResults = (engine: () => ReturnType<typeof playEngine>) => {
  const attemptOf = async (id: AttemptId) => {
    const attempt = await engine().ports.attempts.get(id)
    if (!attempt) throw new Error('no attempt')
    return attempt
  }
  const contactOf = async (id: AttemptId) => {
    const { campaignId, contactId } = await attemptOf(id)
    return engine().ports.contacts.get(campaignId, contactId)
  }
  const statsOf = async (id: AttemptId) => (await engine().ports.lanes.sum((await attemptOf(id)).campaignId, { maxAgeMs: 0 })).counters
  const transcriptOf = async (id: AttemptId) => (await engine().ports.transcripts.list(id, { limit: 50 })).items.map(({ text }) => text)
  const bridge = () => conversations(engine().ports)
  const ringing = async (): Promise<Dialled> => {
    const { id } = await engine().campaign(1)
    await engine().plan(id)
    await engine().turn(id)
    const call = engine().dialled.at(-1)
    if (!call) throw new Error('nobody was dialled')
    await engine().tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
    return call
  }
  /** Over the bridge, with a conversation of ElevenLabs'. */
  const talking = async (conversationId = 'conv_1'): Promise<Dialled> => {
    const call = await ringing()
    await bridge().open(call.attemptId)
    await bridge().begin(call.attemptId, conversationId)
    return call
  }
  const direct = async (): Promise<Dialled> => {
    const call = await ringing()
    await holdDirectly({ ...engine().ports, registerCall: async () => '<Stream/>' })({
      ...(await attemptOf(call.attemptId)),
      callSid: call.callSid,
    })
    return call
  }
  const hangUp = ({ attemptId, callSid }: Dialled) => engine().tell(attemptId, { kind: 'ended', state: 'completed', callSid, seconds: 40 })
  const report = ({ attemptId }: Dialled) => bridge().report(attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9_000 })
  const hear = (changes: Partial<ToldConversation> = {}) => recordResult(engine().ports)(told(changes))
  return { attemptOf, contactOf, statsOf, transcriptOf, bridge, ringing, talking, direct, hangUp, report, hear }
}
