// Chooses where the database listens: dynoxide answers every web page, so it must be where no page finds it.
import { randomInt } from 'node:crypto'

/**
 * On Linux all of 127.0.0.0/8 is this machine. A page that tries some thousand addresses a second would need years
 * for 16 million addresses with 28 000 ports each. Elsewhere only 127.0.0.1 is there, and the port alone is unknown.
 */
export const loopbackAddress = (platform: string = process.platform): string =>
  platform === 'linux' ? `127.${randomInt(1, 256)}.${randomInt(256)}.${randomInt(1, 255)}` : '127.0.0.1'
