// What an agent is told before a conversation, in ElevenLabs' words: the same over its socket and over its REST API.
import type { ConversationBrief } from '#app/ports/bridge.ts'

/** Names that start with system__ are ElevenLabs' own and would end the conversation. */
export const initiationOf = ({ attemptId, prompt, firstMessage, language, voiceId, variables }: ConversationBrief) => ({
  conversation_config_override: {
    agent: {
      prompt: { prompt },
      first_message: firstMessage,
      // Each field that is overridden must be allowed in the agent's settings, so what is not asked for is not sent.
      ...(language ? { language } : {}),
    },
    ...(voiceId ? { tts: { voice_id: voiceId } } : {}),
  },
  dynamic_variables: Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('system__'))),
  user_id: attemptId,
})
