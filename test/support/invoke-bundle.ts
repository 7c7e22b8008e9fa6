// What Lambda does with a bundle, in a process of its own: `node invoke-bundle.ts FILE` loads it, hands it the event of standard input,
// and says what it answered in the last line.
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/mini'

const [file = ''] = process.argv.slice(2)
type Handler = (event: unknown, context: unknown) => Promise<unknown>
const Module = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function', 'is not a function') })
const context = { awsRequestId: 'request-1', functionName: 'a-function', getRemainingTimeInMillis: () => 30_000 }

const { handler } = Module.parse(await import(pathToFileURL(file).href))
const answer = await handler(JSON.parse(await text(process.stdin)), context)
process.stdout.write(`\n${JSON.stringify(answer) ?? 'null'}\n`, () => process.exit(0))
