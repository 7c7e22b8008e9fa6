// The CDK app: a stage (`-c stage=dev|prod|local`) is two stacks, what is kept and what runs.
import { App } from 'aws-cdk-lib'
import { type Config, configOf } from './config.ts'
import { DataStack } from './data-stack.ts'
import { ServiceStack } from './service-stack.ts'

export const addStacks = (
  app: App,
  config: Config = configOf(app.node.tryGetContext('stage') ?? 'dev'),
): { data: DataStack; service: ServiceStack } => {
  const data = new DataStack(app, `ringmaster-${config.stage}-data`, config)
  const service = new ServiceStack(app, `ringmaster-${config.stage}-service`, { config, data })
  return { data, service }
}

if (import.meta.main) {
  const app = new App()
  addStacks(app)
  app.synth()
}
