// Where templates are kept.
import type { TemplateId } from '#contract/ids.ts'
import type { Template } from '#contract/template.ts'
import type { Page, PageRequest } from './pages.ts'

/** Campaigns without contacts, to make campaigns from. */
export type Templates = {
  get(id: TemplateId): Promise<Template | undefined>
  create(template: Template): Promise<void>
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Template>>
  /** Takes the place of the template as it was read; false when somebody has changed it since. */
  replace(seen: Template, by: Template): Promise<boolean>
  /** What was deleted; undefined when there was nothing. */
  remove(id: TemplateId): Promise<Template | undefined>
}
