import { describe, expect, it } from 'vitest'
import { NewCampaign } from '#contract/campaign-edit.ts'

const campaign = { name: 'Spring', prompt: 'Be brief.', firstMessage: 'Hello.' }

describe('the language of a campaign', () => {
  it.each(['en', 'de', 'pt-br'])('can be one that the agent can speak: %s', (language) => {
    expect(NewCampaign.parse({ ...campaign, language }).language).toBe(language)
  })

  it.each(['EN', 'en-us', 'tlh', ''])('cannot be another, which would end every conversation: “%s”', (language) => {
    const [issue] = NewCampaign.safeParse({ ...campaign, language }).error?.issues ?? []
    expect(issue).toMatchObject({ path: ['language'], message: expect.stringContaining('such as en or pt-br') })
  })
})
