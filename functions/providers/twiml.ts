// The documents that tell Twilio what to do with an answered call.
import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { AgentLanguage } from '#contract/language.ts'
import { document, element } from './xml.ts'

/** Connects the call's audio to the bridge. The stream's address cannot have a query string (error 31920), so the token is in its path. */
export const streamTo = (url: string, parameters: Record<string, string>): string => {
  const carried = Object.entries(parameters).map(([name, value]) => element('Parameter', { name, value }))
  return document(element('Response', {}, element('Connect', {}, element('Stream', { url }, ...carried))))
}

const HANG_UP = element('Hangup')

export const hangUp = (): string => document(element('Response', {}, HANG_UP))

type VoiceLanguage = NonNullable<VoiceResponse.SayAttributes['language']>

/** The agents' languages as Twilio's voices name them. One that has none is read in Twilio's own default. */
const VOICES: Partial<Record<AgentLanguage, VoiceLanguage>> = {
  ...{ af: 'af-ZA', ar: 'arb', bg: 'bg-BG', bn: 'bn-IN', ca: 'ca-ES', cs: 'cs-CZ', cy: 'cy-GB', da: 'da-DK', de: 'de-DE', el: 'el-GR' },
  ...{ en: 'en-US', es: 'es-ES', fi: 'fi-FI', fr: 'fr-FR', gu: 'gu-IN', he: 'he-IL', hi: 'hi-IN', hu: 'hu-HU', id: 'id-ID', is: 'is-IS' },
  ...{ it: 'it-IT', ja: 'ja-JP', kn: 'kn-IN', ko: 'ko-KR', lv: 'lv-LV', ml: 'ml-IN', mr: 'mr-IN', ms: 'ms-MY', nl: 'nl-NL', no: 'nb-NO' },
  ...{ pa: 'pa-IN', pl: 'pl-PL', pt: 'pt-PT', 'pt-br': 'pt-BR', ro: 'ro-RO', ru: 'ru-RU', sk: 'sk-SK', sr: 'sr-RS', sv: 'sv-SE' },
  ...{ ta: 'ta-IN', te: 'te-IN', th: 'th-TH', tl: 'fil-PH', tr: 'tr-TR', uk: 'uk-UA', vi: 'vi-VN', zh: 'cmn-CN' },
}

/** Longer documents are refused when they are sent with a request (error 32018). */
const LONGEST = 4_000

/** After an answering machine's tone. What is too long for Twilio loses its end. */
export const sayAndHangUp = (text: string, language: AgentLanguage = 'en'): string => {
  const voice = VOICES[language]
  const said = document(element('Response', {}, element('Say', voice ? { language: voice } : {}, text), HANG_UP))
  return said.length <= LONGEST ? said : sayAndHangUp(text.slice(0, Math.floor(text.length * 0.9)), language)
}
