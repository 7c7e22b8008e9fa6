// What API Gateway hands over of a viewer's WebSocket: the authorizer's question, and what happens on the connection.
import type { APIGatewayProxyWebsocketEventV2, APIGatewayRequestAuthorizerEvent } from 'aws-lambda'

const AT = Date.parse('2026-11-02T15:00:00.000Z')

const nobody = {
  ...{ accessKey: null, accountId: null, apiKey: null, apiKeyId: null, caller: null, clientCert: null },
  ...{ cognitoAuthenticationProvider: null, cognitoAuthenticationType: null, cognitoIdentityId: null, cognitoIdentityPoolId: null },
  ...{ principalOrgId: null, user: null, userAgent: 'a test', userArn: null, sourceIp: '203.0.113.9' },
}

export const METHOD_ARN = 'arn:aws:execute-api:us-east-1:123456789012:socket/test/$connect'

export const ticketEvent = (query: Record<string, string> | null): APIGatewayRequestAuthorizerEvent => ({
  ...{ type: 'REQUEST', methodArn: METHOD_ARN, resource: '', path: '/', httpMethod: 'GET' },
  ...{ headers: {}, multiValueHeaders: {}, pathParameters: null, multiValueQueryStringParameters: null, stageVariables: null },
  queryStringParameters: query,
  requestContext: {
    ...{ accountId: '123456789012', apiId: 'socket', authorizer: undefined, protocol: 'HTTP/1.1', httpMethod: 'GET' },
    ...{ identity: nobody, path: '/', stage: 'test', requestId: 'socket-1', requestTimeEpoch: AT, resourceId: '', resourcePath: '' },
  },
})

type Happening = {
  routeKey: '$connect' | '$disconnect' | '$default'
  connectionId: string
  body?: string
  /** What the authorizer has read off the ticket. */
  authorizer?: Record<string, unknown>
}

const TYPES = { $connect: 'CONNECT', $disconnect: 'DISCONNECT', $default: 'MESSAGE' } as const

export const socketEvent = ({ routeKey, connectionId, body, authorizer }: Happening): APIGatewayProxyWebsocketEventV2 => ({
  requestContext: {
    ...(authorizer ? { authorizer } : {}),
    ...{ routeKey, connectionId, eventType: TYPES[routeKey], messageId: 'm', extendedRequestId: 'e', requestId: 'r' },
    ...{ requestTime: '', messageDirection: 'IN', stage: 'test', connectedAt: AT, requestTimeEpoch: AT },
    ...{ domainName: 'socket.ringmaster.test', apiId: 'socket' },
  },
  isBase64Encoded: false,
  ...(body === undefined ? {} : { body }),
})
