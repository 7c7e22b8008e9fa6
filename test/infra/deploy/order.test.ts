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
  const wanted = { cdk: expect.arrayContaining(['--parameters', 'ringmaster-prod-service:Consent=campaign']) }
  expect(readOrder(['deploy', '--stage', 'prod', '--consent', 'campaign'])).toMatchObject(wanted)
})

test('a difference asks for no outputs, and what stands after -- is for CDK', () => {
  const cdk = ['diff', '--all', '--context', 'stage=dev', '--strict']
  expect(readOrder(['diff', '--stage', 'dev', '--', '--strict'])).toMatchObject({ cdk })
})

test.each([
  [[], 'Say what is to be done: deploy, diff, destroy'],
  [['deploy'], 'Say which stage'],
  [['deploy', '--stage', 'staging'], 'choose one of dev, prod, local'],
  [['destroy', '--stage', 'local'], 'npm start'],
  [['deploy', '--stge', 'dev'], "Unknown option '--stge'. See npm run deploy -- --help."],
  [['diff', '--stage', 'dev', '--consent', 'campaign'], 'told to npm run deploy'],
  [['destroy', 'dev'], 'See npm run destroy -- --help.'],
])('%j is refused with what to do', (words, reason) => {
  expect(() => readOrder(words)).toThrow(reason)
})

test.each(['deploy', 'diff', 'destroy'])('%s explains itself when it is asked, and does nothing else', (command) => {
  expect(readOrder([command, '--stage', 'dev', '--help'])).toMatch(new RegExp(`^npm run ${command} -- --stage STAGE`))
})
