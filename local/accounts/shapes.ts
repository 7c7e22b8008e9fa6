// What the secrets look like that the functions will accept. Each field says what is wrong with it, and never what it holds.
import '#contract/english.ts'
import * as z from 'zod/mini'

export const TwilioAccount = z.object({
  accountSid: z.string().check(z.regex(/^AC[0-9a-f]{32}$/, 'the account SID is AC and 32 digits of 0-9a-f')),
  authToken: z.string().check(z.regex(/^[0-9a-f]{32}$/, 'the auth token is 32 digits of 0-9a-f')),
  phoneNumber: z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, 'the number is + and its digits, without spaces')),
})
export type TwilioAccount = z.infer<typeof TwilioAccount>

export const ElevenLabsAccount = z.object({
  apiKey: z.string().check(z.regex(/^\S{16,200}$/, 'the API key is at least 16 characters, without spaces')),
  agentId: z.string().check(z.regex(/^agent_\w+$/, 'the id of the agent begins with agent_')),
})
export type ElevenLabsAccount = z.infer<typeof ElevenLabsAccount>

export const WebhookSecret = z.object({
  secret: z.string().check(z.minLength(16, 'the webhook secret is as ElevenLabs shows it, 16 characters at least')),
})

export const Salt = z.object({ key: z.string().check(z.minLength(16, 'the salt has 16 characters at least')) })

export const SigningKey = z.object({ key: z.string().check(z.minLength(16, 'the signing key has 16 characters at least')) })

/** Absent fields by name, others by what is wrong with them. */
export const problemsOf = (schema: z.ZodMiniType, value: unknown): string[] => {
  const read = schema.safeParse(value)
  if (read.success) return []
  return read.error.issues.map((issue) =>
    issue.code === 'invalid_type' ? `${issue.path.join('.') || 'the whole'} is missing` : issue.message,
  )
}
