// The HTTP gateway of one machine as a client of it sees it, with functions that answer what a test says.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type HttpGatewayOptions, startHttpGateway } from '../../local/http/http.ts'
import type { HttpRoute, Invoke } from '../../local/system.ts'

type Recorded = { functionArn: string; event: unknown }
export const route = (routeKey: string, functionArn = routeKey): HttpRoute => ({ routeKey, functionArn })

export const start = async (
  routes: HttpRoute[],
  answer: Invoke = async () => ({ statusCode: 204 }),
  options: Partial<HttpGatewayOptions> = {},
) => {
  const calls: Recorded[] = []
  const lines: string[] = []
  const gateway = await startHttpGateway({
    port: 0,
    routes,
    invoke: async (functionArn, event) => {
      calls.push({ functionArn, event })
      return answer(functionArn, event)
    },
    region: 'eu-west-1',
    accountId: '123456789012',
    log: (line) => lines.push(line),
    ...options,
  })
  onTestFinished(gateway.close)
  return { ...gateway, calls, lines }
}

/** As fetch cannot: with a Host of its own, a path that is sent as it stands, repeated headers. */
export const send = (
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string | string[]>; body?: string | Buffer },
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })

export const site = () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringmaster-http-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'index.html'), '<title>Ringmaster</title>')
  writeFileSync(join(folder, 'dist', 'campaign.html'), '<title>A campaign</title>')
  writeFileSync(join(folder, 'dist', 'assets', 'main-1a2b.js'), 'export {}')
  mkdirSync(join(folder, 'dist', 'api', 'docs'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'api', 'docs', 'index.html'), '<title>The API</title>')
  writeFileSync(join(folder, 'secret.txt'), 'nobody may read this')
  return { directory: join(folder, 'dist'), config: { api: '/api' } }
}
