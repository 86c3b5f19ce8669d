/** Commands that a person writes in place of a message: `/` and a name at the very beginning, then what the command needs. */

export interface Command {
  readonly name: string
  /** As it is to be written. */
  readonly usage: string
  /** What it does. */
  readonly text: string
  /** Something stands behind its name, as a rule: the name alone is completed for what is to follow. */
  readonly takesText?: true
  readonly act:
    /** Does it; resolves to why it was not done, in words, or to nothing. */
    | { readonly kind: 'do'; readonly run: (rest: string) => Promise<string | undefined> }
    /** The message that is sent. */
    | { readonly kind: 'write'; readonly message: (rest: string) => string }
    /** Shows all commands there are. */
    | { readonly kind: 'help' }
}

/**
 * The command that a text looks like; undefined for a message. Paths (`/usr/bin`), several lines and what has a space before it are
 * messages.
 */
function writtenCommand(text: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest = ''] = /^\/([a-z]{2,20})(?: +([^\n]*))?$/iu.exec(text.trimEnd()) ?? []
  return name === undefined ? undefined : { name: name.toLowerCase(), rest: rest.trim() }
}

export type Meant =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'do'; readonly run: () => Promise<string | undefined> }
  | { readonly kind: 'help' }
  /** No command is called that here. */
  | { readonly kind: 'unknown'; readonly name: string }

/** What is meant by a text; `asIs`: the person has said that it is a message. */
export function meantBy(text: string, commands: ReadonlyArray<Command>, asIs: boolean): Meant {
  const written = asIs ? undefined : writtenCommand(text)
  if (written === undefined) return { kind: 'message', text }
  const command = commands.find(({ name }) => name === written.name)
  if (command === undefined) return { kind: 'unknown', name: written.name }
  const { act } = command
  switch (act.kind) {
    case 'do':
      return { kind: 'do', run: () => act.run(written.rest) }
    case 'write':
      return { kind: 'message', text: act.message(written.rest) }
    case 'help':
      return { kind: 'help' }
  }
}
