// What a process would have written to its standard output and errors, kept from the terminal.
import { onTestFinished, vi } from 'vitest'

/** From now until the test ends. */
export const captureOutput = (): { text(): string; lines(): unknown[] } => {
  const written: string[] = []
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk))
      return true
    }),
  )
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore()
  })
  const text = (): string => written.join('')
  return {
    text,
    /** Each line as the JSON that it is. */
    lines: () =>
      text()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line): unknown => JSON.parse(line)),
  }
}
