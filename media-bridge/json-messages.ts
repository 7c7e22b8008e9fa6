// Reads one text message of a JSON protocol: ignored when its kind is not known, malformed when its schema says so.
import * as z from 'zod/mini'
import { isBase64 } from './audio.ts'

type Reader<M> = {
  /** The field that names a message's kind. */
  kind: string
  schemas: Record<string, z.ZodMiniType<M | undefined>>
  malformed: M
}

/** Undefined: a message that is none of our business. */
export const messageReader = <M>({ kind, schemas, malformed }: Reader<M>) => {
  const Envelope = z.looseObject({ [kind]: z.string() })
  const known = new Map(Object.entries(schemas))
  return (text: string): M | undefined => {
    const envelope = Envelope.safeParse(parsed(text))
    if (!envelope.success) return malformed
    const schema = known.get(String(envelope.data[kind]))
    if (!schema) return undefined
    const message = schema.safeParse(envelope.data)
    return message.success ? message.data : malformed
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: no schema accepts undefined.
    return undefined
  }
}

export const Base64 = z.string().check(z.refine(isBase64))
