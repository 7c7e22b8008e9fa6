// What both stacks of a stage have in common.
import type { StackProps } from 'aws-cdk-lib'
import type { Config } from './config.ts'

export const stackSettings = ({ stage, terminationProtection }: Config, description: string): StackProps => ({
  ...{ description, terminationProtection },
  // CloudFormation puts them on everything that can carry them: by them the bill tells what a stage costs, once they are switched on there.
  tags: { project: 'ringmaster', stage },
})
