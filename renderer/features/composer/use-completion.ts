import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useState } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import type { Emoji } from '../emoji/emoji-data.ts'
import { loadEmojis } from '../emoji/load-emojis.ts'
import { emojiTone } from '../emoji/emoji-memory.ts'
import type { Command } from './commands.ts'
import { type Asked, askedAt, insertionAt, type Option } from './completion.ts'
import { applyEdit } from './edits.ts'
import { offering } from './late.ts'
import type { OptionsFor } from './options-for.ts'
import { type AskPeople, useWantedPeople } from './use-people.ts'

export interface Completion {
  /** Of the list and its options, by place. */
  readonly id: string
  readonly options: ReadonlyArray<Option>
  readonly active: number
  readonly choose: (option: Option | undefined) => void
  /** The text or the caret is another one now. */
  readonly look: () => void
  readonly close: () => void
  /** True for a key that was meant for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean
}

const none: ReadonlyArray<never> = []

/** `askPeople`: who can be mentioned; `commands`: what can be written in place of a message. */
export function useCompletion(
  input: RefObject<HTMLTextAreaElement | null>,
  workspace: WorkspaceId,
  askPeople: AskPeople,
  commands: ReadonlyArray<Command>,
): Completion {
  const id = useId()
  const { remembered } = usePage()
  const [asked, setAsked] = useState<Asked>()
  // Of each message that comes in the directory tells; the box is drawn anew for none.
  const channels = useSlice(useEngine().directory, ({ workspaces }) =>
    asked?.sign === '#' ? (workspaces.find((each) => each.id === workspace)?.channels ?? none) : none,
  )
  const { people, all } = useWantedPeople(asked?.sign === '@', askPeople)
  const [active, setActive] = useState(0)
  // Once chosen or sent away, the list does not come back for the same sign.
  const [settled, setSettled] = useState<number>()
  const emojis = useEmojis(asked?.sign === ':')
  const optionsFor = useOptionsFor(asked !== undefined)
  const options = useMemo(
    () =>
      asked === undefined || asked.start === settled || optionsFor === undefined
        ? none
        : optionsFor(asked, { people, all, channels, emojis, commands, tone: emojiTone(remembered) }),
    [asked, settled, optionsFor, people, all, channels, emojis, commands, remembered],
  )

  const look = (): void => {
    const element = input.current
    if (element === null) return
    const { selectionStart, selectionEnd, value } = element
    const next = selectionStart === selectionEnd ? askedAt(value, selectionStart) : undefined
    if (next?.start !== asked?.start || next?.query !== asked?.query) setActive(0)
    if (next?.start !== settled) setSettled(undefined)
    setAsked(next)
  }
  const close = (): void => setSettled(asked?.start)
  const choose = (option: Option | undefined): void => {
    if (option === undefined || asked === undefined || input.current === null) return
    const insert = insertionAt(input.current.value, asked, option.insert)
    const at = asked.start + insert.length
    applyEdit(input.current, { ...asked, insert, select: { start: at, end: at } })
    // Behind a whole command nothing is completed; the next one begins in the same place.
    setSettled(option.kind === 'command' ? undefined : asked.start)
    setAsked(undefined)
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (options.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const isChoice = (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey
    if (step !== 0) setActive((active + step + options.length) % options.length)
    else if (isChoice) choose(options[active])
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    return true
  }
  return { id, options, active, choose, look, close, onKeyDown }
}

/** Empty until they have been read, which begins when they are wanted. */
function useEmojis(wanted: boolean): ReadonlyArray<Emoji> {
  const [emojis, setEmojis] = useState<ReadonlyArray<Emoji>>(none)
  useEffect(() => {
    if (wanted) void loadEmojis().then(setEmojis)
  }, [wanted])
  return emojis
}

/**
 * Undefined until its code has been read, which begins when it is wanted, if it was not before. What was read is there at once: Enter right
 * behind what was typed takes what is offered.
 */
function useOptionsFor(wanted: boolean): OptionsFor | undefined {
  const [read, setRead] = useState<{ readonly optionsFor: OptionsFor }>()
  const code = offering.loaded() ?? read
  const isMissing = wanted && code === undefined
  useEffect(() => {
    if (isMissing) void offering.read().then(setRead, () => undefined)
  }, [isMissing])
  return code?.optionsFor
}
