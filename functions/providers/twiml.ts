// The documents that tell Twilio what to do with an answered call.
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'

/** Connects the call's audio to the bridge. The stream's address cannot have a query string (error 31920), so the token is in its path. */
export const streamTo = (url: string, parameters: Record<string, string>): string => {
  const response = new VoiceResponse()
  const stream = response.connect().stream({ url })
  for (const [name, value] of Object.entries(parameters)) stream.parameter({ name, value })
  return response.toString()
}

export const hangUp = (): string => {
  const response = new VoiceResponse()
  response.hangup()
  return response.toString()
}

/** After an answering machine's tone. */
export const sayAndHangUp = (text: string): string => {
  const response = new VoiceResponse()
  response.say(text)
  response.hangup()
  return response.toString()
}
