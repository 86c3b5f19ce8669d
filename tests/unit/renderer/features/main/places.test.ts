import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import type { Workspace } from '../../../../../core/engine/engine.ts'
import { createKeptModes } from '../../../../../renderer/features/composer/kept-modes.ts'
import { createPlaces, type Places } from '../../../../../renderer/features/main/places.ts'
import type { SealedConversation } from '../../../../../renderer/features/people/people-model.ts'
import type { Remembered } from '../../../../../renderer/platform/remembered.ts'
import {
  channelNumber,
  createFakeEngine,
  type FakeEngine,
  workspaceNumber,
  workspaceWith,
} from '../../../../support/fake-engine.ts'

const createMemory = (): Remembered => {
  const values = new Map<string, string>()
  return { read: (key) => values.get(key), write: (key, value) => void values.set(key, value) }
}

function setupPlaces(
  workspaces: ReadonlyArray<Workspace>,
  remembered: Remembered = createMemory(),
): { readonly engine: FakeEngine; readonly places: Places; readonly stop: () => void } {
  const engine = createFakeEngine(...workspaces)
  const places = createPlaces({ engine, remembered, modes: createKeptModes(), sealed: undefined })
  return { engine, places, stop: places.start() }
}

const here = ({ places }: { readonly places: Places }): ReadonlyArray<string | undefined> => {
  const { workspace, conversation } = places.place.read()
  return [workspace, conversation?.id]
}
const tell = (engine: FakeEngine, ...workspaces: ReadonlyArray<Workspace>): void =>
  engine.directory.write({ loaded: true, workspaces })

test('without a memory the first channel of the first workspace is shown', () => {
  expect(here(setupPlaces([]))).toEqual([undefined, undefined])
  expect(here(setupPlaces([workspaceWith(1), workspaceWith(2, 5)]))).toEqual([workspaceNumber(1), undefined])
  expect(here(setupPlaces([workspaceWith(1, 5, 6)]))).toEqual([workspaceNumber(1), channelNumber(5)])
})

test('[WS7] a workspace is entered the first time at the channel that it began with, wherever that stands in the list', () => {
  const rowing = workspaceWith(1, 5, 6, 7)
  const channels = rowing.channels.map((each) =>
    each.id === channelNumber(6) ? { ...each, name: 'general' } : each,
  )
  const setup = setupPlaces([workspaceWith(2, 8), { ...rowing, channels }])
  setup.places.go(workspaceNumber(1))
  expect(here(setup)).toEqual([workspaceNumber(1), channelNumber(6)])
  setup.places.go(workspaceNumber(1), channelNumber(5))
  setup.places.go(workspaceNumber(2))
  setup.places.go(workspaceNumber(1))
  expect(here(setup)).toEqual([workspaceNumber(1), channelNumber(5)])
})

test('each workspace is entered where it was left, also after a restart', () => {
  const remembered = createMemory()
  const first = setupPlaces([workspaceWith(1, 5, 6), workspaceWith(2, 7, 8)], remembered)
  first.places.go(workspaceNumber(1), channelNumber(6))
  first.places.go(workspaceNumber(2), channelNumber(8))
  first.places.go(workspaceNumber(1))
  expect(here(first)).toEqual([workspaceNumber(1), channelNumber(6)])

  const next = setupPlaces([workspaceWith(2, 7, 8), workspaceWith(1, 5, 6)], remembered)
  expect(here(next)).toEqual([workspaceNumber(1), channelNumber(6)])
  next.places.go(workspaceNumber(2))
  expect(here(next)).toEqual([workspaceNumber(2), channelNumber(8)])
})

test('the last place is gone to when the directory tells of it late, unless the person went elsewhere', () => {
  const remembered = createMemory()
  const before = setupPlaces([workspaceWith(1, 5, 6, 7)], remembered)
  before.places.go(workspaceNumber(1), channelNumber(6))

  const waiting = setupPlaces([workspaceWith(1, 5)], remembered)
  expect(here(waiting)).toEqual([workspaceNumber(1), channelNumber(5)])
  tell(waiting.engine, workspaceWith(1, 5, 6))
  expect(here(waiting)).toEqual([workspaceNumber(1), channelNumber(6)])

  const gone = setupPlaces([workspaceWith(1, 5, 7)], remembered)
  gone.places.go(workspaceNumber(1), channelNumber(7))
  tell(gone.engine, workspaceWith(1, 5, 6, 7))
  expect(here(gone)).toEqual([workspaceNumber(1), channelNumber(7)])
})

test('what was just created is gone to once the directory tells of it', () => {
  const world = setupPlaces([workspaceWith(1, 5)])
  world.places.go(workspaceNumber(1), channelNumber(9))
  expect(here(world)).toEqual([workspaceNumber(1), channelNumber(5)])
  tell(world.engine, workspaceWith(1, 5, 9))
  expect(here(world)).toEqual([workspaceNumber(1), channelNumber(9)])
})

test('a channel that vanishes is left for another', () => {
  const world = setupPlaces([workspaceWith(1, 5, 6)])
  world.places.go(workspaceNumber(1), channelNumber(6))
  tell(world.engine, workspaceWith(1, 5))
  expect(here(world)).toEqual([workspaceNumber(1), channelNumber(5)])
  tell(world.engine)
  expect(here(world)).toEqual([undefined, undefined])
})

test('three conversations stay open, and all are closed at the end', () => {
  const { engine, places, stop } = setupPlaces([workspaceWith(1, 1, 2, 3, 4)])
  for (const channel of [2, 3, 2, 1, 4]) places.go(workspaceNumber(1), channelNumber(channel))
  expect(engine.calls).toEqual([
    `open ${channelNumber(1)}`,
    `open ${channelNumber(2)}`,
    `open ${channelNumber(3)}`,
    `open ${channelNumber(4)}`,
    `close ${channelNumber(3)}`,
  ])
  stop()
  expect(engine.calls.filter((call) => call.startsWith('close'))).toHaveLength(4)
})

test('where somebody read up there is where they come back to, also after it was closed; at the end there is no such place', () => {
  const { places } = setupPlaces([workspaceWith(1, 5, 6, 7, 8)])
  const go = (number: number): void => places.go(workspaceNumber(1), channelNumber(number))
  const place = { key: 'a', offset: 12 }
  places.place.read().conversation?.setReadingPlace(place)
  for (const number of [6, 7, 8, 5]) go(number)
  expect(places.place.read().conversation?.readingPlace()).toEqual(place)
  places.place.read().conversation?.setReadingPlace(undefined)
  for (const number of [6, 7, 8, 5]) go(number)
  expect(places.place.read().conversation?.readingPlace()).toBeUndefined()
})

test('a change of the directory that is none here changes nothing here', () => {
  const { engine, places } = setupPlaces([workspaceWith(1, 5)])
  const before = places.place.read()
  tell(engine, workspaceWith(1, 5), workspaceWith(2, 7))
  expect(places.place.read()).toBe(before)
})

test('a sealed conversation is gone to as a channel is, and left when it vanishes', () => {
  const engine = createFakeEngine(workspaceWith(1, 5))
  const sealed = createCell<ReadonlyArray<SealedConversation>>([])
  const places = createPlaces({ engine, remembered: createMemory(), modes: createKeptModes(), sealed })
  places.start()
  const notes: SealedConversation = {
    id: channelNumber(9),
    workspace: workspaceNumber(1),
    kind: 'notes',
    name: '',
    others: [],
    unread: false,
    isAdmin: false,
    isMember: true,
  }
  places.go(workspaceNumber(1), notes.id) // before it is listed
  expect(here({ places })).toEqual([workspaceNumber(1), channelNumber(5)])
  sealed.write([notes])
  expect(here({ places })).toEqual([workspaceNumber(1), channelNumber(9)])
  places.go(workspaceNumber(1), channelNumber(5))
  places.goTo(notes.id, 'key')
  expect(here({ places })).toEqual([workspaceNumber(1), channelNumber(9)])
  sealed.write([])
  expect(here({ places })).toEqual([workspaceNumber(1), channelNumber(5)])
})

test('[DT6] a link to a conversation leads there, whichever workspace it is in, and nowhere if it is not among them', () => {
  const world = setupPlaces([workspaceWith(1, 5), workspaceWith(2, 7)])
  expect(world.places.goToConversation(channelNumber(7))).toBe(true)
  expect(here(world)).toEqual([workspaceNumber(2), channelNumber(7)])
  expect(world.places.goToConversation(channelNumber(9))).toBe(false)
  expect(here(world)).toEqual([workspaceNumber(2), channelNumber(7)])
})
