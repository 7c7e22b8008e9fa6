// A page whose live connection can be cut and given back: its socket goes through the test, and so does every request for a new ticket.
import type { Page, WebSocketRoute } from 'playwright-core'

const TICKET = '**/api/db/events/ticket'

export const cuttable = async (page: Page) => {
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/^ws:/, (socket) => {
    socket.connectToServer()
    open.add(socket)
  })
  return {
    /** No network from here on. */
    async cut(): Promise<void> {
      await page.route(TICKET, (route) => route.abort())
      for (const socket of open) await socket.close()
      open.clear()
    },
    giveBack: () => page.unroute(TICKET),
  }
}
