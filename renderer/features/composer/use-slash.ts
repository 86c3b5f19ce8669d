import { type RefObject, useState } from 'react'
import { type Command, meantBy } from './commands.ts'
import { applyEdit } from './edits.ts'
import type { ComposerText } from './use-composer-text.ts'
import { words } from './words.ts'

export interface Slash {
  /** What is to be sent for what was written; undefined if that was a command: it is done, or `problem` says why not. */
  readonly message: (written: string) => string | undefined
  readonly problem: string | undefined
  /** The person writes on. */
  readonly forget: () => void
}

/**
 * Commands in the composer. What looks like one that nobody knows is not sent at once: `/laeve` is a slip, and everybody would read it.
 * Sent again as it is, it is a message (CP7).
 */
export function useSlash(
  input: RefObject<HTMLTextAreaElement | null>,
  commands: ReadonlyArray<Command>,
  { take, giveBack, sent }: Pick<ComposerText, 'take' | 'giveBack' | 'sent'>,
): Slash {
  const [problem, tell] = useState<string>()
  const [asked, setAsked] = useState<string>()
  const forget = (): void => {
    tell(undefined)
    setAsked(undefined)
  }
  const run = async (command: () => Promise<string | undefined>): Promise<void> => {
    const typed = take()
    forget()
    const refused = await command()
    if (refused === undefined) return sent(typed)
    tell(refused)
    giveBack(typed)
  }
  const message = (written: string): string | undefined => {
    const meant = meantBy(written, commands, written === asked)
    switch (meant.kind) {
      case 'message':
        forget()
        return meant.text
      case 'do':
        void run(meant.run)
        return undefined
      case 'help':
        if (input.current !== null) showCommands(input.current)
        return undefined
      case 'unknown':
        setAsked(written)
        tell(words.unknownCommand(meant.name))
        return undefined
    }
  }
  return { message, problem, forget }
}

/** In place of what was written, as if it had been typed: all of them are offered then. */
const showCommands = (input: HTMLTextAreaElement): void =>
  applyEdit(input, { start: 0, end: input.value.length, insert: '/', select: { start: 1, end: 1 } })
