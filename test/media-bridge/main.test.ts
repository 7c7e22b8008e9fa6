// The bundle that goes into the container image, started as the container starts it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildModule } from '../../infra/bundle.ts'

let folder: string
let bundle: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridge-'))
  bundle = join(folder, 'main.mjs')
  buildModule('media-bridge/main.ts', bundle)
})
afterAll(() => rm(folder, { recursive: true }))

const ENVIRONMENT = {
  TABLE_NAME: 'ringmaster',
  TWILIO_SECRET_ID: 'twilio',
  ELEVENLABS_SECRET_ID: 'elevenlabs',
  SIGNING_SECRET_ID: 'signing',
  BRIDGE_URL: 'wss://bridge.example.com',
  AWS_REGION: 'us-east-1',
  HOST: '127.0.0.1',
  PORT: '0',
}

const start = (environment: Record<string, string>) => {
  const bridge = spawn(process.execPath, [bundle], { env: environment, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const firstLine = once(createInterface(bridge.stdout), 'line').then(([line]) => JSON.parse(line))
  return { bridge, firstLine, exit: once(bridge, 'exit') }
}

describe('the bundled bridge', () => {
  it('says where it listens, is healthy, and ends by itself on SIGTERM', async () => {
    const { bridge, firstLine, exit } = start(ENVIRONMENT)
    const { message, port } = await firstLine
    expect(message).toBe('bridge.listening')
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200)
    bridge.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it('names what is wrong with its environment and exits with 1', async () => {
    const { firstLine, exit } = start({ ...ENVIRONMENT, TABLE_NAME: '', BRIDGE_URL: 'nonsense' })
    const { message, reason } = await firstLine
    expect(message).toBe('bridge.not-started')
    expect(reason).toContain('TABLE_NAME')
    expect(reason).toContain('BRIDGE_URL')
    expect(await exit).toEqual([1, null])
  })
})
