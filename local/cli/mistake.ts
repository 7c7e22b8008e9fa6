/** What the person at the command line can put right: told in one line, with exit code 2. */
export class Mistake extends Error {
  override readonly name = 'Mistake'
}
