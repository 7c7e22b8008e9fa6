// The flags of `npm run bench:bridge`.
import { SESSION_OPTIONS } from '../../../media-bridge/session-state.ts'
import { commandLine } from '../../support/command-line.ts'

export const HELP = `npm run bench:bridge -- [flags]

  --calls N        calls at the same time, with 20 ms frames both ways (40)
  --seconds N      measured for each target and each kind of agent (20)
  --minutes N      the same in minutes, with calls of a minute: to see memory stay flat, mostly with --ours-only
  --agent KIND     tls, plain or both: how the agent is reached (both)
  --agent-delay N  milliseconds that the agent takes to be ready (300)
  --join N         milliseconds for which our bridge joins frames (as in production)
  --chunk N        milliseconds of speech in each message of the agent (20)
  --hostile N      sockets that stay idle or misbehave, measured against a calm bridge (0: leave it out)
  --ours-only      no bare relay
  --json           one line of JSON`

const { misuse, parse, whole } = commandLine('bench:bridge')

export type Transport = 'tls' | 'plain'

const transports = (text: string): readonly [Transport, Transport?] => {
  if (text === 'both') return ['tls', 'plain']
  if (text === 'tls' || text === 'plain') return [text]
  return misuse(`--agent must be tls, plain or both, not ${JSON.stringify(text)}`)
}

/** Short rounds in turn: whatever else the machine does meets both programs alike. */
const ROUND_SECONDS = 5
const LONG_ROUND_SECONDS = 60

export const flags = (args: string[]) => {
  const given = parse({
    args,
    options: {
      calls: { type: 'string', default: '40' },
      seconds: { type: 'string', default: '20' },
      minutes: { type: 'string', default: '0' },
      agent: { type: 'string', default: 'both' },
      'agent-delay': { type: 'string', default: '300' },
      join: { type: 'string', default: String(SESSION_OPTIONS.joinMs) },
      chunk: { type: 'string', default: '20' },
      hostile: { type: 'string', default: '0' },
      'ours-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values
  const minutes = whole('minutes', given.minutes, 0)
  return {
    help: given.help,
    isJson: given.json,
    isOursOnly: given['ours-only'],
    calls: whole('calls', given.calls, 1),
    seconds: minutes > 0 ? minutes * 60 : whole('seconds', given.seconds, 1),
    roundSeconds: minutes > 0 ? LONG_ROUND_SECONDS : ROUND_SECONDS,
    transports: transports(given.agent),
    agentDelayMs: whole('agent-delay', given['agent-delay'], 0),
    joinMs: whole('join', given.join, 0),
    chunkMs: whole('chunk', given.chunk, 20),
    hostile: whole('hostile', given.hostile, 0),
  }
}
