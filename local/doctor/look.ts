// What the doctor sees of the world, so that a test can show it another one.

export type SecretName = 'twilio' | 'elevenlabs' | 'elevenlabs-webhook' | 'signing' | 'suppression-salt'

/** What is examined. */
export type Patient = {
  kind: 'this machine' | 'stage' | 'env'
  /** How it is called in what is said. */
  name: string
  twilio: { api: string; voice: string }
  elevenLabs: string
  /** Base of the addresses that Twilio and ElevenLabs call, as it is signed; absent: nothing is deployed. */
  publicUrl?: string
  /** Where the page is. */
  pageUrl?: string
  /** The media bridge as Twilio knows it, and as it is reached from here. */
  bridge?: { publicUrl: string; reachAt: string }
  /** Countries that are to be called, by their two letters. */
  countries: readonly string[]
  /** Calls at a time that the deployment may have; absent: nothing is deployed. */
  concurrentCalls?: number
}

export type Look = {
  patient: Patient
  versions: { node: string; tz: string }
  /** Epoch milliseconds of this machine. */
  now: () => number
  /** Parsed; undefined: there is none of that name. Rejects when the secrets are out of reach. */
  secret: (name: SecretName) => Promise<unknown>
  /** With a deadline of its own. */
  fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** The status with which a WebSocket is refused; 101 when it is opened. */
  upgrade: (url: string, headers: Record<string, string>) => Promise<number>
}
