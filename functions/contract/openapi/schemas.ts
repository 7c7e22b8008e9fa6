// The schemas of the contract as JSON Schema: those that have a name stand once, among the document's components.
import * as z from 'zod/mini'
import { AccountStatus } from '#contract/account.ts'
import { Activity } from '#contract/activity.ts'
import { CallLatency } from '#contract/attempt.ts'
import { Call, ListedCall } from '#contract/call.ts'
import { CallDetails } from '#contract/call-details.ts'
import { Campaign, CampaignStats, CampaignWithLive, CampaignWithStats } from '#contract/campaign.ts'
import { CampaignEdit, NewCampaign, SettingsEdit } from '#contract/campaign-edit.ts'
import { Consent } from '#contract/campaign-parts.ts'
import { CallingWindow, CampaignSettings, RetryLadder } from '#contract/campaign-settings.ts'
import { Contact, ContactRow } from '#contract/contact.ts'
import { Import, ImportWithResults, Reject } from '#contract/import.ts'
import { ImportProgress } from '#contract/import-progress.ts'
import { AgentLanguage } from '#contract/language.ts'
import { ColumnMapping } from '#contract/list.ts'
import { ListPreview, ListPreviewRequest } from '#contract/list-preview.ts'
import { NewCallFromTemplate, NewCallInWords, PlacedCall } from '#contract/new-call.ts'
import { ContactDetails, ContactEdit } from '#contract/one-contact.ts'
import { Problem } from '#contract/problem-body.ts'
import { Sheet, SheetPreview, SheetSource } from '#contract/sheet.ts'
import { StartEstimate } from '#contract/start-estimate.ts'
import { Suppression } from '#contract/suppression.ts'
import { SuppressionImport } from '#contract/suppression-import.ts'
import { FromTemplate, Template, TemplateEdit } from '#contract/template.ts'
import { TranscriptTurn } from '#contract/transcript.ts'
import { Delivery, NewWebhook, Webhook, WebhookEdit } from '#contract/webhook.ts'
import { CampaignWhy, ContactWhy } from '#contract/why.ts'

type Io = 'input' | 'output'

const REQUESTS: Readonly<Record<string, z.ZodMiniType>> = {
  ...{ CampaignEdit, ContactRow, FromTemplate, ListPreviewRequest, NewCampaign, SettingsEdit, SheetSource, TemplateEdit },
  ...{ ContactEdit, NewCallFromTemplate, NewCallInWords, NewWebhook, WebhookEdit },
}

const NAMED: Readonly<Record<string, z.ZodMiniType>> = {
  ...REQUESTS,
  ...{ Activity, AgentLanguage, Call, CallLatency, CallingWindow, Campaign, CampaignSettings, CampaignStats, CampaignWhy },
  ...{ CampaignWithLive, CampaignWithStats, ColumnMapping, Consent, Contact, ContactWhy, Import, ImportProgress, ImportWithResults },
  ...{ ListedCall, ListPreview, Problem, Reject, RetryLadder, Sheet, SheetPreview, Suppression, SuppressionImport, Template },
  ...{ AccountStatus, CallDetails, ContactDetails, Delivery, PlacedCall, StartEstimate, TranscriptTurn, Webhook },
}

/** In a form, a file. */
export const BINARY = 'binary'

const override: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  // The one value of ours that JSON does not know is the content of a file.
  if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { type: 'string', format: BINARY })
}
const OPTIONS = { unrepresentable: 'any', override } as const

const textOf = (schema: z.ZodMiniType, io: Io): string => JSON.stringify(z.toJSONSchema(schema, { ...OPTIONS, io }))

/** What is asked for and what is answered differ where there are defaults: then they have two names. */
const nameIn = (io: Io, name: string, schema: z.ZodMiniType): string =>
  io === 'input' && !(name in REQUESTS) && textOf(schema, 'input') !== textOf(schema, 'output') ? `${name}Input` : name

const namesOf = (io: Io) => {
  const names = z.registry<{ id: string }>()
  for (const [name, schema] of Object.entries(NAMED)) names.add(schema, { id: nameIn(io, name, schema) })
  return names
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whoever reads an answer ignores what it does not know: it may have more in it tomorrow. What is asked is read strictly. */
const tidied = (value: unknown, io: Io): unknown => {
  if (Array.isArray(value)) return value.map((one) => tidied(one, io))
  if (!isObject(value)) return value
  const [only, ...others] = Array.isArray(value.anyOf) ? value.anyOf.filter((one) => Object.keys(Object(one)).length > 0) : []
  // What anything may be is told by what it should be.
  if (isObject(only) && others.length === 0) return tidied(only, io)
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key === '$schema' || key === '$defs' || (key === 'id' && typeof inner === 'string')) return []
    if (key === 'additionalProperties' && inner === false && io === 'output') return []
    if (key === '$ref' && typeof inner === 'string') return [[key, inner.replace('#/$defs/', '#/components/schemas/')]]
    return [[key, tidied(inner, io)]]
  })
  return Object.fromEntries(entries)
}

/** Takes schemas one after the other, and keeps the named parts of them all. */
export const schemaCollector = () => {
  const components = new Map<string, unknown>()
  const names = { input: namesOf('input'), output: namesOf('output') }
  return {
    components: (): Record<string, unknown> => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    collect(schema: z.core.$ZodType, io: Io): Record<string, unknown> {
      const json = z.toJSONSchema(schema, { ...OPTIONS, io, metadata: names[io] })
      for (const [name, part] of Object.entries(json.$defs ?? {})) components.set(name, tidied(part, io))
      const own = names[io].get(schema)
      const read = tidied(json, io)
      if (own) {
        // A schema that is made of another, such as one with a default, is itself a reference among its parts.
        if (!components.has(own.id)) components.set(own.id, read)
        return { $ref: `#/components/schemas/${own.id}` }
      }
      return isObject(read) ? read : {}
    },
  }
}
export type SchemaCollector = ReturnType<typeof schemaCollector>
