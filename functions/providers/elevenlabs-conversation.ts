// A conversation as ElevenLabs writes it down, in its webhook and in its API: https://elevenlabs.io/docs/api-reference/conversations/get-conversation
import * as z from 'zod/mini'
import type { AskedConversation, ToldConversation } from '#app/results/told-conversation.ts'
import { AttemptId } from '#contract/ids.ts'
import { orNothing, otherwise } from '#contract/otherwise.ts'
import { SomeText } from '#contract/parts.ts'
import type { CallResult } from '#contract/result.ts'

/** What stands beside an attempt in the table, whose items hold 400 KB (DynamoDB). */
const LONGEST_TEXT = 2_000
const LONGEST_DETAIL = 500
const MOST_DETAILS = 50
const MOST_TURNS = 2_000

const cut = (length: number) => (text: string) => text.slice(0, length)

/** Details: one that cannot be read must not cost the rest. */
const text = (length: number) => orNothing(z.pipe(SomeText, z.transform(cut(length))))
const amount = orNothing(z.number().check(z.minimum(0)))
const Verdict = z.enum(['success', 'failure', 'unknown'])

const Tool = z.object({ tool_name: z.string(), params_as_json: orNothing(z.string()) })

const Turn = z.object({
  role: z.enum(['user', 'agent']),
  message: z.nullish(z.string()),
  time_in_call_secs: otherwise(z.number().check(z.minimum(0)), 0),
  interrupted: orNothing(z.boolean()),
  tool_calls: orNothing(z.array(Tool)),
})

const Criterion = z.object({ result: Verdict, rationale: text(LONGEST_DETAIL) })
const Collected = z.object({ value: z.union([z.pipe(z.string(), z.transform(cut(LONGEST_DETAIL))), z.number(), z.boolean()]) })

const Analysis = z.object({
  call_successful: orNothing(Verdict),
  transcript_summary: text(LONGEST_TEXT),
  evaluation_criteria_results: orNothing(z.record(z.string(), z.unknown())),
  data_collection_results: orNothing(z.record(z.string(), z.unknown())),
})

const Metadata = z.object({ call_duration_secs: amount, cost: amount, termination_reason: text(LONGEST_DETAIL) })

/** Unknown fields are ignored: ElevenLabs adds them without notice. */
const Conversation = z.object({
  conversation_id: z.string().check(z.minLength(1), z.maxLength(200)),
  status: z.enum(['initiated', 'in-progress', 'processing', 'done', 'failed']),
  user_id: orNothing(z.string()),
  transcript: z._default(z.array(z.unknown()), []),
  metadata: otherwise(Metadata, {}),
  analysis: orNothing(Analysis),
  conversation_initiation_client_data: orNothing(z.object({ user_id: z.nullish(z.string()) })),
})
type Conversation = z.infer<typeof Conversation>

/** Those that can be read. */
const readable = <T>(schema: z.ZodMiniType<T>, items: readonly unknown[]): T[] =>
  items.flatMap((item) => {
    const read = schema.safeParse(item)
    return read.success ? [read.data] : []
  })

const readableIn = <T>(schema: z.ZodMiniType<T>, items: Record<string, unknown> = {}): [string, T][] =>
  Object.entries(items)
    .slice(0, MOST_DETAILS)
    .flatMap(([name, item]) => readable(schema, [item]).map((read): [string, T] => [name.slice(0, LONGEST_DETAIL), read]))

const parametersIn = (json: string | undefined): unknown => {
  try {
    return JSON.parse(json ?? '{}')
  } catch {
    // A model writes them: whoever needs one says that it is missing.
    return {}
  }
}

const resultOf = ({ conversation_id: conversationId, status, metadata, analysis }: Conversation): CallResult => {
  const evaluation = readableIn(Criterion, analysis?.evaluation_criteria_results).map(([criterion, { result, rationale }]) => ({
    ...{ criterion, result },
    ...(rationale === undefined ? {} : { rationale }),
  }))
  const collected = readableIn(Collected, analysis?.data_collection_results).map(([name, { value }]) => [name, value] as const)
  const { call_duration_secs: seconds, cost, termination_reason: terminationReason } = metadata
  return {
    conversationId,
    state: status === 'failed' ? 'failed' : 'done',
    ...(analysis?.transcript_summary ? { summary: analysis.transcript_summary } : {}),
    ...(analysis?.call_successful ? { successful: analysis.call_successful } : {}),
    ...(evaluation.length > 0 ? { evaluation } : {}),
    ...(collected.length > 0 ? { collected: Object.fromEntries(collected) } : {}),
    ...(seconds === undefined ? {} : { seconds }),
    ...(cost === undefined ? {} : { cost }),
    ...(terminationReason === undefined ? {} : { terminationReason }),
  }
}

const toldOf = (conversation: Conversation): ToldConversation => {
  const turns = readable(Turn, conversation.transcript.slice(0, MOST_TURNS))
  const named = [conversation.user_id, conversation.conversation_initiation_client_data?.user_id]
  const [attemptId] = named.flatMap((name) => AttemptId.safeParse(name).data ?? [])
  return {
    conversationId: conversation.conversation_id,
    ...(attemptId ? { attemptId } : {}),
    turns: turns.flatMap(({ role, message, time_in_call_secs: seconds, interrupted }) =>
      message
        ? [
            {
              atMs: Math.round(seconds * 1_000),
              by: role === 'agent' ? ('agent' as const) : ('caller' as const),
              kind: 'said' as const,
              text: message.slice(0, LONGEST_TEXT),
              ...(interrupted ? { isCutOff: true } : {}),
            },
          ]
        : [],
    ),
    tools: turns.flatMap(({ tool_calls, time_in_call_secs: seconds }) =>
      (tool_calls ?? []).map(({ tool_name: name, params_as_json }) => ({
        ...{ name, parameters: parametersIn(params_as_json) },
        atMs: Math.round(seconds * 1_000),
      })),
    ),
    result: resultOf(conversation),
  }
}

/** Undefined when it is no conversation. */
export const readConversation = (json: unknown): AskedConversation | undefined => {
  const read = Conversation.safeParse(json)
  if (!read.success) return undefined
  const isOver = read.data.status === 'done' || read.data.status === 'failed'
  return isOver ? { kind: 'over', told: toldOf(read.data) } : { kind: 'goes-on' }
}
