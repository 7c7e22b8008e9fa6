// The OpenAPI document: complete, without errors, and made of nothing but the route table.
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '#contract/openapi/document.ts'
import { operations, routes } from '#contract/routes.ts'

const document = openApiDocument()

describe('the OpenAPI document', () => {
  it('passes the recommended rules without an error or a warning', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        // The documented system has start-from-csv beside the ids of campaigns; an id begins with cmp_.
        'no-ambiguous-paths': 'off',
      },
    })
    const problems = await lintFromString({ source: JSON.stringify(document), config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })

  it('has every operation of the route table under its path and method', () => {
    const described = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(described.map((operation) => Object(operation).operationId).toSorted()).toEqual([...operations].toSorted())
    for (const operation of operations) {
      const { path, method, summary } = routes[operation]
      expect(document.paths[path]?.[method.toLowerCase()]).toMatchObject({ operationId: operation, summary })
    }
  })

  it('says of each operation who may use it', () => {
    expect(document.paths['/api/health']?.get).toMatchObject({ security: [] })
    expect(document.paths['/api/db/campaigns']?.post).toMatchObject({
      security: [{ key: [] }],
      description: expect.stringContaining('operator'),
    })
  })

  it('leaves files to forms, and answers open for what comes later', () => {
    const body = Object(document.paths['/api/db/campaigns/start-from-csv']?.post).requestBody.content
    expect(JSON.stringify(body['application/json'])).not.toContain('"binary"')
    expect(JSON.stringify(body['multipart/form-data'])).toContain('"binary"')
    expect(JSON.stringify(document.components.schemas.Campaign)).not.toContain('"additionalProperties":false')
    expect(JSON.stringify(document.components.schemas.NewCampaign)).toContain('"additionalProperties":false')
  })
})
