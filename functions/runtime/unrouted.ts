// What is said of an address that is none of the API's, or that does not take the method.
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { operations, routes } from '#contract/routes.ts'
import { problemAnswer } from './problems.ts'

const matcherOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
const known = operations.map((operation) => ({ method: routes[operation].method, matches: matcherOf(routes[operation].path) }))

export const unrouted = ({ rawPath, requestContext }: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 => {
  const { requestId, http } = requestContext
  const methods = known.filter(({ matches }) => matches.test(rawPath)).map(({ method }) => method)
  if (methods.length === 0) {
    return problemAnswer('not_found', 'There is nothing at this address. All addresses stand in /api/openapi.json.', { requestId })
  }
  const allow = [...new Set(methods)].toSorted().join(', ')
  return problemAnswer('method_not_allowed', `This address does not take ${http.method}, but ${allow}.`, { requestId, headers: { allow } })
}
