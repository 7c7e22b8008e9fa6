// The bundle that goes into the container image, started as the container starts it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildModule } from '../../infra/bundle.ts'
import { comes } from '../support/eventually.ts'
import { startSecrets } from '../support/secrets.ts'

let folder: string
let bundle: string
let secrets: Awaited<ReturnType<typeof startSecrets>>
beforeAll(async () => {
  secrets = await startSecrets({ twilio: { accountSid: 'AC1', authToken: 'token' }, signing: { key: 'a-key-of-sixteen-or-more' } })
  folder = await mkdtemp(join(tmpdir(), 'bridge-'))
  bundle = join(folder, 'main.mjs')
  buildModule('media-bridge/main.ts', bundle)
})
afterAll(async () => {
  await secrets.close()
  await rm(folder, { recursive: true })
})

const ENVIRONMENT = {
  TABLE_NAME: 'ringmaster',
  TWILIO_SECRET_ID: 'twilio',
  ELEVENLABS_SECRET_ID: 'elevenlabs',
  SIGNING_SECRET_ID: 'signing',
  BRIDGE_URL: 'wss://bridge.example.com',
  TRANSCRIPT_DAYS: '90',
  AWS_REGION: 'us-east-1',
  HOST: '127.0.0.1',
  PORT: '0',
}

/** What a client of AWS finds in a task's environment. */
const aws = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')))

const start = (environment: Record<string, string>) => {
  const bridge = spawn(process.execPath, [bundle], { env: { ...aws(), ...environment }, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: { message: string; port?: number; reason?: string }[] = []
  createInterface(bridge.stdout).on('line', (line) => lines.push(JSON.parse(line)))
  /** The first line of its log with this message. */
  const says = (message: string) => comes(() => lines.find((one) => one.message === message), `It has not said ${message}`)
  return { bridge, says, exit: once(bridge, 'exit') }
}

describe('the bundled bridge', () => {
  it('says where it listens, is healthy, and ends by itself on SIGTERM', async () => {
    const { bridge, says, exit } = start(ENVIRONMENT)
    const { port } = await says('bridge.listening')
    for (const path of ['live', 'health', 'ready']) expect((await fetch(`http://127.0.0.1:${port}/${path}`)).status).toBe(200)
    bridge.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it('is alive but takes no calls while its secrets cannot be read', async () => {
    const { bridge, says, exit } = start({ ...ENVIRONMENT, TWILIO_SECRET_ID: 'no-such-secret' })
    await says('bridge.not-ready')
    const { port } = await says('bridge.listening')
    expect((await fetch(`http://127.0.0.1:${port}/live`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(503)
    bridge.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it('names what is wrong with its environment and exits with 1', async () => {
    const { says, exit } = start({ ...ENVIRONMENT, TABLE_NAME: '', BRIDGE_URL: 'nonsense' })
    const { reason } = await says('bridge.not-started')
    expect(reason).toContain('TABLE_NAME')
    expect(reason).toContain('BRIDGE_URL')
    expect(await exit).toEqual([1, null])
  })
})
