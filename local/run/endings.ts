// What was started is ended in the opposite order, once, whatever the reason.
export type Endings = {
  add(name: string, end: () => unknown): void
  /** Ends everything; a part that fails to end does not keep the others from it. */
  run(): Promise<void>
}

export const endings = (log: (line: string) => void): Endings => {
  const parts: { name: string; end: () => unknown }[] = []
  let running: Promise<void> | undefined
  const endAll = async (): Promise<void> => {
    for (let part = parts.pop(); part; part = parts.pop()) {
      try {
        await part.end()
      } catch (error) {
        log(`${part.name} did not end cleanly: ${error}`)
      }
    }
  }
  return {
    add: (name, end) => void parts.push({ name, end }),
    run() {
      running ??= endAll()
      return running
    },
  }
}
