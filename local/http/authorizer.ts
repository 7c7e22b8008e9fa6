// Asks the Lambda authorizer of a route whether a request may pass: payload format 2.0, simple responses.
import * as z from 'zod/mini'
import type { Invoke } from '../system.ts'
import { authorizerEvent, type GatewayRequest } from './event.ts'

const Simple = z.object({ isAuthorized: z.boolean(), context: z.nullish(z.record(z.string(), z.unknown())) })

export type Admission = { kind: 'admitted'; context: Record<string, unknown> } | { kind: 'forbidden' } | { kind: 'unauthorized' }

type Authorizer = { authorizerArn: string; region: string; invoke: Invoke }

/** API Gateway answers 401 to an authorizer that fails with exactly this word. */
const UNAUTHORIZED = 'Unauthorized'

export const authorize = async (gateway: GatewayRequest, { authorizerArn, region, invoke }: Authorizer): Promise<Admission> => {
  try {
    const { isAuthorized, context } = Simple.parse(await invoke(authorizerArn, authorizerEvent(gateway, region)))
    return isAuthorized ? { kind: 'admitted', context: context ?? {} } : { kind: 'forbidden' }
  } catch (error) {
    if (error instanceof Error && error.message === UNAUTHORIZED) return { kind: 'unauthorized' }
    throw error
  }
}
