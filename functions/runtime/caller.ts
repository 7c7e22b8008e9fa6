// Who calls, as the authorizer has found out; and whether the route is theirs to use.
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { Admission, refused } from '#app/access/admission.ts'
import { AppError } from '#app/errors.ts'
import type { Denial } from '#contract/audit.ts'
import type { Caller } from '#contract/caller.ts'
import type { NeededRole } from '#contract/role.ts'
import { mayAct } from '#contract/role.ts'

/** Where there was no authorizer, nobody was let in. */
const admissionOf = ({ requestContext }: APIGatewayProxyEventV2): Admission => {
  const { authorizer } = { authorizer: undefined, ...requestContext }
  return Admission.safeParse(Object(authorizer).lambda).data ?? refused('nothing-shown')
}

const NOBODY = 'nobody'

/** Also of those who were refused, as far as it is known. */
export const whoOf = (event: APIGatewayProxyEventV2): Pick<Caller, 'principal'> & Partial<Pick<Caller, 'role'>> => {
  const admission = admissionOf(event)
  return admission.kind === 'refused'
    ? { principal: admission.principal ?? NOBODY }
    : { principal: admission.principal, role: admission.role }
}

/** Where everybody is answered, nobody is more than a viewer. */
export const callerOf = (event: APIGatewayProxyEventV2): Caller => {
  const admission = admissionOf(event)
  if (admission.kind === 'refused') return { principal: admission.principal ?? NOBODY, role: 'viewer' }
  const { kind, ...caller } = admission
  return caller
}

const WORDS: Record<Denial, string> = {
  'nothing-shown': 'Nothing says who you are. Send the header Authorization: Bearer <key>; an admin makes keys with POST /api/db/keys.',
  'not-understood': 'The header Authorization is not understood. Write it as: Bearer <key>.',
  'unknown-key': 'The key is not one of ours. Check that it is whole, and that it belongs to this deployment.',
  'expired-key': 'The key has expired. An admin makes a new one with POST /api/db/keys.',
  'revoked-key': 'The key was revoked. An admin makes a new one with POST /api/db/keys.',
  'expired-token': 'The token has expired. Sign in again, or refresh it.',
  'invalid-token': 'The token is not taken here: it must be whole, signed by the issuer of this deployment, and meant for it.',
  'no-role': 'You are known, but have no role here. Ask whoever manages the users for viewer, operator or admin.',
  'role-too-low': 'Your role does not allow this.',
  'not-this-machine': 'Only this machine itself may use this.',
  'invalid-ticket': 'The ticket is not good, or not any more.',
  'foreign-page': 'Pages of other sites may not do this.',
}

export type Denied = { because: Denial; error: AppError }

/** Undefined: the caller may. */
export const denialOf = (event: APIGatewayProxyEventV2, needed: NeededRole): Denied | undefined => {
  if (needed === 'anyone') return undefined
  const admission = admissionOf(event)
  if (admission.kind === 'refused') {
    const { because } = admission
    return { because, error: new AppError(because === 'no-role' ? 'forbidden' : 'unauthorized', WORDS[because]) }
  }
  if (mayAct(admission.role, needed)) return undefined
  const detail = `This asks for the role ${needed}, and you are ${admission.role}. An admin can give you a key that may.`
  return { because: 'role-too-low', error: new AppError('forbidden', detail) }
}
