// A bridge that would take any call, for tests of what comes before it.
import type { AnsweringPorts } from '#app/answer-call.ts'

export const bridgeWithRoom: Pick<AnsweringPorts, 'bridgeRoom' | 'registerCall'> = {
  bridgeRoom: async () => ({ kind: 'room' }),
  registerCall: () => Promise.reject(new Error('The bridge had room, and yet the call was registered without it')),
}
