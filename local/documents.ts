// `npm run openapi` and `npm run asyncapi`: the API's documents, to standard output or to the file that is named.
import { writeFileSync } from 'node:fs'
import { asyncApiDocument } from '#contract/asyncapi/document.ts'
import { openApiDocument } from '#contract/openapi/document.ts'

const [kind, file] = process.argv.slice(2)
const text = `${JSON.stringify(kind === 'asyncapi' ? asyncApiDocument() : openApiDocument(), null, 2)}\n`
if (file === undefined) process.stdout.write(text)
else writeFileSync(file, text)
