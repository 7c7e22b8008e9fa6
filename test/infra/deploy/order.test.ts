import { expect, test } from 'vitest'
import { readOrder } from '../../../infra/deploy/order.ts'

test('a deployment is of all stacks of one stage, and writes down what came of it', () => {
  expect(readOrder(['deploy', '--stage', 'dev'])).toEqual({
    command: 'deploy',
    stage: 'dev',
    outputsFile: 'cdk.out/outputs-dev.json',
    cdk: ['deploy', '--all', '--context', 'stage=dev', '--outputs-file', 'cdk.out/outputs-dev.json'],
  })
})

test('who attests consent goes to the stack that asks for it', () => {
  const { cdk } = readOrder(['deploy', '--stage', 'prod', '--consent', 'campaign'])
  expect(cdk.slice(-2)).toEqual(['--parameters', 'ringmaster-prod-service:Consent=campaign'])
})

test('a difference asks for no outputs, and what stands after -- is for CDK', () => {
  expect(readOrder(['diff', '--stage', 'dev', '--', '--strict']).cdk).toEqual(['diff', '--all', '--context', 'stage=dev', '--strict'])
})

test.each([
  [[], 'Say what is to be done: deploy, diff, destroy'],
  [['deploy'], 'Say which stage'],
  [['deploy', '--stage', 'staging'], 'choose one of dev, prod, local'],
  [['destroy', '--stage', 'local'], 'npm start'],
])('%j is refused with what to do', (words, reason) => {
  expect(() => readOrder(words)).toThrow(reason)
})
