// Writes a cloud assembly by hand: stacks with their templates, as `cdk synth` lays them out.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Template = { Resources: Record<string, unknown>; Outputs?: Record<string, unknown> }

export const writeAssembly = (outDir: string, stacks: Record<string, Template>): string => {
  mkdirSync(outDir, { recursive: true })
  const artifacts = Object.keys(stacks).map((stack) => [
    stack,
    { type: 'aws:cloudformation:stack', properties: { templateFile: `${stack}.template.json` } },
  ])
  const others = { Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } } }
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify({ artifacts: { ...Object.fromEntries(artifacts), ...others } }))
  for (const [stack, template] of Object.entries(stacks)) writeFileSync(join(outDir, `${stack}.template.json`), JSON.stringify(template))
  return outDir
}
