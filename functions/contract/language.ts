// The languages that an agent can be told to speak, as ElevenLabs names them. Another one would end every conversation.
import * as z from 'zod/mini'

// biome-ignore format: one to a line would be a page
const LANGUAGES = [
  'en', 'ja', 'zh', 'de', 'hi', 'fr', 'ko', 'pt', 'pt-br', 'it', 'es', 'id', 'nl', 'tr', 'pl', 'sv', 'bg', 'ro', 'ar', 'cs', 'el',
  'fi', 'ms', 'da', 'ta', 'uk', 'ru', 'hu', 'hr', 'sk', 'no', 'vi', 'tl', 'af', 'hy', 'as', 'az', 'be', 'bn', 'bs', 'ca', 'et',
  'gl', 'ka', 'gu', 'ha', 'he', 'is', 'ga', 'jv', 'kn', 'kk', 'ky', 'lv', 'lt', 'lb', 'mk', 'ml', 'mr', 'ne', 'ps', 'fa', 'pa',
  'sr', 'sd', 'sl', 'so', 'sw', 'te', 'th', 'ur', 'cy',
] as const

export const AgentLanguage = z.enum(LANGUAGES, 'must be a language that ElevenLabs knows, such as en or pt-br')
export type AgentLanguage = z.infer<typeof AgentLanguage>
