// What a key looks like, and how it is known again without being kept.
import { createHash, timingSafeEqual } from 'node:crypto'
import { KeyId } from '#contract/ids.ts'

/** `rm_`, the key's id, and 256 random bits. Programs that look for leaked secrets know it by its look. */
const KEY = /^rm_([0-9A-HJKMNP-TV-Z]{26})_[\w-]{43}$/
/** Up to the fourth character of the random part: 24 of 256 bits. */
const SHOWN_CHARACTERS = 34

export const keyText = (id: KeyId, secret: string): string => `rm_${id.slice('key_'.length)}_${secret}`

/** Undefined: it is no key of this kind. */
export const keyIdIn = (text: string): KeyId | undefined => KeyId.safeParse(`key_${KEY.exec(text)?.[1]}`).data

export const shownOf = (text: string): string => `${text.slice(0, SHOWN_CHARACTERS)}…`

/** One round of SHA-256: a slow hash protects words that people choose, and 256 random bits cannot be guessed at any speed. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Who shows a key of the deployment: as much of its digest as tells one from the other. */
export const principalOfSecret = (digest: string): string => `secret:${digest.slice(0, 8)}`

/** Takes the same time wherever they differ. */
export const isSameDigest = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
