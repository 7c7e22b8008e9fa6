// The addresses of the API as the route table has them, for what API Gateway found no route for.
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { routeKey } from '#contract/route.ts'
import { operations, routes } from '#contract/routes.ts'
import { problemAnswer } from './problems.ts'

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
const known = operations.map((operation) => ({ route: routes[operation], pattern: patternOf(routes[operation].path) }))
const at = (path: string) => known.filter(({ pattern }) => pattern.test(path))

/** As API Gateway would bring a GET of the same address; as it came where none is. */
export const asGet = (event: APIGatewayProxyEventV2): APIGatewayProxyEventV2 => {
  const { rawPath, requestContext } = event
  const gets = at(rawPath).filter(({ route }) => route.method === 'GET')
  // An address without parameters goes before one that would take its last part for one.
  const found = gets.toSorted((a, b) => a.route.path.split('{').length - b.route.path.split('{').length)[0]
  if (!found) return event
  const key = routeKey(found.route)
  const http = { ...requestContext.http, method: 'GET' }
  const pathParameters = { ...found.pattern.exec(rawPath)?.groups }
  return { ...event, routeKey: key, pathParameters, requestContext: { ...requestContext, routeKey: key, http } }
}

/** What is said of an address that is none of the API's, or that does not take the method. */
export const unrouted = ({ rawPath, requestContext }: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 => {
  const { requestId, http } = requestContext
  const methods = at(rawPath).flatMap(({ route: { method } }) => (method === 'GET' ? [method, 'HEAD'] : [method]))
  if (methods.length === 0) {
    return problemAnswer('not_found', 'There is nothing at this address. All addresses stand in /api/openapi.json.', { requestId })
  }
  const allow = [...new Set(methods)].toSorted().join(', ')
  return problemAnswer('method_not_allowed', `This address does not take ${http.method}, but ${allow}.`, { requestId, headers: { allow } })
}
