/** One room of a relay in a React page that is not the app: docs/guides/client.md shows how. */
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { type Cell, createCell, type Readable } from '../../core/base/readable.ts'
import { type ChatClient, type ChatRoom, createChatClient } from '../../core/client/chat-client.ts'
import type { ChatMessage } from '../../core/client/room.ts'
import { systemClock, systemRandom } from '../platform/system.ts'

export interface Chat {
  /** Oldest first; own ones that wait for the relay are among them. */
  readonly messages: ReadonlyArray<ChatMessage>
  readonly isConnected: boolean
  /** Also while there is no connection: it goes out when there is one. */
  readonly sendMessage: (text: string) => void
}

interface Opened {
  readonly client: ChatClient
  readonly room: ChatRoom
}

const nothing: ReadonlyArray<ChatMessage> = []
const noListening = (): (() => void) => () => {}

/** `url` is the relay's, if the page does not come from it. */
export function useChat(token: string, roomId: string, url: string = location.origin): Chat {
  const line = useMemo(() => createRoomLine(token, roomId, url), [token, roomId, url])
  useEffect(() => line.open(), [line])
  const opened = useSyncExternalStore(line.opened.listen, line.opened.read)
  const messages = useSyncExternalStore(
    opened?.room.messages.listen ?? noListening,
    () => opened?.room.messages.read() ?? nothing,
  )
  const isConnected = useSyncExternalStore(
    opened?.client.connection.listen ?? noListening,
    () => opened?.client.connection.read() === 'online',
  )
  const sendMessage = useCallback((text: string) => void opened?.room.send(text), [opened])
  return { messages, isConnected, sendMessage }
}

interface RoomLine {
  readonly opened: Readable<Opened | undefined>
  /** Connects, until the returned function is called. */
  readonly open: () => () => void
}

function createRoomLine(token: string, roomId: string, url: string): RoomLine {
  const opened: Cell<Opened | undefined> = createCell<Opened | undefined>(undefined)
  return {
    opened,
    open: () => {
      const client = createChatClient({
        url,
        token: () => token,
        fetch: (address, request) => fetch(address, request),
        openSocket: (address) => new WebSocket(address),
        clock: systemClock,
        random: systemRandom,
      })
      opened.write({ client, room: client.join(roomId) })
      return client.close
    },
  }
}
