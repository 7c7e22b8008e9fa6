// Routes of one contact: looked at, changed, taken out, called again.
import * as z from 'zod/mini'
import { CampaignId, ContactId } from './ids.ts'
import { ContactDetails, ContactEdit } from './one-contact.ts'
import { defineRoutes, nothing } from './route.ts'

const ofContact = z.strictObject({ id: CampaignId, contactId: ContactId })

export const oneContactRoutes = defineRoutes({
  getContact: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/contacts/{contactId}',
    summary: 'One contact with its calls',
    role: 'viewer',
    status: [200],
    params: ofContact,
    query: nothing,
    ifMatch: 'digest',
    response: ContactDetails,
  },
  editContact: {
    method: 'PUT',
    path: '/api/db/campaigns/{id}/contacts/{contactId}',
    summary: 'Change what is named of a contact, but for its number; calls that begin from then on use it',
    role: 'operator',
    status: [200],
    params: ofContact,
    query: nothing,
    body: ContactEdit,
    ifMatch: 'digest',
    response: ContactDetails,
  },
  removeContact: {
    method: 'DELETE',
    path: '/api/db/campaigns/{id}/contacts/{contactId}',
    summary: 'Take out a contact that nobody has called yet; one that was called stays, for the record',
    role: 'operator',
    status: [200],
    params: ofContact,
    query: nothing,
    response: ContactDetails,
  },
  resetContact: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/contacts/{contactId}/reset',
    summary: 'Call a contact again that is finished, with its whole budget; a completed campaign goes back to work',
    role: 'operator',
    status: [200],
    params: ofContact,
    query: nothing,
    response: ContactDetails,
  },
})
