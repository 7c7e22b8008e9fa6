// `npm run redrive -- --stage prod`: what a stage has given up is run again, by the AWS command line and its credentials. `--look` only shows it.
import { execFileSync } from 'node:child_process'
import * as z from 'zod/mini'
import { command } from '../command-line.ts'
import { type Order, readOrder } from './order.ts'
import { type GivenUp, redrive } from './redrive.ts'

const Received = z.object({
  Messages: z._default(
    z.array(
      z.object({
        Body: z.string(),
        ReceiptHandle: z.string(),
        MessageAttributes: z._default(z.record(z.string(), z.object({ StringValue: z.optional(z.string()) })), {}),
      }),
    ),
    [],
  ),
})

const aws = (...words: string[]): unknown => {
  const answer = execFileSync('aws', [...words, '--output', 'json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return answer.trim() === '' ? {} : JSON.parse(answer)
}

const givenUpOf = (stage: string): GivenUp => {
  const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(aws('sqs', 'get-queue-url', '--queue-name', `ringmaster-${stage}-given-up`))
  return {
    async take() {
      const some = ['--max-number-of-messages', '10', '--message-attribute-names', 'All']
      const { Messages } = Received.parse(aws('sqs', 'receive-message', '--queue-url', QueueUrl, ...some))
      return Messages.map(({ Body, ReceiptHandle, MessageAttributes }) => ({
        handle: ReceiptHandle,
        body: Body,
        why: MessageAttributes.ErrorMessage?.StringValue ?? MessageAttributes.ERROR_MESSAGE?.StringValue ?? '',
      }))
    },
    async invoke(name, event) {
      const payload = ['--cli-binary-format', 'raw-in-base64-out', '--payload', JSON.stringify(event)]
      aws('lambda', 'invoke', '--function-name', `ringmaster-${stage}-${name}`, '--invocation-type', 'Event', ...payload, '/dev/null')
    },
    async drop(handle) {
      aws('sqs', 'delete-message', '--queue-url', QueueUrl, '--receipt-handle', handle)
    },
  }
}

const main = async ({ stage, isLook }: Order): Promise<void> => {
  const count = await redrive(givenUpOf(stage), { isLook, say: console.log })
  console.log(count === 0 ? 'Nothing was given up.' : `${count} in all.`)
}

await command(() => readOrder(process.argv.slice(2)), main)
