// A bridge that would take any call, for tests of what comes before it.
import type { AnsweringPorts } from '#app/conversation/answer-call.ts'

export const bridgeWithRoom: Pick<AnsweringPorts, 'bridgeRoom' | 'recordings' | 'registerCall'> = {
  bridgeRoom: async () => ({ kind: 'room' }),
  recordings: { expect: () => Promise.reject(new Error('The campaign does not record, and yet somebody looks for a recording')) },
  registerCall: () => Promise.reject(new Error('The bridge had room, and yet the call was registered without it')),
}
