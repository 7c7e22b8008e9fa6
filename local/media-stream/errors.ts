// Twilio's error codes for media streams, as far as the simulated telephone can run into them.

export const STREAM_ERROR = {
  timeout: 31901,
  refused: 31902,
  /** The server did not answer the upgrade with 101; also for an address with a query string. */
  handshake: 31920,
  notSecure: 31922,
  malformedUrl: 31923,
  protocol: 31924,
  /** Our server reads too slowly; the caller's audio is dropped. */
  slowReader: 31930,
  /** More than ten minutes of audio wait to be played. */
  full: 31931,
  /** For example a binary message. */
  malformed: 31950,
  invalid: 31951,
} as const

export const connectErrorOf = (error: Error & { code?: string }): number => {
  if (error.code === 'ECONNREFUSED') return STREAM_ERROR.refused
  return error.message.includes('timed out') ? STREAM_ERROR.timeout : STREAM_ERROR.handshake
}

/** Why Twilio does not even try to connect to the address of a `<Stream>`. */
export const addressErrorOf = (address: string): number | undefined => {
  if (!URL.canParse(address)) return STREAM_ERROR.malformedUrl
  const url = new URL(address)
  if (url.protocol !== 'wss:') return STREAM_ERROR.notSecure
  return url.search === '' ? undefined : STREAM_ERROR.handshake
}
