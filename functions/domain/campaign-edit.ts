// What an edit makes of a campaign: what changes, checked as a whole.
import '#contract/english.ts'
import type { Campaign } from '#contract/campaign.ts'
import type { CampaignEdit, SettingsEdit } from '#contract/campaign-edit.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'

/** Of a campaign, what can be edited. */
export type Editable = Pick<
  Campaign,
  'name' | 'prompt' | 'firstMessage' | 'agentId' | 'from' | 'language' | 'voiceId' | 'consent' | 'settings'
>

export type Edited =
  /** `fields` names what is different now, as a person would look for it; none: the edit says what is the case already. */
  { ok: true; campaign: Editable; fields: string[] } | { ok: false; errors: { pointer: string; detail: string }[] }

/** Null takes away, absence leaves as it is. */
const chosen = <T>(asked: T | null | undefined, current: T): T | undefined => (asked === undefined ? current : (asked ?? undefined))

const withWords = (current: Editable, asked: CampaignEdit): Omit<Editable, 'settings'> => ({
  name: asked.name ?? current.name,
  prompt: asked.prompt ?? current.prompt,
  firstMessage: asked.firstMessage ?? current.firstMessage,
  agentId: chosen(asked.agentId, current.agentId),
  from: chosen(asked.from, current.from),
  language: chosen(asked.language, current.language),
  voiceId: chosen(asked.voiceId, current.voiceId),
  consent: asked.consent ?? current.consent,
})

const withSettings = (current: CampaignSettings, asked: SettingsEdit) => {
  const merged = Object.entries({ ...current, ...asked }).filter(([, value]) => value !== null)
  return CampaignSettings.safeParse(Object.fromEntries(merged))
}

/** The names under which two objects hold something else. */
const differing = (before: object, after: object): string[] => {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const names = [...new Set([...old.keys(), ...now.keys()])]
  return names.filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)))
}

export const editOf = (current: Editable, asked: CampaignEdit): Edited => {
  const settings = withSettings(current.settings, asked.settings ?? {})
  if (!settings.success) {
    const pointed = ({ path, message }: { path: PropertyKey[]; message: string }) => ({
      pointer: ['/body/settings', ...path.map(String)].join('/'),
      detail: message,
    })
    return { ok: false, errors: settings.error.issues.map(pointed) }
  }
  const words = withWords(current, asked)
  const ofSettings = differing(current.settings, settings.data).map((name) => `settings.${name}`)
  const fields = [...differing(withWords(current, {}), words), ...ofSettings]
  return { ok: true, campaign: { ...words, settings: settings.data }, fields }
}
