// ElevenLabs tells what became of a conversation.
import { recordFailure, recordResult } from '#app/results/record-result.ts'
import { readEnvironment } from '#env/read.ts'
import { webhookEnvironments } from '#env/webhooks.ts'
import { postCallWebhook } from '#runtime/elevenlabs.ts'
import { liveResults } from '#runtime/result-ports.ts'

const surroundings = () => readEnvironment(webhookEnvironments['elevenlabs-post-call'])
const ports = liveResults(surroundings)

export const handler = postCallWebhook({
  secretId: () => surroundings().ELEVENLABS_WEBHOOK_SECRET_ID,
  clock: ports.clock,
  async hear(news) {
    if (news.kind === 'conversation') await recordResult(ports)(news.told)
    else if (news.kind === 'failed') await recordFailure(ports)(news.conversationId, news.why)
    else ports.log.info('result.of-no-use', { type: news.type })
  },
})
