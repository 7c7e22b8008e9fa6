// Telephone numbers as they may be shown to people who need not call them, and as they may stand in a log.

/** +12025550142 → `+1202 •••• 0142`: enough to recognise, too little to call. */
export const mask = (e164: string): string => `${e164.slice(0, Math.max(2, e164.length - 7))} •••• ${e164.slice(-4)}`

/** Also as a URL or a form writes it. */
const WITHIN = /(?:\+|%2B)([1-9]\d{6,14})(?!\d)/gi

/** A text that others wrote, with no number in full anywhere in it. */
export const maskWithin = (text: string): string => text.replace(WITHIN, (_, digits: string) => mask(`+${digits}`))
