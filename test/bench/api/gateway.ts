// API Gateway's connections in a process of its own: takes whatever is posted to a viewer, and says how much it was. Prints its port.
import { createServer } from 'node:http'

let posts = 0
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(String(posts))
    return
  }
  posts += 1
  request.resume().on('end', () => response.end())
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : 0)
})
