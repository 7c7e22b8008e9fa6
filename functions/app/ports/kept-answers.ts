// Answers that are kept for a day: whoever sends the same request again under the same key gets the same answer, and nothing happens twice.

export type KeptAnswer = { status: number; headers: Record<string, string>; body: string }

export type Begun =
  /** Nobody has asked this before, or whoever did was cut off: carry it out, then `keep` or `forget` it. */
  | { kind: 'begun' }
  | { kind: 'answered'; answer: KeptAnswer }
  /** The same request is being carried out at this moment. */
  | { kind: 'running' }
  /** The key came with another request. */
  | { kind: 'other' }

export type KeptAnswers = {
  /** `digest`: of all that was asked. */
  begin(key: string, digest: string): Promise<Begun>
  keep(key: string, answer: KeptAnswer): Promise<void>
  /** Nothing came of it: the key may be used again. */
  forget(key: string): Promise<void>
}
