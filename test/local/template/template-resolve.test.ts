import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { openTemplates } from '../../../local/template/templates.ts'
import { writeAssembly } from '../../support/assembly.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-resolve-'))
afterAll(() => rmSync(folder, { recursive: true }))

const addresses = { api: 'http://127.0.0.1:1', socket: 'ws://127.0.0.1:2', bridgeHost: 'bridge.test' }

const data = {
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table' },
    Uploads: { Type: 'AWS::S3::Bucket' },
    Named: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'ringmaster/local/twilio' } },
  },
  Outputs: { Table: { Value: { Ref: 'Table' }, Export: { Name: 'data:Table' } }, NotExported: { Value: 1 } },
}

/** Evaluates a value as a property of the resource `Asking` in the stack `service`. */
const evaluate = (Value: unknown): unknown => {
  const service = {
    Resources: {
      Asking: { Type: 'Custom::Asking', Properties: { Value } },
      Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'ringmaster-local-api' } },
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'campaign' } },
      Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
      Socket: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
      Cdn: { Type: 'AWS::CloudFront::Distribution' },
      Vpc: { Type: 'AWS::EC2::VPC' },
      Strange: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { Ref: 'AWS::Region' } } },
    },
  }
  const templates = openTemplates(writeAssembly(folder, { data, service }), addresses)
  return templates.read(templates.only('Custom::Asking'), z.unknown(), 'Value')
}

test('plain values stay as they are', () => {
  expect(evaluate({ a: [1, 'two', null, { 'Fn::Or': 1, more: true }] })).toEqual({ a: [1, 'two', null, { 'Fn::Or': 1, more: true }] })
})

test.each([
  [{ Ref: 'Fn' }, 'ringmaster-local-api'],
  [{ Ref: 'Machine' }, 'arn:aws:states:us-east-1:000000000000:stateMachine:campaign'],
  [{ Ref: 'Http' }, 'Http'],
  [{ Ref: 'AWS::AccountId' }, '000000000000'],
  [{ Ref: 'AWS::Region' }, 'us-east-1'],
  [{ Ref: 'AWS::Partition' }, 'aws'],
  [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
])('%j is %s', (value, expected) => {
  expect(evaluate(value)).toBe(expected)
})

test.each([
  [{ 'Fn::GetAtt': ['Fn', 'Arn'] }, 'arn:aws:lambda:us-east-1:000000000000:function:ringmaster-local-api'],
  [{ 'Fn::GetAtt': 'Machine.Name' }, 'campaign'],
  [{ 'Fn::GetAtt': ['Http', 'ApiEndpoint'] }, 'http://127.0.0.1:1'],
  [{ 'Fn::GetAtt': ['Socket', 'ApiEndpoint'] }, 'ws://127.0.0.1:2'],
  [{ 'Fn::GetAtt': ['Cdn', 'DomainName'] }, 'bridge.test'],
])('%j is %s', (value, expected) => {
  expect(evaluate(value)).toBe(expected)
})

test('a text is joined from its parts', () => {
  expect(evaluate({ 'Fn::Join': ['/', ['wss:/', { 'Fn::GetAtt': ['Cdn', 'DomainName'] }, 1]] })).toBe('wss://bridge.test/1')
})

/** CloudFormation's placeholders look like JavaScript's. */
const sub = (text: string) => text.replaceAll('<', '${').replaceAll('>', '}')

test('a text is filled in', () => {
  expect(evaluate({ 'Fn::Sub': sub('<AWS::Region> <Fn> <Fn.Arn> <!Kept>') })).toBe(
    sub('us-east-1 ringmaster-local-api arn:aws:lambda:us-east-1:000000000000:function:ringmaster-local-api <Kept>'),
  )
  expect(evaluate({ 'Fn::Sub': [sub('<Own> <Fn>'), { Own: { Ref: 'AWS::Partition' } }] })).toBe('aws ringmaster-local-api')
})

test('what another stack exports is evaluated there', () => {
  expect(evaluate({ 'Fn::ImportValue': 'data:Table' })).toBe('data-Table')
})

test('a resource without a name always gets the same one', () => {
  const templates = openTemplates(writeAssembly(folder, { data }), addresses)
  expect(templates.nameOf(templates.only('AWS::DynamoDB::Table'))).toBe('data-Table')
  expect(templates.nameOf(templates.only('AWS::S3::Bucket'))).toBe('data-uploads')
  expect(templates.nameOf(templates.only('AWS::SecretsManager::Secret'))).toBe('ringmaster/local/twilio')
})

test.each([
  [{ deep: [{ 'Fn::Select': [0, []] }] }, 'service/Asking.Properties.Value.deep[0]: Fn::Select is not evaluated on one machine'],
  [{ 'Fn::If': ['IsLocal', 1, 2] }, 'service/Asking.Properties.Value: Fn::If is not evaluated on one machine'],
  [{ Ref: 'Vpc' }, 'service/Asking.Properties.Value: values of Vpc, a AWS::EC2::VPC, are not known on one machine'],
  [{ Ref: 'Nothing' }, 'service/Asking.Properties.Value: there is no resource Nothing'],
  // A resource of another stack is not in reach.
  [{ Ref: 'Table' }, 'service/Asking.Properties.Value: there is no resource Table'],
  [{ Ref: 'AWS::StackId' }, 'service/Asking.Properties.Value: there is no resource AWS::StackId'],
  [
    { 'Fn::GetAtt': ['Fn', 'SnapStartResponse'] },
    'service/Asking.Properties.Value: the attribute SnapStartResponse of Fn, a AWS::Lambda::Function, is not known on one machine',
  ],
  [{ 'Fn::ImportValue': 'data:Gone' }, 'service/Asking.Properties.Value: no stack exports data:Gone'],
  [{ 'Fn::Join': ['', [['a']]] }, 'service/Asking.Properties.Value: a part of a text is not a text'],
  [{ Ref: 'Strange' }, 'service/Asking.Properties.Value: the FunctionName of Strange is not a plain text'],
])('%j is refused with its place', (value, message) => {
  expect(() => evaluate(value)).toThrow(message)
})

test('what an export cannot be made of is told with the export', () => {
  const broken = { ...data, Outputs: { Table: { Value: { 'Fn::Split': 1 }, Export: { Name: 'data:Table' } } } }
  const service = { Resources: { Asking: { Type: 'Custom::Asking', Properties: { Value: { 'Fn::ImportValue': 'data:Table' } } } } }
  const templates = openTemplates(writeAssembly(folder, { data: broken, service }), addresses)
  expect(() => templates.read(templates.only('Custom::Asking'), z.unknown(), 'Value')).toThrow(
    'data/the export data:Table: Fn::Split is not evaluated on one machine',
  )
})

test('a resource under a condition is refused', () => {
  const service = { Resources: { Maybe: { Type: 'AWS::S3::Bucket', Condition: 'IsProd' } } }
  expect(() => openTemplates(writeAssembly(folder, { service }), addresses)).toThrow('service/Maybe exists under the condition IsProd')
})

test('a property of another kind than expected is refused with its place', () => {
  const service = { Resources: { Asking: { Type: 'Custom::Asking', Properties: { Deep: { Value: 'x' } } } } }
  const templates = openTemplates(writeAssembly(folder, { service }), addresses)
  expect(() => templates.read(templates.only('Custom::Asking'), z.int(), 'Deep', 'Value')).toThrow('service/Asking.Properties.Deep.Value')
})
