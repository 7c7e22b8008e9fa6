// What an object in the inbox is for: by its key, whatever people call their files.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CampaignId, ImportId } from '#contract/ids.ts'
import { announcedKey, readInboxKey, resultKeys } from '#domain/inbox-key.ts'

const campaignId = CampaignId.parse('cmp_01JD0000000000000000000009')
const importId = ImportId.parse('imp_01JD0000000000000000000009')

describe('the key of an object', () => {
  it.each(['csv', 'xlsx', 'csv.gz', 'jsonl'])('names the import that was announced with it: .%s', (ending) => {
    expect(readInboxKey(announcedKey({ campaignId, importId, ending }))).toEqual({ kind: 'announced', campaignId, importId })
  })

  it.each([
    'list.csv',
    'my list (final) +1.xlsx',
    '100%25 sure.csv',
    'naïve “ünïcode” 日本.csv',
    'week 1/spring.csv',
    'a+b&c=d?e#f.csv',
    'imp_x.csv',
    'no-ending',
  ])('is a list for its campaign, under the name that it has: %s', (fileName) => {
    expect(readInboxKey(`inbox/${campaignId}/${fileName}`)).toEqual({ kind: 'contacts', campaignId, fileName })
  })

  it('is a campaign to be made, from the template whose folder it lies in', () => {
    expect(readInboxKey('inbox/new/Spring renewals/week 1/a.csv')).toEqual({
      kind: 'campaign',
      template: 'Spring renewals',
      fileName: 'week 1/a.csv',
    })
  })

  it.each([
    ['outside the inbox', `imports/${campaignId}/a.csv`],
    ['a folder that a console made', `inbox/${campaignId}/`],
    ['the inbox itself', 'inbox/'],
    ['a report of ours', resultKeys(`inbox/${campaignId}/a.csv`).report],
    ['rejects of ours', resultKeys('inbox/new/spring/a.csv').rejects],
    ['the report of something unclear', resultKeys('inbox/a.csv').report],
  ])('is nothing for us: %s', (_, key) => {
    expect(readInboxKey(key)).toEqual({ kind: 'nothing' })
  })

  it.each([
    ['in no folder', 'inbox/list.csv', 'inbox/ itself'],
    ['in a folder that is no campaign', 'inbox/spring/list.csv', '“spring”'],
    ['in no template’s folder', 'inbox/new/list.csv', 'inbox/new/ itself'],
    ['in a template’s folder without a name', 'inbox/new//list.csv', 'inbox/new/'],
  ])('is unclear %s, and what to do is said', (_, key, why) => {
    const read = readInboxKey(key)
    expect(read).toMatchObject({ kind: 'unclear', problem: expect.stringContaining(why) })
    expect(read).toMatchObject({ problem: expect.stringContaining('inbox/<campaign id>/') })
  })

  it('whatever it is has results that are never lists themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const { report, rejects } = resultKeys(`inbox/${key}`)
        expect([readInboxKey(report).kind, readInboxKey(rejects).kind]).toEqual(['nothing', 'nothing'])
      }),
    )
  })
})
