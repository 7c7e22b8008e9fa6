// Who signs people in for a deployment, and how its tokens say who may do what.
import * as z from 'zod'

export const SignIn = z.object({
  /** As the tokens name it; its keys are found below it, at .well-known/openid-configuration. */
  issuer: z.url(),
  /** Whom the tokens must be meant for: the client's id, mostly. */
  audience: z.string().min(1),
  /** Whose value, or one of whose values, is viewer, operator or admin; `a.b` looks into an object. */
  roleClaim: z.string().min(1),
  /** `cognito`: access tokens, which name the client as client_id and have no audience. */
  kind: z.enum(['cognito', 'standard']),
})
export type SignIn = z.infer<typeof SignIn>
