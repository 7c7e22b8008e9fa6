import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { waitingRoom } from '../../media-bridge/waiting-room.ts'

const aRoom = (places: number) => {
  let sentAway = 0
  const room = waitingRoom({ places, onSentAway: () => sentAway++ })
  const enter = (): PassThrough => {
    const socket = new PassThrough()
    room.enter(socket)
    return socket
  }
  return { room, enter, sentAway: () => sentAway }
}

describe('the room in which connections wait', () => {
  it('sends the oldest away when it is full, so that whoever comes next is heard', () => {
    const { enter, sentAway } = aRoom(2)
    const sockets = [enter(), enter(), enter(), enter()]
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, false, false])
    expect(sentAway()).toBe(2)
  })

  it('never sends away what has become a call', () => {
    const { room, enter } = aRoom(1)
    const call = enter()
    room.leave(call)
    enter()
    enter()
    expect(call.destroyed).toBe(false)
  })

  it('has the place of who left by themselves', async () => {
    const { enter, sentAway } = aRoom(1)
    const first = enter()
    first.destroy()
    await new Promise((resolve) => first.once('close', resolve))
    enter()
    expect(sentAway()).toBe(0)
  })
})
