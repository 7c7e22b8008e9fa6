// Reads the message that opens a conversation against the agent's settings: what may be overridden, and which variables are needed.
import type { AgentSettings } from './agent-settings.ts'
import { type Initiation, overridden } from './client-messages.ts'
import type { ErrorType } from './errors.ts'
import { fillIn, missingVariables, type Variables } from './lines.ts'

export type Brief = {
  prompt: string
  firstMessage: string
  variables: Variables
  userId?: string
}

export type Refusal = { refused: ErrorType; why: string }

export const readInitiation = (initiation: Initiation, agent: AgentSettings): Brief | Refusal => {
  const { conversation_config_override: override = {}, dynamic_variables: variables = {}, user_id: userId } = initiation
  const forbidden = overridden(override).filter((field) => !agent.overrides.includes(field))
  if (forbidden.length > 0) {
    return { refused: 'override_error', why: `Override for ${forbidden.join(', ')} is not allowed by the agent's settings` }
  }
  const prompt = override.agent?.prompt?.prompt ?? agent.prompt
  const firstMessage = override.agent?.first_message ?? agent.firstMessage
  const missing = [prompt, firstMessage].flatMap((text) => missingVariables(text, variables))
  if (missing.length > 0) {
    return { refused: 'missing_dynamic_variable', why: `Missing required dynamic variables: ${[...new Set(missing)].join(', ')}` }
  }
  return {
    prompt: fillIn(prompt, variables),
    firstMessage: fillIn(firstMessage, variables),
    variables,
    ...(userId === undefined ? {} : { userId }),
  }
}
