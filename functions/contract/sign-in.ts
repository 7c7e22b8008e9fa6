// Who signs people in for a deployment, and how its tokens say who may do what.
import * as z from 'zod/mini'
import { SomeText } from './parts.ts'

export const SignIn = z.object({
  /** As the tokens name it; its keys are found below it, at .well-known/openid-configuration. */
  issuer: z.url(),
  /** Whom the tokens must be meant for: the client's id, mostly. */
  audience: SomeText,
  /** Whose value, or one of whose values, is viewer, operator or admin; `a.b` looks into an object. */
  roleClaim: SomeText,
  /** `cognito`: access tokens, which name the client as client_id and have no audience. */
  kind: z.enum(['cognito', 'standard']),
})
export type SignIn = z.infer<typeof SignIn>

/** Where the issuer sends people back to; it must know this path of the page's address. */
export const SIGNED_IN_PATH = '/signed-in'
/** Where it sends them once their session there is over; it must know this path as well. */
export const SIGNED_OUT_PATH = '/signed-out'

/** How the page signs people in; it stands in its /config.json. */
export const PageSignIn = z.object({
  issuer: z.url(),
  clientId: SomeText,
  /** With `offline_access` or whatever the issuer calls it where it renews no token otherwise. */
  scope: z._default(SomeText, 'openid profile'),
  /** The token that the API is shown: an issuer's access token may be meant for others, or be no text that can be checked. */
  shows: z.enum(['access', 'id']),
  /** Of an issuer that ends sessions in Cognito's way, with `client_id` and `logout_uri`; of any other, discovery says where. */
  signOutUrl: z.optional(z.url()),
})
export type PageSignIn = z.infer<typeof PageSignIn>
