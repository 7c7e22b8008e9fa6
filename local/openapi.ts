// `npm run openapi`: the OpenAPI document, to standard output or to the file that is named.
import { writeFileSync } from 'node:fs'
import { openApiDocument } from '#contract/openapi/document.ts'

const [file] = process.argv.slice(2)
const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`
if (file === undefined) process.stdout.write(text)
else writeFileSync(file, text)
