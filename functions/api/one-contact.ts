// One contact: read, changed, taken out, called again.
import { editContact, getContact } from '#app/contacts/one-contact.ts'
import { removeContact, resetContact } from '#app/contacts/take-contact.ts'
import { oneContactRoutes } from '#contract/one-contact-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const oneContact = ({ ports, rules }: Surroundings): Group<typeof oneContactRoutes> => ({
  routes: oneContactRoutes,
  operations: {
    getContact: async ({ params }) => await getContact(ports)(params),
    editContact: async ({ params, body, ifDigest }) => await editContact(ports)(params, { edit: body, ifDigest }),
    removeContact: async ({ params }) => await removeContact(ports)(params),
    resetContact: async ({ params }) => await resetContact(ports, rules())(params),
  },
})
