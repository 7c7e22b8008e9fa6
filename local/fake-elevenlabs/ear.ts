// Hears when the caller begins and stops speaking, from the audio alone: its own length is the clock.
import { FRAME_BYTES, FRAME_MS, isVoiced } from '../simulated/ulaw.ts'
import { createUnderstanding, type Wish } from '../simulated/wishes.ts'

const understand = createUnderstanding()

export type Ear = {
  hear(audio: Buffer): ('begins' | 'ends')[]
  /** What was wished since this was last asked. */
  wish(): Wish | undefined
}

type Patience = {
  /** Voice of this length is speech and not a noise. */
  speechMs: number
  /** Silence of this length ends a turn. */
  silenceMs: number
}

export const WHOLE_CONVERSATION: Patience = { speechMs: 60, silenceMs: 600 }
/** A sample of a call has half a second of speech and little silence after it. */
export const SAMPLE_CONVERSATION: Patience = { speechMs: 60, silenceMs: 60 }

export const createEar = ({ speechMs, silenceMs }: Patience): Ear => {
  let isSpeaking = false
  /** Length of what contradicts the present state. */
  let otherwiseMs = 0
  let wished: Wish | undefined

  const slice = (audio: Buffer): 'begins' | 'ends' | undefined => {
    wished = understand(audio) ?? wished
    if (isVoiced(audio) === isSpeaking) {
      otherwiseMs = 0
      return undefined
    }
    otherwiseMs += FRAME_MS
    if (otherwiseMs < (isSpeaking ? silenceMs : speechMs)) return undefined
    otherwiseMs = 0
    isSpeaking = !isSpeaking
    return isSpeaking ? 'begins' : 'ends'
  }

  return {
    hear(audio) {
      const heard: ('begins' | 'ends')[] = []
      for (let at = 0; at < audio.length; at += FRAME_BYTES) {
        const change = slice(audio.subarray(at, at + FRAME_BYTES))
        if (change) heard.push(change)
      }
      return heard
    },
    wish() {
      const wish = wished
      wished = undefined
      return wish
    },
  }
}
