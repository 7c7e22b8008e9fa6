// Messages that are none: what a bridge may meet when the other side, or something between, is broken.
import type { Nonsense } from './faults.ts'

/** More than the 16 MiB that ElevenLabs' own clients take. */
const TOO_LARGE = 17 * 1024 * 1024

export const nonsense = (kind: Nonsense): string | Buffer => {
  switch (kind) {
    case 'binary':
      return Buffer.from([1, 2, 3])
    case 'not JSON':
      return '{"type":"audio",'
    case 'not an object':
      return '["audio"]'
    case 'without its event':
      return JSON.stringify({ type: 'audio' })
    case 'bad base64':
      return JSON.stringify({ type: 'audio', audio_event: { audio_base_64: '“not” base64!', event_id: 1_000_000 } })
    case 'too large':
      return JSON.stringify({ type: 'audio', audio_event: { audio_base_64: 'A'.repeat(TOO_LARGE), event_id: 1_000_000 } })
  }
}
