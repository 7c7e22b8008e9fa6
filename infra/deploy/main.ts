// `npm run deploy`, `diff` and `destroy -- --stage dev`: what CDK does with the stacks of a stage, and the page that goes with them.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod/mini'
import { PageSignIn } from '#contract/sign-in.ts'
import { repository } from '../bundle.ts'
import { command } from '../command-line.ts'
import { configOf } from '../config.ts'
import { type Order, readOrder } from './order.ts'
import { publishPage } from './publish-page.ts'

const SignInOutput = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text): unknown => JSON.parse(text)),
  ),
  PageSignIn,
)
const Outputs = z.object({
  ...{ PageBucket: z.string(), PageUrl: z.string(), ApiUrl: z.string(), AlarmTopic: z.string() },
  PageSignIn: z.optional(SignInOutput),
})

const run = (program: string, args: readonly string[], env: Record<string, string> = {}): void => {
  const { status, error } = spawnSync(join(repository, 'node_modules', '.bin', program), args, {
    cwd: repository,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}`)
}

const buildPage = (): string => {
  const directory = join(repository, 'cdk.out', 'page')
  run('vite', ['build', 'dashboard', '--configLoader', 'native', '--outDir', directory, '--emptyOutDir'], { NODE_ENV: 'production' })
  return directory
}

const publish = async ({ stage, outputsFile }: Order): Promise<void> => {
  const outputs: unknown = JSON.parse(readFileSync(join(repository, outputsFile), 'utf8'))
  const {
    PageBucket,
    PageUrl,
    ApiUrl,
    AlarmTopic,
    PageSignIn: signIn,
  } = Outputs.parse(z.record(z.string(), z.unknown()).parse(outputs)[`ringmaster-${stage}-service`])
  const s3 = new S3Client({})
  const files = await publishPage(
    async ({ key, body, contentType, cacheControl }) => {
      await s3.send(
        new PutObjectCommand({ Bucket: PageBucket, Key: key, Body: body, ContentType: contentType, CacheControl: cacheControl }),
      )
    },
    { directory: buildPage(), config: { access: configOf(stage).access, signIn } },
  )
  console.log(`The page (${files} files) is at ${PageUrl}, the API at ${PageUrl}/api and, for Twilio and ElevenLabs, at ${ApiUrl}`)
  console.log(
    `Alarms are heard by whoever subscribes: aws sns subscribe --protocol email --topic-arn ${AlarmTopic} --notification-endpoint you@…`,
  )
}

const main = async (order: Order): Promise<void> => {
  run('cdk', order.cdk)
  if (order.command === 'deploy') await publish(order)
}

await command(() => readOrder(process.argv.slice(2)), main)
