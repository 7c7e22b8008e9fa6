// Templates: kept, changed, deleted; and what a campaign made from one is to be.

import { AppError } from '#app/errors.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import type { TemplateId } from '#contract/ids.ts'
import type { CampaignRequest, FromTemplate, NewTemplate, Template, TemplateEdit } from '#contract/template.ts'
import { editOf } from '#domain/campaign-edit.ts'

type Needs = Pick<Ports, 'templates'>

const TRIES = 5

const templateOrThrow = async ({ templates }: Needs, id: TemplateId): Promise<Template> => {
  const template = await templates.get(id)
  if (!template) throw new AppError('not_found', `There is no template ${id}.`)
  return template
}

/** What is asked for in place of what the template says, checked as a whole. */
const edited = (template: Template, { defaultCountry, mapping = template.mapping, ...edit }: TemplateEdit): NewCampaign => {
  const result = editOf(template, edit)
  const others = { defaultCountry: defaultCountry ?? template.defaultCountry, ...(mapping ? { mapping } : {}) }
  if (result.ok) return NewCampaign.parse({ ...result.campaign, ...others })
  const [first] = result.errors
  throw new AppError('unprocessable', `With this the campaign would not be valid: ${first?.detail}.`, result.errors)
}

export const createTemplate =
  ({ templates, ids, clock }: Needs & Pick<Ports, 'ids' | 'clock'>) =>
  async (input: NewTemplate): Promise<Template> => {
    const at = new Date(clock.now()).toISOString()
    const template: Template = { ...input, id: ids.template(), version: 1, createdAt: at, changedAt: at }
    await templates.create(template)
    return template
  }

export const getTemplate = (ports: Needs) => (id: TemplateId) => templateOrThrow(ports, id)

/** `ifVersion`: the version that the editor has seen; absent: whatever it is. */
export const editTemplate =
  (ports: Needs & Pick<Ports, 'clock'>) =>
  async (id: TemplateId, { edit, ifVersion }: { edit: TemplateEdit; ifVersion?: number | undefined }): Promise<Template> => {
    for (let tries = 1; tries <= TRIES; tries++) {
      const seen = await templateOrThrow(ports, id)
      if (ifVersion !== undefined && ifVersion !== seen.version) {
        throw new AppError(
          'precondition_failed',
          `You have seen version ${ifVersion}, and the template is at version ${seen.version} by now. Read it again, then edit that.`,
        )
      }
      const { createdAt, version } = seen
      const changed = { ...edited(seen, edit), id, createdAt, version: version + 1, changedAt: new Date(ports.clock.now()).toISOString() }
      if (await ports.templates.replace(seen, changed)) return changed
    }
    throw new AppError('conflict', `The template ${id} is being changed by many at once. Try again in a moment.`, undefined, 1)
  }

export const deleteTemplate =
  ({ templates }: Needs) =>
  async (id: TemplateId): Promise<Template> => {
    const removed = await templates.remove(id)
    if (!removed) throw new AppError('not_found', `There is no template ${id}.`)
    return removed
  }

export type Wished = { campaign: NewCampaign } & Pick<CampaignRecord, 'template'>

const isFromTemplate = (request: CampaignRequest): request is FromTemplate => 'templateId' in request

/** A campaign from the template, with what is different from it. */
export const wishedOf = (template: Template, edit: TemplateEdit): Wished => ({
  campaign: edited(template, edit),
  template: { id: template.id, version: template.version },
})

/** All of the campaign that is asked for, and what it was made from. */
export const wishedCampaign = async (ports: Needs, request: CampaignRequest): Promise<Wished> => {
  if (!isFromTemplate(request)) return { campaign: request }
  const { templateId, ...edit } = request
  return wishedOf(await templateOrThrow(ports, templateId), edit)
}

const folded = (name: string): string => name.trim().toLowerCase()

/** By its id, or by its name whatever its capitals; otherwise why there is none, in words. */
export const findTemplate = async ({ templates }: Needs, named: string): Promise<Template | { problem: string }> => {
  const found: Template[] = []
  let cursor: string | undefined
  do {
    const page = await templates.list({ limit: 100, cursor })
    found.push(...page.items.filter(({ id, name }) => id === named || folded(name) === folded(named)))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const [template, another] = found
  if (!template) return { problem: `There is no template “${named}”. The folder under inbox/new/ is the id or the name of a template.` }
  if (another) return { problem: `There are ${found.length} templates of the name “${named}”. Use the id of the one that you mean.` }
  return template
}
