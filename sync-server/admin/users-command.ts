import * as v from 'valibot'
import {
  adminPaths,
  type KnownUser,
  resetPasswordAnswer,
  signedOutAnswer,
  userAnswer,
  usersAnswer,
} from '../../core/protocol/identity-api.ts'
import { isIdText } from '../../core/protocol/ids.ts'
import { accessRelay } from '../import/relay-access.ts'
import { startFailureEnding } from '../start-failure.ts'
import {
  type Command,
  type CommandWorld,
  demandConfig,
  exitCodes,
  readArguments,
  UsageFailure,
} from './command.ts'
import { CommandFailure } from './failure.ts'

/** Asks the relay as its administrator; throws `CommandFailure` with the reason of a refusal. */
type Ask = (path: string, method?: string, body?: object) => Promise<unknown>
type Work = (ask: Ask, id: string, say: CommandWorld['say']) => Promise<void>

export const usersCommand: Command = {
  name: 'users',
  about: 'lists accounts, shuts and opens them, ends their sessions, gives a new password',
  usage: `users list [TEXT]
users show USER
users disable USER
users enable USER
users sign-out USER
users reset-password USER

  TEXT            part of a username, a name or an e-mail address
  USER            a username, or an id of 32 hexadecimal digits
  disable         nobody signs in to the account any more, and all its devices are signed out; its messages stay
  sign-out        signs all its devices out; whoever has the password may sign in again
  reset-password  prints a new password once, and signs all its devices out. Hand it over where nobody listens, and have it changed.
                  It opens no sealed message: those stay on the person's devices, and under their recovery key.
The relay may run or not.`,
  run: async ([what = '', ...rest], { env, clock, say }) => {
    const work = works[what]
    if (what !== 'list' && work === undefined) {
      throw new UsageFailure('Name list, show, disable, enable, sign-out or reset-password.')
    }
    const wanted = what === 'list' && rest.length === 0 ? [] : [what === 'list' ? 'the text' : 'the user']
    const [named = ''] = readArguments(rest, wanted).positionals
    const relay = await accessRelay(demandConfig(env), clock)
    if (!relay.ok) throw new CommandFailure(startFailureEnding(relay.failure).line)
    try {
      const ask = createAsk(relay.value.url, relay.value.adminToken)
      if (work === undefined) await listUsers(ask, named, say)
      else await work(ask, await idOf(ask, named), say)
    } finally {
      await relay.value.close()
    }
    return exitCodes.done
  },
}

const works: Readonly<Record<string, Work>> = {
  show: showUser,
  disable: (ask, id, say) => setDisabled(ask, id, say, true),
  enable: (ask, id, say) => setDisabled(ask, id, say, false),
  'sign-out': async (ask, id, say) => {
    const { signedOut } = v.parse(signedOutAnswer, await ask(adminPaths.signOutUser(id), 'POST'))
    say(`Done. Devices signed out: ${signedOut}.`)
  },
  'reset-password': async (ask, id, say) => {
    const reset = v.parse(resetPasswordAnswer, await ask(adminPaths.resetPassword(id), 'POST'))
    say(reset.password)
    say(`Devices signed out: ${reset.signedOut}. The password is not shown again.`)
  },
}

const problem = v.object({ code: v.string(), title: v.string() })

function createAsk(url: string, adminToken: string): Ask {
  return async (path, method = 'GET', body?) => {
    const headers = {
      authorization: `Bearer ${adminToken}`,
      ...(body && { 'content-type': 'application/json' }),
    }
    const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (answer.status === 204) return undefined
    const read: unknown = await answer.json()
    if (answer.ok) return read
    const { code, title } = v.parse(problem, read)
    throw new CommandFailure(refusals[code] ?? `The relay refused: ${title}`)
  }
}

const noSuchUser = 'There is no such account. "tidings-admin users list" tells which there are.'
const refusals: Readonly<Record<string, string>> = {
  'not-found': noSuchUser,
  'bad-request': noSuchUser, // a name that no account can have
  'no-password': 'This account has no password: a provider opens it, or it is a bot.',
}

/** Whatever has the form of an id is one: a username may look like another person's. */
async function idOf(ask: Ask, named: string): Promise<string> {
  if (isIdText(named)) return named
  const query = new URLSearchParams({ username: named })
  const { users } = v.parse(usersAnswer, await ask(`${adminPaths.users}?${query.toString()}`))
  const [user] = users
  if (user === undefined) throw new CommandFailure(noSuchUser)
  return user.id
}

async function listUsers(ask: Ask, text: string, say: CommandWorld['say']): Promise<void> {
  let count = 0
  for (let after: string | null = ''; after !== null;) {
    const query = new URLSearchParams({ after, ...(text !== '' && { text }) })
    const page = v.parse(usersAnswer, await ask(`${adminPaths.users}?${query.toString()}`))
    for (const user of page.users) say(lineOf(user))
    count += page.users.length
    after = page.next
  }
  say(`Accounts: ${count}.`)
}

const lineOf = ({ id, username, displayName, disabled, seen }: KnownUser): string =>
  [id, username.padEnd(32), dayOf(seen), disabled ? 'disabled' : 'open    ', printable(displayName)].join(
    '  ',
  )

async function showUser(ask: Ask, id: string, say: CommandWorld['say']): Promise<void> {
  const user = v.parse(userAnswer, await ask(adminPaths.user(id)))
  say(`id          ${user.id}`)
  say(`username    ${user.username}`)
  say(`name        ${printable(user.displayName)}`)
  say(`e-mail      ${user.email === null ? 'none' : printable(user.email)}`)
  say(`account     ${user.disabled ? 'disabled' : 'open'}${user.hasPassword ? '' : ', without a password'}`)
  say(`made        ${dayOf(user.created)}`)
  say(`last seen   ${dayOf(user.seen)}`)
  for (const { issuer, subject } of user.identities) say(`provider    ${printable(`${issuer} ${subject}`)}`)
  for (const each of user.workspaces) say(`workspace   ${each.id}  ${each.role}  ${printable(each.name)}`)
  for (const { id: device, name, active, seen } of user.devices)
    say(`device      ${device}  ${active ? 'signed in ' : 'signed out'}  ${dayOf(seen)}  ${printable(name)}`)
}

async function setDisabled(ask: Ask, id: string, say: CommandWorld['say'], disabled: boolean): Promise<void> {
  await ask(adminPaths.disabled(id), 'PUT', { disabled })
  say(disabled ? 'Done. The account is shut, and its devices are signed out.' : 'Done. The account is open.')
}

const dayOf = (time: number | null): string =>
  time === null || time === 0 ? 'never     ' : new Date(time).toISOString().slice(0, 10)

/** What people call themselves must not steer the terminal, nor look like another line. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
