// A tunnel as cloudflared or ngrok is one: TLS on a public address, and everything that comes handed to a port of this machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { selfSigned } from '../bench/bridge/certificate.ts'

export type Tunnel = {
  /** https://127.0.0.1:port */
  url: string
  /** For NODE_EXTRA_CA_CERTS. */
  certificateFile: string
  close(): void
}

export const openTunnel = async (port: number): Promise<Tunnel> => {
  const { cert, key } = selfSigned()
  const folder = mkdtempSync(join(tmpdir(), 'ringmaster-tunnel-'))
  const certificateFile = join(folder, 'certificate.pem')
  writeFileSync(certificateFile, cert)
  const server = createServer({ cert, key }, (socket) => {
    const behind = connect(port, '127.0.0.1')
    socket.pipe(behind).pipe(socket)
    socket.on('error', () => behind.destroy())
    behind.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The tunnel has no port')
  return {
    url: `https://127.0.0.1:${address.port}`,
    certificateFile,
    close() {
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}
