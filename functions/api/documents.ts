// The documents of the API and of its events. A bundle of its own: with its parts that write JSON Schema, zod would be half as large again at each start.
import { asyncApiDocument } from '#contract/asyncapi/document.ts'
import { openApiDocument } from '#contract/openapi/document.ts'
import { once } from '#runtime/once.ts'

export const openApi = once(openApiDocument)
export const asyncApi = once(asyncApiDocument)
