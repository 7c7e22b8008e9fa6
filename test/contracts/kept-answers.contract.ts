// Answers that are kept: one effect for each key, however often and however many at once.
import { expect, it } from 'vitest'
import { onEachTable } from './each-table.ts'

const ANSWER = { status: 201, headers: { etag: '"1"' }, body: JSON.stringify({ id: 'x', words: 'Zoë 日本'.repeat(1_000) }) }
const DAY_MS = 24 * 60 * 60 * 1_000

onEachTable((openStore) => {
  let keys = 0
  const aKey = () => `key-${++keys}`

  it('of fifty that come at once, one begins', async () => {
    const { keptAnswers } = openStore()
    const key = aKey()
    const begun = await Promise.all(Array.from({ length: 50 }, () => keptAnswers.begin(key, 'a')))
    expect(begun.map(({ kind }) => kind).toSorted()).toEqual(['begun', ...Array.from({ length: 49 }, () => 'running')])
  })

  it('the same request gets the answer again, another one is told apart', async () => {
    const { keptAnswers } = openStore()
    const key = aKey()
    await keptAnswers.begin(key, 'a')
    expect(await keptAnswers.begin(key, 'b')).toEqual({ kind: 'other' })
    await keptAnswers.keep(key, ANSWER)
    expect(await keptAnswers.begin(key, 'a')).toEqual({ kind: 'answered', answer: ANSWER })
    expect(await keptAnswers.begin(key, 'b')).toEqual({ kind: 'other' })
  })

  it('a request of which nothing came may be sent again, in another form too', async () => {
    const { keptAnswers } = openStore()
    const key = aKey()
    await keptAnswers.begin(key, 'a')
    await keptAnswers.forget(key)
    expect(await keptAnswers.begin(key, 'b')).toEqual({ kind: 'begun' })
  })

  it('whoever was cut off is taken over after its lease, by the same request only', async () => {
    const { keptAnswers, move } = openStore()
    const key = aKey()
    await keptAnswers.begin(key, 'a')
    move(34_000)
    expect(await keptAnswers.begin(key, 'a')).toEqual({ kind: 'running' })
    move(2_000)
    expect(await keptAnswers.begin(key, 'b')).toEqual({ kind: 'other' })
    expect(await keptAnswers.begin(key, 'a')).toEqual({ kind: 'begun' })
  })

  it('after a day the key is free', async () => {
    const { keptAnswers, move } = openStore()
    const key = aKey()
    await keptAnswers.begin(key, 'a')
    await keptAnswers.keep(key, ANSWER)
    move(DAY_MS - 2_000)
    expect(await keptAnswers.begin(key, 'a')).toMatchObject({ kind: 'answered' })
    move(4_000)
    expect(await keptAnswers.begin(key, 'b')).toEqual({ kind: 'begun' })
  })
})
