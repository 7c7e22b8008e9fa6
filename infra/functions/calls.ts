// What Twilio and ElevenLabs tell of calls, and what asks them when they have not.
import type { Bridge } from '../bridge.ts'
import { RECORDINGS } from '../folders.ts'
import { Fn } from '../lambda.ts'
import { ANSWER, CALL_NEWS, CONVERSATION_LOOK, CONVERSATION_NEWS, RECORDING_NEWS } from '../partitions.ts'
import * as may from '../permissions.ts'
import type { Around } from './around.ts'

export const callFunctions = (around: Around, { bridge }: { bridge: Bridge }) => {
  const { env, runs, table, uploads } = around
  const {
    TABLE_NAME,
    BUCKET_NAME,
    PUBLIC_URL,
    TWILIO_SECRET_ID,
    SIGNING_SECRET_ID,
    ELEVENLABS_SECRET_ID,
    ELEVENLABS_WEBHOOK_SECRET_ID,
    TRANSCRIPT_DAYS,
    RECORDING_DAYS,
  } = env
  const BRIDGE_URL = bridge.url
  // Strangers reach most of them: each writes what its news change, and nothing else. docs/security.md says what that is.
  const readers = { ...around, everyone: [may.readTable(table)] }

  const voice = new Fn(readers, 'twilio-voice', {
    impact: 'People who answer hear nothing and are hung up on.',
    environment: {
      ...{ TABLE_NAME, TWILIO_SECRET_ID, SIGNING_SECRET_ID, ELEVENLABS_SECRET_ID, PUBLIC_URL, BRIDGE_URL },
      BRIDGE_READY_URL: bridge.readyUrl,
    },
    timeoutSeconds: 10,
    memoryMiB: 512,
    may: [...may.writeInto(table, ANSWER), may.endTurns(runs)],
  })

  const status = new Fn(readers, 'twilio-status', {
    impact: 'Lines stay busy after their calls have ended, until the reconciler asks Twilio.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL },
    timeoutSeconds: 15,
    memoryMiB: 512,
    may: [...may.writeInto(table, CALL_NEWS), may.endTurns(runs)],
  })

  const machine = new Fn(readers, 'twilio-machine', {
    impact: 'The agent talks to answering machines until they end the call; no message is left.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL },
    timeoutSeconds: 15,
    memoryMiB: 512,
    may: [...may.writeInto(table, CALL_NEWS), may.endTurns(runs)],
  })

  const recording = new Fn(readers, 'twilio-recording', {
    impact: 'Recordings of calls come minutes late, when Twilio is asked for them.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL, BUCKET_NAME, RECORDING_DAYS },
    timeoutSeconds: 29,
    memoryMiB: 512,
    may: [...may.writeInto(table, RECORDING_NEWS), may.putObjects(uploads, RECORDINGS)],
  })

  const keepRecordings = new Fn(readers, 'keep-recordings', {
    impact: 'Recordings whose callback was lost stay at Twilio, and cannot be heard.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, BUCKET_NAME, RECORDING_DAYS },
    timeoutSeconds: 58,
    memoryMiB: 512,
    may: [may.queryIndex(table, 'due'), ...may.writeInto(table, RECORDING_NEWS), may.putObjects(uploads, RECORDINGS)],
  })

  const postCall = new Fn(readers, 'elevenlabs-post-call', {
    impact: 'Summaries, evaluations and collected data of calls come minutes late, when ElevenLabs is asked for them.',
    environment: { TABLE_NAME, TRANSCRIPT_DAYS, ELEVENLABS_WEBHOOK_SECRET_ID },
    timeoutSeconds: 29,
    memoryMiB: 512,
    may: may.writeInto(table, CONVERSATION_NEWS),
  })

  const fetchResults = new Fn(readers, 'fetch-results', {
    impact: 'Calls whose result ElevenLabs did not tell by itself stay without summary, evaluation and collected data.',
    environment: { TABLE_NAME, TRANSCRIPT_DAYS, ELEVENLABS_SECRET_ID },
    timeoutSeconds: 58,
    memoryMiB: 512,
    may: [may.queryIndex(table, 'due'), ...may.writeInto(table, CONVERSATION_LOOK)],
  })

  return { voice, status, machine, recording, keepRecordings, postCall, fetchResults }
}
