// What `ws` exports beside its documented classes: the receiver that our reader of frames is compared with.
import type { Writable } from 'node:stream'

declare module 'ws' {
  export class Receiver extends Writable {
    constructor(options: { isServer: boolean; maxPayload: number })
  }
}
