import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { route, send, site, start } from '../support/http-gateway.ts'

test('serves the dashboard beside the API, its pages too', async () => {
  const { port } = await start([route('GET /api/health')], undefined, { site: site() })
  const index = { status: 200, body: '<title>Ringmaster</title>', headers: { 'content-type': 'text/html; charset=utf-8' } }
  expect(await send(port, { path: '/' })).toMatchObject(index)
  expect(await send(port, { path: '/campaigns/cmp_1' })).toMatchObject({ ...index, body: '<title>A campaign</title>' })
  expect(await send(port, { path: '/config.json' })).toMatchObject({ status: 200, body: '{"api":"/api"}' })
  expect(await send(port, { path: '/assets/main-1a2b.js' })).toMatchObject({
    body: 'export {}',
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable') },
  })
})

test('lets the page run its own scripts and speak to this machine, and no page frame it', async () => {
  const { port } = await start([route('GET /api/health')], undefined, { site: site() })
  const { headers } = await send(port, { path: '/campaigns/cmp_1' })
  const policy = headers['content-security-policy']
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /)
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*;")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test('serves the reference of the API among its addresses, under the same policy, and leaves all others to the API', async () => {
  const { port } = await start([route('ANY /api/{proxy+}')], undefined, { site: site() })
  for (const path of ['/api/docs', '/api/docs/']) {
    const { status, headers, body } = await send(port, { path })
    expect([status, body]).toEqual([200, '<title>The API</title>'])
    expect(headers['content-security-policy']).toContain("script-src 'self'")
  }
  expect((await send(port, { path: '/api/docsx' })).body).not.toContain('The API')
  expect(await send(port, { path: '/api/docs/../../../secret.txt' })).not.toMatchObject({ body: 'nobody may read this' })
})

test('keeps to the files of the dashboard', async () => {
  const { port } = await start([route('GET /api/health')], undefined, { site: site() })
  for (const path of ['/../secret.txt', '/..%2Fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/gone.js', '/api/gone', '/%00']) {
    expect.soft(await send(port, { path }), path).not.toMatchObject({ body: 'nobody may read this' })
  }
  expect(await send(port, { path: '/gone.js' })).toMatchObject({ status: 404 })
  expect(await send(port, { path: '/api/gone' })).toMatchObject({ status: 404 })
})

test.each([
  ['another name for this machine', { host: 'ringmaster.evil.example' }, 'GET', 403],
  ['a name that begins like ours', { host: 'localhost.evil.example:4400' }, 'GET', 403],
  ['a page of another site that writes', { origin: 'https://evil.example' }, 'POST', 403],
  ['a page without an origin of its own', { origin: 'null' }, 'POST', 403],
  ['a page of another site that reads', { origin: 'https://evil.example' }, 'GET', 204],
  ['a webhook', {}, 'POST', 204],
])('treats %s as it should', async (_, headers, method, status) => {
  const { port } = await start([route('ANY /')])
  expect(await send(port, { method, path: '/', headers })).toMatchObject({ status })
})

test.each(['localhost', '127.0.0.1', '[::1]'])('lets its own page at %s write', async (name) => {
  const { port } = await start([route('POST /')])
  const headers = { host: `${name}:${port}`, origin: `http://${name}:${port}` }
  expect(await send(port, { method: 'POST', path: '/', headers })).toMatchObject({ status: 204 })
})

test('says which port is in use', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(start([], undefined, { port })).rejects.toThrow(`Port ${port} is in use`)
})

test('ends the connections that clients keep open', async () => {
  const { url, close } = await start([route('GET /')])
  await (await fetch(url)).arrayBuffer()
  await close()
  await expect(fetch(url)).rejects.toThrow()
})
