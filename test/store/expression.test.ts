import { describe, expect, it } from 'vitest'
import { expression, namesIn } from '#store/expression.ts'

describe('an expression', () => {
  it('names every attribute by a placeholder, so that reserved words cannot break it', () => {
    expect(expression({ set: { state: 'calling', name: 'Ana' }, add: { attempts: 1 }, remove: ['hold'] })).toEqual({
      UpdateExpression: 'SET #n0 = :v0, #n1 = :v1 ADD #n2 :v2 REMOVE #n3',
      ExpressionAttributeNames: { '#n0': 'state', '#n1': 'name', '#n2': 'attempts', '#n3': 'hold' },
      ExpressionAttributeValues: { ':v0': 'calling', ':v1': 'Ana', ':v2': 1 },
    })
  })

  it('takes names with characters that the language does not allow', () => {
    const { UpdateExpression, ExpressionAttributeNames } = expression({ add: { 'outcome:no-answer': 1 } })
    expect(UpdateExpression).toBe('ADD #n0 :v0')
    expect(ExpressionAttributeNames).toEqual({ '#n0': 'outcome:no-answer' })
  })

  it('leaves out what is to be set to undefined, and keeps null, zero and false', () => {
    const { UpdateExpression, ExpressionAttributeValues } = expression({ set: { a: undefined, b: null, c: 0, d: false } })
    expect(UpdateExpression).toBe('SET #n0 = :v0, #n1 = :v1, #n2 = :v2')
    expect(ExpressionAttributeValues).toEqual({ ':v0': null, ':v1': 0, ':v2': false })
  })

  it('adds the condition’s names and values to those of the change', () => {
    const condition = { text: '#state = :state AND attribute_not_exists(#endedAt)', values: { state: 'active' } }
    expect(expression({ set: { state: 'paused' } }, condition)).toEqual({
      UpdateExpression: 'SET #n0 = :v0',
      ConditionExpression: condition.text,
      ExpressionAttributeNames: { '#n0': 'state', '#state': 'state', '#endedAt': 'endedAt' },
      ExpressionAttributeValues: { ':v0': 'paused', ':state': 'active' },
    })
  })

  it('of a condition alone has no update, and of nothing has no part at all', () => {
    expect(expression(undefined, { text: 'attribute_exists(#PK)' })).toEqual({
      ConditionExpression: 'attribute_exists(#PK)',
      ExpressionAttributeNames: { '#PK': 'PK' },
    })
    // DynamoDB refuses empty names, values and expressions.
    expect(expression({ set: { gone: undefined }, add: {}, remove: [] })).toEqual({})
  })

  it('refuses a condition whose names would be those of the change', () => {
    const change = { set: { state: 'paused' } }
    expect(() => expression(change, { text: '#state = :v0', values: { v0: 'active' } })).toThrow(':v0 is taken by the change')
    expect(() => expression(change, { text: '#n0 = :n', values: { n: 1 } })).toThrow('#n0 is taken by the change')
  })

  it('finds each name of a text once', () => {
    expect(namesIn('#run < :run OR (#run = :run AND #open = :true)')).toEqual({ '#run': 'run', '#open': 'open' })
  })
})
