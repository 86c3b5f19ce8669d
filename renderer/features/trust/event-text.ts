import type { UserId } from '../../../core/protocol/ids.ts'
import { durationOf } from '../timer/durations.ts'
import { words as timerWords } from '../timer/words.ts'
import type { PlacedEvent, TimerEvent } from './place-events.ts'
import { words } from './words.ts'

const { events, ownEvents } = words

/** One line between the messages. `nameOf` for everybody but `self`, whom each language addresses in its own way. */
export function eventText(event: PlacedEvent, nameOf: (user: UserId) => string, self: UserId): string {
  const isOwn = event.user === self
  const name = nameOf(event.user)
  switch (event.kind) {
    case 'device-added':
      return isOwn ? ownEvents.deviceAdded(event.device) : events.deviceAdded(name, event.device)
    case 'device-removed':
      return isOwn ? ownEvents.deviceRemoved(event.device) : events.deviceRemoved(name, event.device)
    case 'recovered':
      return isOwn ? ownEvents.recovered(event.device) : events.recovered(name, event.device)
    case 'reset':
      return isOwn ? ownEvents.reset : events.reset(name)
    case 'left':
      return isOwn ? ownEvents.left : events.left(name)
    case 'added':
      if (event.by === self) return ownEvents.youAdded(name)
      return isOwn ? ownEvents.addedYou(nameOf(event.by)) : events.added(nameOf(event.by), name)
    case 'removed':
      if (event.by === self) return ownEvents.youRemoved(name)
      return isOwn ? ownEvents.removedYou(nameOf(event.by)) : events.removed(nameOf(event.by), name)
    case 'made-admin':
      if (event.by === self) return ownEvents.youMadeAdmin(name)
      return isOwn ? ownEvents.madeYouAdmin(nameOf(event.by)) : events.madeAdmin(nameOf(event.by), name)
    case 'unopened':
      return event.isLater ? words.unopenedLater : words.unopened
    case 'timer':
      return timerText(event, isOwn ? undefined : name)
  }
}

/** `name` of another person than this one. */
function timerText({ seconds }: TimerEvent, name: string | undefined): string {
  const { turnedOn, turnedOff, youTurnedOn, youTurnedOff } = timerWords
  if (seconds === 0) return name === undefined ? youTurnedOff : turnedOff(name)
  return name === undefined ? youTurnedOn(durationOf(seconds)) : turnedOn(name, durationOf(seconds))
}
