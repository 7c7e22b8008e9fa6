// Templates: campaigns without contacts.
import { createTemplate, deleteTemplate, editTemplate, getTemplate } from '#app/campaigns/templates.ts'
import { templateRoutes } from '#contract/template-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const templates = ({ ports }: Surroundings): Group<typeof templateRoutes> => ({
  routes: templateRoutes,
  operations: {
    listTemplates: async ({ query }) => ({ body: await ports.templates.list(query) }),
    createTemplate: async ({ body }) => ({ body: await createTemplate(ports)(body) }),
    getTemplate: async ({ params }) => ({ body: await getTemplate(ports)(params.templateId) }),
    editTemplate: async ({ params, body, ifVersion }) => ({
      body: await editTemplate(ports)(params.templateId, { edit: body, ifVersion }),
    }),
    deleteTemplate: async ({ params }) => ({ body: await deleteTemplate(ports)(params.templateId) }),
  },
})
