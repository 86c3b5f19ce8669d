/** What letters say. Plain text alone: nothing in it can be more than it looks. */
import type { Letter } from './mail.ts'

export interface LetterText {
  readonly subject: string
  readonly text: string
}

export function letterText(letter: Letter): LetterText {
  switch (letter.kind) {
    case 'password-changed': {
      const name = shown(letter.displayName)
      return {
        subject: 'Your password was changed',
        text: `${name === undefined ? 'Hello' : `Hello ${name}`},

the password of your account was changed, and your other devices were signed out.

If that was you, there is nothing to do. If it was not, ask whoever runs your chat at once to give you a new password.
`,
      }
    }
    case 'invitation': {
      const place = letter.workspaceName === undefined ? undefined : shown(letter.workspaceName)
      const where = place === undefined ? 'to chat' : `to chat in “${place}”`
      return {
        subject: place === undefined ? 'You are invited' : `You are invited to “${place}”`,
        text: `Hello,

somebody has invited you ${where}. This link opens the invitation:

${letter.link}

Whoever has the link can use it, so keep it to yourself. If you do not know what this is about, leave it alone: nothing happens.
`,
      }
    }
  } // no default: a new kind fails to compile here
}

const mostCharacters = 80
const mayLink = /[:@/\\<>]|[.。．｡][\p{L}\p{N}]/u

/**
 * A name that somebody gave, on one line; undefined where a program that shows mail might make a link of it: an invitation must not
 * lead anywhere but to the relay.
 */
function shown(name: string): string | undefined {
  const line = name
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const isSafe = line !== '' && line.length <= mostCharacters && !mayLink.test(line)
  return isSafe ? line : undefined
}
