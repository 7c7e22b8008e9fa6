// What the fields of a form say of a campaign: `curl -F name=… -F callDelay=500 -F 'settings={…}'`.
import { CampaignSettings } from './campaign-settings.ts'

type Nested = Record<string, unknown>

const SETTINGS = new Map(Object.entries(CampaignSettings.shape))
/** Fields that are objects: as JSON, or part by part as `consent.attestedBy`. */
const OBJECTS: ReadonlySet<string> = new Set(['settings', 'consent', 'mapping'])

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Told by the schema, which says what it wants instead.
    return text
  }
}

/** A setting that can be a text is one; any other is as JSON writes it. */
const settingOf = (name: string, text: string): unknown => (SETTINGS.get(name)?.safeParse(text).success ? text : fromJson(text))

const objectOf = (value: unknown): Nested => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})

/** The body of a request, as JSON would have it. A setting that stands by itself goes before the same in `settings`. */
export const campaignForm = (fields: ReadonlyMap<string, string>): Nested => {
  const body = new Map<string, unknown>()
  const parts: [object: string, name: string, value: unknown][] = []
  for (const [field, text] of fields) {
    const dot = field.indexOf('.')
    const [object, name] = [field.slice(0, Math.max(0, dot)), field.slice(dot + 1)]
    if (OBJECTS.has(object)) parts.push([object, name, object === 'settings' ? settingOf(name, text) : text])
    else if (SETTINGS.has(field)) parts.push(['settings', field, settingOf(field, text)])
    else body.set(field, OBJECTS.has(field) ? fromJson(text) : text)
  }
  for (const [object, name, value] of parts) body.set(object, { ...objectOf(body.get(object)), [name]: value })
  return Object.fromEntries(body)
}
