// Routes of templates: campaigns without contacts, kept to make campaigns from.
import * as z from 'zod/mini'
import { TemplateId } from './ids.ts'
import { defineRoutes, nothing, page, pageOf } from './route.ts'
import { NewTemplate, Template, TemplateEdit } from './template.ts'

const ofTemplate = z.strictObject({ templateId: TemplateId })

export const templateRoutes = defineRoutes({
  listTemplates: {
    method: 'GET',
    path: '/api/db/templates',
    summary: 'Templates, newest first',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject(page(100)),
    response: pageOf(Template),
  },
  createTemplate: {
    method: 'POST',
    path: '/api/db/templates',
    summary: 'Create a template: all of a campaign but its contacts. Its name is the folder under inbox/new/, too',
    role: 'operator',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewTemplate,
    location: '/api/db/templates/{id}',
    ifMatch: 'version',
    response: Template,
  },
  getTemplate: {
    method: 'GET',
    path: '/api/db/templates/{templateId}',
    summary: 'One template as it is now',
    role: 'viewer',
    status: [200],
    params: ofTemplate,
    query: nothing,
    ifMatch: 'version',
    response: Template,
  },
  editTemplate: {
    method: 'PUT',
    path: '/api/db/templates/{templateId}',
    summary: 'Change what is named; campaigns made from it stay as they are. `If-Match: "<version>"` refuses when it has changed since',
    role: 'operator',
    status: [200],
    params: ofTemplate,
    query: nothing,
    body: TemplateEdit,
    ifMatch: 'version',
    response: Template,
  },
  deleteTemplate: {
    method: 'DELETE',
    path: '/api/db/templates/{templateId}',
    summary: 'Delete a template; campaigns made from it stay',
    role: 'operator',
    status: [200],
    params: ofTemplate,
    query: nothing,
    response: Template,
  },
})
