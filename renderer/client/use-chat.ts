/** One room of a relay in a React page that is not the app: docs/guides/client.md shows how. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
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
  const [opened, setOpened] = useState<Opened>()
  useEffect(() => {
    const client = createChatClient({
      url,
      token: () => token,
      fetch: (address, request) => fetch(address, request),
      openSocket: (address) => new WebSocket(address),
      clock: systemClock,
      random: systemRandom,
    })
    setOpened({ client, room: client.join(roomId) })
    return client.close
  }, [token, roomId, url])
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
