// Reads what `cdk synth` wrote: the resources of all stacks, and the values that they export to each other.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Manifest = z.object({
  artifacts: z.record(z.string(), z.object({ type: z.string(), properties: z._default(z.record(z.string(), z.unknown()), {}) })),
})

const Properties = z.record(z.string(), z.unknown())

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z._default(Properties, {}),
      Metadata: z._default(Properties, {}),
      Condition: z.exactOptional(z.string()),
    }),
  ),
  Outputs: z._default(z.record(z.string(), z.object({ Value: z.unknown(), Export: z.exactOptional(z.object({ Name: z.string() })) })), {}),
})

export type Resource = {
  stack: string
  logicalId: string
  type: string
  properties: Record<string, unknown>
  metadata: Record<string, unknown>
}

export type Assembly = {
  resources: Resource[]
  /** By the export's name. */
  exports: Map<string, { stack: string; value: unknown }>
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

export const readAssembly = (outDir: string): Assembly => {
  const { artifacts } = Manifest.parse(readJson(join(outDir, 'manifest.json')))
  const assembly: Assembly = { resources: [], exports: new Map() }
  for (const [stack, { type, properties }] of Object.entries(artifacts)) {
    if (type !== 'aws:cloudformation:stack') continue
    const template = Template.parse(readJson(join(outDir, z.string().parse(properties.templateFile))))
    for (const [logicalId, { Type, Properties, Metadata, Condition }] of Object.entries(template.Resources)) {
      if (Condition) throw new Error(`${stack}/${logicalId} exists under the condition ${Condition}: conditions are not evaluated`)
      assembly.resources.push({ stack, logicalId, type: Type, properties: Properties, metadata: Metadata })
    }
    for (const { Value, Export } of Object.values(template.Outputs)) {
      if (Export) assembly.exports.set(Export.Name, { stack, value: Value })
    }
  }
  return assembly
}
