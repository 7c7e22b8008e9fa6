// Says what is wrong with an answer by the OpenAPI document itself, read strictly: what it does not name may not be told.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { openApiDocument } from '#contract/openapi/document.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects with named parts have no others, where nothing says that they may. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed)
  if (!isObject(value)) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]))
  return isObject(value.properties) && !('additionalProperties' in value) ? { ...inner, additionalProperties: false } : inner
}

type Answer = { status: number; type: string; body: unknown }

export const answerSchemas = () => {
  const document = openApiDocument()
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addFormat('e164', /^\+[1-9]\d{6,14}$/)
  ajv.addSchema({ $id: 'api', ...(isObject(closed(document)) ? Object(closed(document)) : {}) })
  const escaped = (path: string): string => path.replaceAll('~', '~0').replaceAll('/', '~1')
  /** Undefined: the answer is as the document says. */
  const faultOf = ({ path, method }: { path: string; method: string }, { status, type, body }: Answer): string | undefined => {
    const isProblem = status >= 400
    const told = Object(document.paths[path]?.[method.toLowerCase()]).responses
    if (!isObject(told) || !(String(status) in told)) return `the document knows no answer ${status}`
    if (type !== (isProblem ? 'application/problem+json' : 'application/json')) return `its type is ${type}`
    const pointer = isProblem
      ? 'components/schemas/Problem'
      : `paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`
    const isValid = ajv.validate({ $ref: `api#/${pointer.replaceAll('{', '%7B').replaceAll('}', '%7D')}` }, body)
    return isValid ? undefined : ajv.errorsText()
  }
  return { document, faultOf }
}
