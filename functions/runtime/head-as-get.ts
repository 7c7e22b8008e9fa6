// HEAD is GET without its body (RFC 9110, 9.3.2), which whoever sends the answer leaves out. API Gateway brings it as what has no route.
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

export const headAsGet = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  before: async (request) => {
    const { http } = request.event.requestContext
    // Few come this way, and it knows the whole table.
    if (http.method === 'HEAD') request.event = (await import('./addresses.ts')).asGet(request.event)
  },
})
