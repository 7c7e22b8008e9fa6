// Text → E.164, or the reason why not. The one place where a telephone number is read.
import {
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import { E164 } from '#contract/ids.ts'
import { refusalToCall } from './costly-numbers.ts'
import { type NumberPlace, nameOfCountry, readCountry } from './country.ts'
import { bareNumber, type NumberProblem, numbersIn, pairsIn, problemInText, type RefusedNumber, refusedNumber } from './number-text.ts'

export type ReadNumber = { ok: true; e164: E164 } | RefusedNumber

type Parsed = { ok: true; number: PhoneNumber } | RefusedNumber

/** libphonenumber-js's error codes, in words. */
const REASONS: Readonly<Record<string, readonly [NumberProblem, string]>> = {
  NOT_A_NUMBER: ['not-a-number', 'this is not a telephone number'],
  INVALID_COUNTRY: ['no-such-number', 'the country code does not exist'],
  TOO_SHORT: ['too-short', 'the number is too short'],
  TOO_LONG: ['too-long', 'the number is too long'],
  INVALID_LENGTH: ['no-such-number', 'the number has the wrong length for its country'],
}

/** A plus sign and 15 digits (ITU-T E.164). */
const LONGEST = 16

const parse = (written: string, place: NumberPlace): Parsed => {
  try {
    const number = parsePhoneNumberWithError(written, { ...place, extract: false })
    if (number.ext) return refusedNumber('extension', 'the number has an extension, which cannot be dialled')
    // libphonenumber takes numbers of some countries for valid that have more digits than E.164 allows.
    if (number.number.length > LONGEST) return refusedNumber('too-long', 'the number is too long')
    if (number.isValid()) return { ok: true, number }
    const length = validatePhoneNumberLength(written, place)
    return refusedNumber(...((length && REASONS[length]) ?? ['no-such-number', 'no such number can exist in its country']))
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error)
    return refusedNumber(...(REASONS[code] ?? ['not-a-number', `the number cannot be read (${code})`]))
  }
}

const placeOf = ({ country, countryCallingCode }: PhoneNumber): string => (country ? nameOfCountry(country) : `+${countryCallingCode}`)

const ambiguous = (one: PhoneNumber, other: PhoneNumber): RefusedNumber =>
  refusedNumber(
    'ambiguous',
    `the number may be one of ${placeOf(one)} or, without the zeros or the plus sign that it seems to have lost, one of ${placeOf(other)}: write it with + and its country code`,
  )

/** The national form begins with a zero that is not written: then the digits may as well be a country code and its number. */
const checkZeros = (digits: string, number: PhoneNumber, place: NumberPlace): Parsed => {
  if (!/^[1-9]\d{6,}$/.test(digits) || !number.formatNational().startsWith('0')) return { ok: true, number }
  const abroad = parse(`+${digits}`, place)
  return abroad.ok && abroad.number.number !== number.number ? ambiguous(number, abroad.number) : { ok: true, number }
}

/** Why a number that cannot exist may still have been one. */
const withoutZero = (digits: string, place: NumberPlace, refused: RefusedNumber): RefusedNumber => {
  if (!/^[1-9]\d{5,}$/.test(digits)) return refused
  if (parse(`0${digits}`, place).ok)
    return refusedNumber('lost-zero', `${refused.reason}; a zero at its beginning seems to be lost: write the number as text`)
  if (parse(`+${digits}`, place).ok)
    return refusedNumber(refused.problem, `${refused.reason}; if it begins with its country code, write a + before it`)
  return refused
}

/** 00 stands for + in most of the world, but not where the country's own numbers say otherwise. */
const parseAbroad = (written: string, place: NumberPlace): Parsed => {
  const abroad = parse(`+${written.replace(/^00/, '')}`, place)
  const national = parse(written, place)
  if (!abroad.ok) return national.ok ? national : abroad
  return national.ok && national.number.number !== abroad.number.number ? ambiguous(national.number, abroad.number) : abroad
}

const isPair = (bare: string, place: NumberPlace): boolean =>
  pairsIn(bare).some(([one, other]) => parse(one, place).ok && parse(other, place).ok)

const SEVERAL = refusedNumber('two-numbers', 'there is more than one number in the cell: keep the one to call')

const parseBare = (bare: string, place: NumberPlace, isSure: boolean): Parsed => {
  if (/^00[\s-]*[1-9]/.test(bare)) return parseAbroad(bare, place)
  const parsed = parse(bare, place)
  if (bare.startsWith('+')) return parsed.ok || !isPair(bare, place) ? parsed : SEVERAL
  const digits = bare.replace(/[\s().\-/]/g, '')
  if (!parsed.ok) return isPair(bare, place) ? SEVERAL : withoutZero(digits, place, parsed)
  return isSure ? parsed : checkZeros(digits, parsed.number, place)
}

const parseOne = (text: string, { country, defaultCountry }: NumberRules): Parsed => {
  const bare = bareNumber(text)
  const problem = problemInText(bare)
  if (problem) return problem
  const said = country?.trim()
  const ofRow = said ? readCountry(said) : undefined
  if (said && !ofRow && !bare.startsWith('+'))
    return refusedNumber(
      'unknown-country',
      `nobody knows the country “${said.slice(0, 40)}”: write it like AU, or the number with + and its country code`,
    )
  if (!isSupportedCountry(defaultCountry)) return refusedNumber('unknown-country', `the country ${defaultCountry} has no telephone numbers`)
  const place = ofRow ?? { defaultCountry }
  const several = numbersIn(bare)
  if (several.length === 0) return parseBare(bare, place, ofRow !== undefined)
  const read = several.map((part) => parseBare(part, place, ofRow !== undefined))
  const [first, ...others] = read
  if (first?.ok && others.every((other) => other.ok && other.number.number === first.number.number)) return first
  return SEVERAL
}

export type NumberRules = {
  /** ISO 3166-1 code, for numbers that are written without a country code. */
  defaultCountry: string
  /** What the contact’s own row says of its country: code, name or calling code. */
  country?: string | undefined
}

export const readNumber = (text: string, rules: NumberRules): ReadNumber => {
  const parsed = parseOne(text, rules)
  return parsed.ok ? { ok: true, e164: E164.parse(parsed.number.number) } : parsed
}

export type CallingRules = NumberRules & {
  /** ISO 3166-1 codes of the countries that may be called; absent: every one. +1 876 is Jamaica, not the United States. */
  allowed?: readonly string[] | undefined
}

/** As `readNumber`; and the number is one that may be called without being defrauded. */
export const readNumberToCall = (text: string, rules: CallingRules): ReadNumber => {
  const parsed = parseOne(text, rules)
  if (!parsed.ok) return parsed
  return refusalToCall(parsed.number, rules.allowed) ?? { ok: true, e164: E164.parse(parsed.number.number) }
}

const refusalOf = (e164: E164, allowed: readonly string[] | undefined): string | undefined => {
  const number = parsePhoneNumberFromString(e164)
  return number ? refusalToCall(number, allowed)?.reason : 'nobody knows where the number is'
}

/** The gate asks at the claim and again before the dial, and each time would cost 0.05 ms: what a number is does not change. */
const remembered = new Map<string, string | undefined>()
const REMEMBERED = 1_000

/** Why a number that is in the list already may not be called all the same: the rules may be younger than the list. */
export const refusalToDial = (e164: E164, allowed: readonly string[] | undefined): string | undefined => {
  const asked = `${e164} ${allowed ?? 'any'}`
  if (remembered.has(asked)) return remembered.get(asked)
  const refusal = refusalOf(e164, allowed)
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(asked, refusal)
  return refusal
}
