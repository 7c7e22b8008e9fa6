// Exchanging what signs, without a moment in which something good is refused.
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { SecretStore } from './upload.ts'

type Where = { stage: string; store: SecretStore }

const Fields = z.record(z.string(), z.unknown())
const Signing = z.object({ key: z.string().check(z.minLength(16)), since: z.optional(z.number()) })
const MINUTE_MS = 60_000
/** As long as functions/providers/signature.ts believes the one before: what a third key took the place of would be refused on its way. */
const EXCHANGE_MINUTES = 30

const read = async ({ stage, store }: Where, id: string): Promise<{ name: string; fields: Record<string, unknown> }> => {
  const name = `ringmaster/${stage}/${id}`
  const text = await store.read(name)
  if (text === undefined) throw new Error(`Nothing was written. There is no secret ${name}: npm run deploy -- --stage ${stage}`)
  return { name, fields: Fields.parse(JSON.parse(text)) }
}

/** The functions sign with it in ten minutes, when all have read it, and believe the one before for half an hour: functions/providers/signature.ts. */
export const exchangeSigningKey = async (where: Where, now: number): Promise<string> => {
  const { name, fields } = await read(where, 'signing')
  const { key: before, since } = Signing.parse(fields)
  const left = since === undefined ? 0 : Math.ceil(EXCHANGE_MINUTES - (now - since) / MINUTE_MS)
  if (left > 0) throw new Error(`Nothing was written. The key of ${name} is being exchanged already: try again in ${left} min`)
  await where.store.write(name, JSON.stringify({ key: randomBytes(32).toString('hex'), before, since: now }))
  return name
}

/** The providers sign with the new ones alone. Gives the names of the secrets that still held an old one. */
export const forgetBefore = async (where: Where): Promise<string[]> => {
  const changed: string[] = []
  for (const id of ['twilio', 'elevenlabs-webhook']) {
    const { name, fields } = await read(where, id)
    const { before, earlier, ...rest } = fields
    if ((before === undefined || before === '') && earlier === undefined) continue
    await where.store.write(name, JSON.stringify(rest))
    changed.push(name)
  }
  return changed
}
