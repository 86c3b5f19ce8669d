import { words as timerWords } from '../timer/words.ts'
import type { PlacedEvent } from './place-events.ts'

/** One line between the messages. `nameOf` gives “You” for this person. */
export function eventText(event: PlacedEvent, nameOf: (user: PlacedEvent['user']) => string): string {
  const name = nameOf(event.user)
  switch (event.kind) {
    case 'device-added':
      return `${name} linked a new device: ${event.device}`
    case 'device-removed':
      return `${name} removed a device: ${event.device}`
    case 'key-changed':
      return `The safety number with ${name} has changed`
    case 'recovered':
      return `${name} came back with a recovery code, on a new device: ${event.device}`
    case 'reset':
      return `${name} started anew with a new key`
    case 'added':
      return `${nameOf(event.by)} added ${inSentence(name)}`
    case 'removed':
      return `${nameOf(event.by)} removed ${inSentence(name)}`
    case 'left':
      return `${name} left`
    case 'made-admin':
      return `${nameOf(event.by)} made ${inSentence(name)} an admin`
    case 'timer':
      return event.seconds === 0 ? timerWords.lineOff(name) : timerWords.lineOn(name, event.seconds)
  }
}

const inSentence = (name: string): string => (name === 'You' ? 'you' : name)
