// What ws costs alone: a message goes to the others in the room, one send each. No document, no store. PORT in the environment.
import { WebSocketServer } from 'ws'

const rooms = new Map()
new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1', perMessageDeflate: false }).on(
  'connection',
  (socket, { url }) => {
    const room = rooms.get(url) ?? new Set()
    rooms.set(url, room.add(socket))
    socket.on('close', () => room.delete(socket))
    socket.on('message', (data) => {
      if (data.length === 1) return socket.send(data) // the client asks whether it is there
      for (const member of room) if (member !== socket) member.send(data)
    })
  },
)
