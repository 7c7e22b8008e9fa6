// The Lambdas: their source files, which `Fn` wrote beside them, and their environments.
import * as z from 'zod/mini'
import type { LocalFunction } from '../system.ts'
import type { Templates } from './templates.ts'

const Metadata = z.object({ Ringmaster: z.object({ handlerFile: z.string() }) })
const Environment = z._default(z.record(z.string(), z.string()), {})

export const readFunctions = (templates: Templates): LocalFunction[] =>
  templates.ofType('AWS::Lambda::Function').map((resource) => {
    const metadata = Metadata.safeParse(resource.metadata)
    if (!metadata.success) throw new Error(`${resource.stack}/${resource.logicalId} does not say which source file it runs`)
    return {
      name: templates.nameOf(resource),
      arn: templates.arnOf(resource),
      handlerFile: metadata.data.Ringmaster.handlerFile,
      environment: templates.read(resource, Environment, 'Environment', 'Variables'),
      timeoutSeconds: templates.read(resource, z.int(), 'Timeout'),
      memoryMiB: templates.read(resource, z.int(), 'MemorySize'),
    }
  })
