/** Builds when it is first asked, and gives the same ever after. */
export const once = <T>(build: () => T): (() => T) => {
  let built: { value: T } | undefined
  return () => {
    built ??= { value: build() }
    return built.value
  }
}
