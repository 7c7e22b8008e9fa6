/** Built when it is first asked for. */
export const once = <T>(build: () => T): (() => T) => {
  let built: { value: T } | undefined
  return () => {
    built ??= { value: build() }
    return built.value
  }
}
