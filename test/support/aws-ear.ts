// Stands before a server of AWS's JSON protocols and keeps the names of what it is asked for.
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen } from '../../local/web/listen.ts'

export type AwsEar = {
  url: string
  /** Since the last time: each operation once, sorted. */
  asked(): string[]
  close(): Promise<void>
}

export const listenBefore = async (server: string): Promise<AwsEar> => {
  const asked = new Set<string>()
  const { port, close } = await listen(
    createServer(async (request, response) => {
      const target = String(request.headers['x-amz-target'])
      asked.add(target.split('.').at(-1) ?? '')
      const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        /^(x-amz|authorization|content-type)/.test(name) ? [[name, String(value)]] : [],
      )
      const answer = await fetch(server, { method: 'POST', headers, body: new Uint8Array(await buffer(request)) })
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      response.end(new Uint8Array(await answer.arrayBuffer()))
    }),
    0,
  )
  return {
    url: `http://127.0.0.1:${port}`,
    asked() {
      const names = [...asked].toSorted()
      asked.clear()
      return names
    },
    close,
  }
}
