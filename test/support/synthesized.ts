// The stacks of one stage as constructs and as templates, synthesized in this process without bundling.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { addStacks } from '../../infra/app.ts'
import { type Config, configOf } from '../../infra/config.ts'

// `npm run synth` checks the templates against CloudFormation's rules, which takes half of the time.
process.env.CDK_VALIDATION = 'false'

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  Metadata: z._default(z.record(z.string(), z.unknown()), {}),
  DeletionPolicy: z.exactOptional(z.string()),
})

const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Parameters: z._default(z.record(z.string(), z.unknown()), {}),
  Outputs: z._default(z.record(z.string(), z.unknown()), {}),
})
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) })

/** `change`: of the stage's own settings. */
export const synthesized = (stage: 'dev' | 'prod' | 'local', change = (config: Config): Config => config) => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync('cdk.json', 'utf8')))
  const outdir = mkdtempSync(join(tmpdir(), 'ringmaster-synth-'))
  try {
    const app = new App({ outdir, context: { ...context, 'aws:cdk:bundling-stacks': [] } })
    const { data, service } = addStacks(app, change(configOf(stage)))
    const assembly = app.synth()
    const templates = [data, service].map(({ stackName }) => Template.parse(assembly.getStackByName(stackName).template))
    const resources = templates.flatMap(({ Resources }) =>
      Object.entries(Resources).map(([logicalId, resource]) => ({ logicalId, ...resource })),
    )
    const parameters = Object.assign({}, ...templates.map(({ Parameters }) => Parameters))
    const outputs = templates.flatMap(({ Outputs }) => Object.keys(Outputs))
    const ofType = (type: string) => resources.filter(({ Type }) => Type === type)
    const only = (type: string) => {
      const found = ofType(type)
      if (!found[0] || found.length > 1) throw new Error(`expected one ${type}, found ${found.length}`)
      return found[0]
    }
    return { app, data, service, resources, parameters, outputs, ofType, only }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
