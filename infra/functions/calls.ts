// What Twilio and ElevenLabs tell of calls, and what asks them when they have not.

import type { Bridge } from '../bridge.ts'
import { RECORDINGS } from '../folders.ts'
import { Fn } from '../lambda.ts'
import * as may from '../permissions.ts'
import type { Around } from './around.ts'

export const callFunctions = (
  { scope, env, config, table, uploads, secrets, runs, tableItems }: Around,
  { bridge }: { bridge: Bridge },
) => {
  const {
    TABLE_NAME,
    BUCKET_NAME,
    PUBLIC_URL,
    TWILIO_SECRET_ID,
    SIGNING_SECRET_ID,
    ELEVENLABS_SECRET_ID,
    TRANSCRIPT_DAYS,
    RECORDING_DAYS,
  } = env
  const BRIDGE_URL = bridge.url

  const voice = new Fn(scope, 'twilio-voice', {
    config,
    impact: 'People who answer hear nothing and are hung up on.',
    environment: {
      ...{ TABLE_NAME, TWILIO_SECRET_ID, SIGNING_SECRET_ID, ELEVENLABS_SECRET_ID, PUBLIC_URL, BRIDGE_URL },
      BRIDGE_READY_URL: bridge.readyUrl,
    },
    timeoutSeconds: 10,
    memoryMiB: 512,
  }).allow(...tableItems, ...[secrets.twilio, secrets.signing, secrets.elevenlabs].map(may.readSecret), may.endTurns(runs))

  const status = new Fn(scope, 'twilio-status', {
    config,
    impact: 'Lines stay busy after their calls have ended, until the reconciler asks Twilio.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL },
    timeoutSeconds: 15,
    memoryMiB: 512,
  }).allow(...tableItems, may.readSecret(secrets.twilio), may.endTurns(runs))

  const machine = new Fn(scope, 'twilio-machine', {
    config,
    impact: 'The agent talks to answering machines until they end the call; no message is left.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL },
    timeoutSeconds: 15,
    memoryMiB: 512,
  }).allow(...tableItems, may.readSecret(secrets.twilio), may.endTurns(runs))

  const recording = new Fn(scope, 'twilio-recording', {
    config,
    impact: 'Recordings of calls come minutes late, when Twilio is asked for them.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL, BUCKET_NAME, RECORDING_DAYS },
    timeoutSeconds: 29,
    memoryMiB: 512,
  }).allow(...tableItems, may.readSecret(secrets.twilio), may.putObjects(uploads, RECORDINGS))

  const keepRecordings = new Fn(scope, 'keep-recordings', {
    config,
    impact: 'Recordings whose callback was lost stay at Twilio, and cannot be heard.',
    environment: { TABLE_NAME, TWILIO_SECRET_ID, BUCKET_NAME, RECORDING_DAYS },
    timeoutSeconds: 58,
    memoryMiB: 512,
  }).allow(...tableItems, may.queryIndex(table, 'due'), may.readSecret(secrets.twilio), may.putObjects(uploads, RECORDINGS))

  const postCall = new Fn(scope, 'elevenlabs-post-call', {
    config,
    impact: 'Summaries, evaluations and collected data of calls come minutes late, when ElevenLabs is asked for them.',
    environment: { TABLE_NAME, TRANSCRIPT_DAYS, ELEVENLABS_WEBHOOK_SECRET_ID: secrets.elevenlabsWebhook.name },
    timeoutSeconds: 29,
    memoryMiB: 512,
  }).allow(...tableItems, may.readSecret(secrets.elevenlabsWebhook))

  const fetchResults = new Fn(scope, 'fetch-results', {
    config,
    impact: 'Calls whose result ElevenLabs did not tell by itself stay without summary, evaluation and collected data.',
    environment: { TABLE_NAME, TRANSCRIPT_DAYS, ELEVENLABS_SECRET_ID },
    timeoutSeconds: 58,
    memoryMiB: 512,
  }).allow(...tableItems, may.queryIndex(table, 'due'), may.readSecret(secrets.elevenlabs))

  return { voice, status, machine, recording, keepRecordings, postCall, fetchResults }
}
