// What a running system leaves where people look who may not see personal data: its log with the metrics in it, its executions, the keys of its objects, the addresses that it gives to others.
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { WHEREABOUTS_FILE, Whereabouts } from '../../local/run/whereabouts.ts'
import type { Ringmaster } from './ringmaster.ts'

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:ringmaster-local-campaign'
const BookedCall = z.object({ url: z.optional(z.string()), statusCallback: z.unknown() })

export const homeOf = ({ lines }: Ringmaster): string => {
  const log = lines.map((line) => /\(log: (.+)\)$/.exec(line)?.[1]).find((file) => file !== undefined)
  if (log === undefined) throw new Error('It has not said where its log is')
  return dirname(log)
}

const executions = async (home: string): Promise<string> => {
  const { aws, region } = Whereabouts.parse(JSON.parse(readFileSync(join(home, WHEREABOUTS_FILE), 'utf8')))
  const client = new SFNClient({ endpoint: aws, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })
  try {
    const { executions: listed = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn: MACHINE, maxResults: 1_000 }))
    const told = listed.map(async ({ executionArn }) => {
      const { name, input, output, cause } = await client.send(new DescribeExecutionCommand({ executionArn }))
      return JSON.stringify({ name, input, output, cause })
    })
    return (await Promise.all(told)).join('\n')
  } finally {
    client.destroy()
  }
}

export const tracesOf = async (ringmaster: Ringmaster): Promise<Record<'log' | 'executions' | 'keys' | 'addresses', string>> => {
  const home = homeOf(ringmaster)
  const keys = readdirSync(join(home, 'data', 's3'), { recursive: true, encoding: 'utf8' }).map(decodeURIComponent)
  const calls = (await readFile(join(home, 'data', 'provider-calls.jsonl'), 'utf8')).trim().split('\n')
  return {
    log: await readFile(join(home, 'ringmaster.log'), 'utf8'),
    executions: await executions(home),
    keys: keys.join('\n'),
    addresses: calls.map((line) => JSON.stringify(BookedCall.parse(JSON.parse(line)))).join('\n'),
  }
}
