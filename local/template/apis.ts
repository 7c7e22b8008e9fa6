// The HTTP and the WebSocket API: which request goes to which function, and who admits it.
import * as z from 'zod/mini'
import type { HttpRoute, LocalSystem, SocketRoute } from '../system.ts'
import type { Resource } from './assembly.ts'
import type { Templates } from './templates.ts'

/** Both kinds of API name a function by `…/functions/<arn>/invocations`, integrations of HTTP APIs also by the ARN alone. */
const FunctionUri = z.pipe(
  z.string(),
  z.transform((uri, context) => {
    const arn = /arn:aws:lambda:[^/]+/.exec(uri)?.[0]
    if (arn) return arn
    context.issues.push({ code: 'custom', message: `${uri} does not name a function`, input: uri })
    return z.NEVER
  }),
)

const Text = z.string()

type Api = 'HTTP' | 'WEBSOCKET'

const apiOf = (templates: Templates, protocol: Api): Resource => {
  const [api] = templates.ofType('AWS::ApiGatewayV2::Api').filter((resource) => resource.properties.ProtocolType === protocol)
  if (!api) throw new Error(`there is no ${protocol} API`)
  return api
}

const byId = (templates: Templates, type: string, id: string): Resource => {
  const found = templates.ofType(type).find((resource) => resource.logicalId === id)
  if (!found) throw new Error(`there is no ${type} ${id}`)
  return found
}

const functionOf = (templates: Templates, route: Resource): string => {
  const target = templates.read(route, Text.check(z.startsWith('integrations/')), 'Target')
  const integration = byId(templates, 'AWS::ApiGatewayV2::Integration', target.slice('integrations/'.length))
  templates.read(integration, z.literal('AWS_PROXY'), 'IntegrationType')
  return templates.read(integration, FunctionUri, 'IntegrationUri')
}

const authorizerOf = (templates: Templates, route: Resource): Resource | undefined => {
  const type = templates.read(route, z._default(z.enum(['NONE', 'CUSTOM']), 'NONE'), 'AuthorizationType')
  if (type === 'NONE') return undefined
  const authorizer = byId(templates, 'AWS::ApiGatewayV2::Authorizer', templates.read(route, Text, 'AuthorizerId'))
  templates.read(authorizer, z.literal('REQUEST'), 'AuthorizerType')
  return authorizer
}

const routesOf = (templates: Templates, protocol: Api): Resource[] => {
  const api = apiOf(templates, protocol).logicalId
  return templates.ofType('AWS::ApiGatewayV2::Route').filter((route) => templates.read(route, Text, 'ApiId') === api)
}

export const readHttp = (templates: Templates): LocalSystem['http'] => {
  const routes = routesOf(templates, 'HTTP').map((route): HttpRoute => {
    const authorizer = authorizerOf(templates, route)
    // The gateway on this machine asks on every request, for a yes or a no.
    if (authorizer) templates.read(authorizer, z.literal(true), 'EnableSimpleResponses')
    if (authorizer) templates.read(authorizer, z.literal(0), 'AuthorizerResultTtlInSeconds')
    return {
      routeKey: templates.read(route, Text, 'RouteKey'),
      functionArn: functionOf(templates, route),
      ...(authorizer && { authorizerArn: templates.read(authorizer, FunctionUri, 'AuthorizerUri') }),
    }
  })
  return { routes }
}

export const readSocket = (templates: Templates): LocalSystem['socket'] => {
  const api = apiOf(templates, 'WEBSOCKET').logicalId
  const stage = templates.ofType('AWS::ApiGatewayV2::Stage').find((resource) => templates.read(resource, Text, 'ApiId') === api)
  if (!stage) throw new Error('the WebSocket API has no stage')
  const routes = routesOf(templates, 'WEBSOCKET').map((route): SocketRoute => {
    const authorizer = authorizerOf(templates, route)
    return {
      routeKey: templates.read(route, Text, 'RouteKey'),
      functionArn: functionOf(templates, route),
      ...(authorizer && {
        authorizerArn: templates.read(authorizer, FunctionUri, 'AuthorizerUri'),
        identitySources: templates.read(authorizer, z._default(z.array(Text), []), 'IdentitySource'),
      }),
    }
  })
  return { stage: templates.read(stage, Text, 'StageName'), routes }
}
