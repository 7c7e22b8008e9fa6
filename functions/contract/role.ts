// Who may do what: three roles, each of which may do all that the one before it may.
import * as z from 'zod/mini'

/** In their order: a viewer looks, an operator makes and runs campaigns, an admin decides who may, and what is called again. */
export const Role = z.enum(['viewer', 'operator', 'admin'])
export type Role = z.infer<typeof Role>

/** What a route asks for. `anyone`: it is open, also to those who show nothing. */
export type NeededRole = Role | 'anyone'

const rank = (role: Role): number => Role.options.indexOf(role)

export const mayAct = (role: Role, needed: NeededRole): boolean => needed === 'anyone' || rank(role) >= rank(needed)
