// Recordings over HTTP, as Twilio gives them: those of a call, one of them, its audio, and its end.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, json, send } from '../web/answer.ts'
import { ApiProblem } from './api-problem.ts'
import { rfc2822 } from './call.ts'
import type { Recordings, SimulatedRecording } from './recordings.ts'

type Parts = { accountSid: string; authToken: string; recordings: Recordings }

const OF_CALL = /^\/2010-04-01\/Accounts\/(?<account>[^/]+)\/Calls\/(?<call>[^/]+)\/Recordings\.json$/
const ONE = /^\/2010-04-01\/Accounts\/(?<account>[^/]+)\/Recordings\/(?<sid>[^/.]+)(?:\.(?<form>json|wav))?$/

const pathOf = ({ url }: IncomingMessage): string => new URL(url ?? '/', 'http://localhost').pathname

export const isOfRecordings = (request: IncomingMessage): boolean => OF_CALL.test(pathOf(request)) || ONE.test(pathOf(request))

const resource = ({ sid, callSid, seconds, startedAt, createdAt, isReady }: SimulatedRecording, accountSid: string): object => ({
  sid,
  account_sid: accountSid,
  call_sid: callSid,
  conference_sid: null,
  api_version: '2010-04-01',
  date_created: rfc2822(createdAt),
  date_updated: rfc2822(createdAt),
  start_time: rfc2822(startedAt),
  duration: isReady ? String(seconds) : '-1',
  status: isReady ? 'completed' : 'processing',
  channels: 2,
  source: 'OutboundAPI',
  error_code: null,
  price: null,
  price_unit: 'USD',
  encryption_details: null,
  uri: `/2010-04-01/Accounts/${accountSid}/Recordings/${sid}.json`,
  media_url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`,
})

export const createRecordingsApi = ({ accountSid, authToken, recordings }: Parts) => {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`

  const list = (call: string): Answer => {
    const found = recordings.ofCall(call).map((recording) => resource(recording, accountSid))
    return json(200, { recordings: found, page: 0, page_size: 50, start: 0, end: Math.max(0, found.length - 1), next_page_uri: null })
  }

  const one = (recording: SimulatedRecording, form: string | undefined): Answer => {
    if (form === 'json') return json(200, resource(recording, accountSid))
    if (!recording.isReady) throw new ApiProblem(20404, recording.sid)
    return { status: 200, headers: { 'content-type': 'audio/x-wav' }, body: recording.tape.wav(recording.seconds) }
  }

  const answer = (request: IncomingMessage): Answer => {
    const path = pathOf(request)
    if (request.headers.authorization !== authorization) throw new ApiProblem(20003)
    const { account, call, sid, form } = { ...OF_CALL.exec(path)?.groups, ...ONE.exec(path)?.groups }
    if (account !== accountSid) throw new ApiProblem(20404, path)
    if (call !== undefined && request.method === 'GET') return list(call)
    const recording = sid === undefined ? undefined : recordings.find(sid)
    if (!recording) throw new ApiProblem(20404, path)
    if (request.method === 'GET') return one(recording, form)
    if (request.method !== 'DELETE') throw new ApiProblem(20404, path)
    recordings.remove(recording.sid)
    return { status: 204, headers: {}, body: Buffer.alloc(0) }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, answer(request))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      send(response, json(error.status, error.body()))
    }
  }
}
