import { Notification } from 'electron'
import type { Desktop } from './desktop.ts'

interface NotesDeps {
  /** Somebody pressed it. */
  readonly pressed: (tag: string) => void
  /** Somebody answered it on the spot, where the system has that. */
  readonly replied: (tag: string, text: string) => void
}

/** Notifications of the system: one a tag at a time, without a sound. */
export function createNotes({ pressed, replied }: NotesDeps): Pick<Desktop, 'notify' | 'withdraw'> {
  /** Those on the screen: one that is not held is collected, and its press with it. */
  const shown = new Map<string, Notification>()
  const notify: Desktop['notify'] = ({ tag, title, body, reply }) => {
    if (!Notification.isSupported()) return false
    shown.get(tag)?.close()
    const answer = reply === undefined ? {} : { hasReply: true, replyPlaceholder: reply }
    const note = new Notification({ title, body, silent: true, ...answer })
    const forget = (): void => {
      if (shown.get(tag) === note) shown.delete(tag)
    }
    note.on('close', forget)
    note.on('click', () => {
      forget()
      pressed(tag)
    })
    note.on('reply', (details) => {
      forget()
      replied(tag, details.reply)
    })
    shown.set(tag, note)
    note.show()
    return true
  }
  return {
    notify,
    withdraw: (tag) => {
      shown.get(tag)?.close()
      shown.delete(tag) // not every system tells that it is closed
    },
  }
}
