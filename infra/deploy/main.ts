// `npm run deploy`, `diff` and `destroy -- --stage dev`: what CDK does with the stacks of a stage, and the page that goes with them.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { repository } from '../bundle.ts'
import { configOf } from '../config.ts'
import { type Order, readOrder } from './order.ts'
import { publishPage } from './publish-page.ts'

const Outputs = z.object({ PageBucket: z.string(), PageUrl: z.string(), ApiUrl: z.string() })

const run = (program: string, args: readonly string[], env: Record<string, string> = {}): void => {
  const command = join(repository, 'node_modules', '.bin', program)
  const { status, error } = spawnSync(command, args, { cwd: repository, stdio: 'inherit', env: { ...process.env, ...env } })
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
  const { PageBucket, PageUrl, ApiUrl } = Outputs.parse(z.record(z.string(), z.unknown()).parse(outputs)[`ringmaster-${stage}-service`])
  const s3 = new S3Client({})
  const files = await publishPage(
    async ({ key, body, contentType, cacheControl }) => {
      await s3.send(
        new PutObjectCommand({ Bucket: PageBucket, Key: key, Body: body, ContentType: contentType, CacheControl: cacheControl }),
      )
    },
    { directory: buildPage(), config: { access: configOf(stage).access } },
  )
  console.log(`The page (${files} files) is at ${PageUrl}, the API at ${PageUrl}/api and, for Twilio and ElevenLabs, at ${ApiUrl}`)
}

const main = async (): Promise<void> => {
  const order = readOrder(process.argv.slice(2))
  run('cdk', order.cdk)
  if (order.command === 'deploy') await publish(order)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
