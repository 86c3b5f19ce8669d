import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { userIdSchema } from '../../core/protocol/id-schemas.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import { describeError, isMissing } from '../disk/system-error.ts'
import { removeBackups } from '../profile/profile-backup.ts'
import { erasedPrefix } from '../profile/profile-files.ts'
import type { GuardDeps } from './guard.ts'
import type { Vault, VaultLabel, VaultTrouble } from './held-vault.ts'
import type { AllTries, Tries } from './tries.ts'
import {
  createVault,
  openVault,
  readVaultLabel,
  type RecoveryFailure,
  recoverVault,
  type VaultFailure,
  type VaultOpening,
} from './vault.ts'
import type { VaultAccount } from './vault-file.ts'

export interface AccountsDeps extends GuardDeps {
  /** Of the whole profile. */
  readonly tries: AllTries
  /** Whether an account of that name is the one that is meant: people have the same name at several relays. */
  readonly mayBe: (account: VaultAccount) => boolean
  /** It is open or locked in another seat: of two that write one vault each would undo what the other wrote. */
  readonly isElsewhere: (account: VaultAccount) => boolean
}

export type OpenFailure = VaultFailure | { readonly kind: 'throttled'; readonly wait: Millis }

/**
 * The accounts of one profile: a folder each, with the vault in it. It is named by the username that the account had when it came
 * here; which account it is says the vault, since people change their usernames.
 */
export interface Accounts {
  /** A new vault is opened by the keystore where there is one, else by the account's password. */
  readonly create: (
    account: VaultAccount,
    opening: Omit<VaultOpening, 'passphrase'> & { readonly password: string },
  ) => Promise<Result<Vault, VaultTrouble>>
  readonly label: (username: string) => Promise<Result<VaultLabel, VaultTrouble>>
  /** Wrong passphrases are counted: too many in a row have to wait. */
  readonly open: (username: string, password: string | undefined) => Promise<Result<Vault, OpenFailure>>
  /** By the key of a recovery code; `passphrase` opens the vault from then on. */
  readonly recover: (
    username: string,
    recoveryKey: Uint8Array,
    passphrase: string | undefined,
  ) => Promise<Result<Vault, RecoveryFailure>>
  /** Whether this is the passphrase of an open vault, counted like `open`. */
  readonly check: (vault: Vault, passphrase: string) => Promise<Result<void, OpenFailure>>
  /** Whether a new account could be kept: asked before one is made at the relay. */
  readonly prepare: (username: string) => Promise<Result<void, VaultTrouble>>
  /** The account of that person at that relay, under whatever username it is known here. */
  readonly find: (person: Pick<VaultAccount, 'user' | 'relay'>) => Promise<VaultLabel | undefined>
  /** Another account here says that it is of that very person. Ids are random: a relay has copied the id. */
  readonly hasTwin: (person: Pick<VaultAccount, 'user' | 'relay'>) => Promise<boolean>
  /** From here on there is no such account: at once, or not at all. `sweepErased` deletes what it kept, now or at the next start. */
  readonly erase: (username: string) => Promise<Result<void, VaultTrouble>>
  /** Deletes one that nobody has ever entered. */
  readonly discard: (username: string) => Promise<Result<void, VaultTrouble>>
  /** There is a keystore here: a vault can do without a passphrase. */
  readonly hasKeystore: boolean
}

const vaultIn = (folder: string): string => path.join(folder, 'vault')

/** `username` as `usernameSchema` lets it through: no separator, never `..`. */
export function createAccounts(deps: AccountsDeps, profileFolder: string): Accounts {
  const folders = createFolders(path.join(profileFolder, 'accounts'), deps.mayBe)
  return {
    create: async (account, { password, ...opening }) => {
      const passphrase = deps.protector === undefined ? password : undefined
      const file = vaultIn(await folders.of(account.username))
      return createVault(deps, file, account, { passphrase, ...opening })
    },
    label: async (username) => readVaultLabel(vaultIn(await folders.of(username))),
    open: async (username, password) => {
      const folder = await folders.of(username)
      const label = await readVaultLabel(vaultIn(folder))
      if (!label.ok) return label
      if (deps.isElsewhere(label.value.account)) return fail({ kind: 'elsewhere' })
      const open = (): Promise<Result<Vault, VaultFailure>> => openVault(deps, vaultIn(folder), password)
      return label.value.needsPassphrase ? countTry(deps.tries.in(folder), open) : open()
    },
    recover: async (username, recoveryKey, passphrase) => {
      const folder = await folders.of(username)
      const label = await readVaultLabel(vaultIn(folder))
      if (label.ok && deps.isElsewhere(label.value.account)) return fail({ kind: 'elsewhere' })
      const opened = await recoverVault(deps, vaultIn(folder), recoveryKey, passphrase)
      if (opened.ok) await deps.tries.in(folder).forget()
      return opened
    },
    check: (vault, passphrase) =>
      countTry(deps.tries.in(vault.folder), () => vault.checkPassphrase(passphrase)),
    prepare: async (username) => {
      try {
        await mkdir(await folders.of(username), { recursive: true, mode: 0o700 })
        return ok(undefined)
      } catch (error) {
        return fail({ kind: 'failed', detail: describeError(error) })
      }
    },
    find: async ({ user, relay }) => {
      const labels = await folders.labels()
      return labels.find(({ account }) => account.user === user && account.relay === relay)
    },
    hasTwin: async ({ user, relay }) => {
      const labels = await folders.labels()
      return labels.some(
        ({ account }) => account.user === user && account.relay !== relay && !deps.mayBe(account),
      )
    },
    ...createErasing(deps, folders),
    hasKeystore: deps.protector !== undefined,
  }
}

function createErasing(deps: AccountsDeps, folders: Folders): Pick<Accounts, 'erase' | 'discard'> {
  return {
    erase: async (username) => {
      const folder = await folders.of(username)
      const label = await readVaultLabel(vaultIn(folder))
      const erased = await tried(() => moveAway(folder, label.ok ? label.value.account.user : nobody(deps)))
      if (erased.ok) deps.tries.drop(folder)
      return erased
    },
    discard: async (username) => {
      const folder = await folders.of(username)
      return tried(async () => {
        await rm(await moveAway(folder, nobody(deps)), { recursive: true, force: true })
      })
    },
  }
}

/** In the place of a person's id: shorter than one. */
const nobody = ({ random }: Pick<AccountsDeps, 'random'>): string => bytesToHex(random.bytes(8))

/** At once out of sight under a name that no account has, and that says whose it was: half a folder must never be taken for one. */
async function moveAway(folder: string, whose: string): Promise<string> {
  const away = path.join(path.dirname(folder), `${erasedPrefix}${whose}`)
  await rm(away, { recursive: true, force: true })
  await rename(folder, away)
  return away
}

/** What is not there is gone. */
async function tried(move: () => Promise<unknown>): Promise<Result<void, VaultTrouble>> {
  try {
    await move()
    return ok(undefined)
  } catch (error) {
    return isMissing(error) ? ok(undefined) : fail({ kind: 'failed', detail: describeError(error) })
  }
}

/**
 * Deletes what was erased, now or before the program ended, and the copies of the profile, which hold it too. `note` hears first of each
 * whose data the page has to delete, but for those who have come back meanwhile. Rejects with the system's error; then the next start goes on.
 */
export async function sweepErased(
  profileFolder: string,
  note: (user: UserId) => Promise<void>,
): Promise<void> {
  const home = path.join(profileFolder, 'accounts')
  const names = await readdir(home).catch(() => [])
  const present = await labelsIn(home, names)
  for (const name of names.filter((each) => each.startsWith(erasedPrefix))) {
    const user = v.safeParse(userIdSchema, name.slice(erasedPrefix.length))
    const isBack = present.some(({ account }) => user.success && account.user === user.output)
    if (user.success && !isBack) await note(user.output)
    if (user.success) await removeBackups(profileFolder)
    await rm(path.join(home, name), { recursive: true, force: true })
  }
}

async function labelsIn(home: string, names: ReadonlyArray<string>): Promise<ReadonlyArray<VaultLabel>> {
  const labels: Array<VaultLabel> = []
  for (const name of names) {
    const label = name.startsWith(erasedPrefix)
      ? undefined
      : await readVaultLabel(vaultIn(path.join(home, name)))
    if (label?.ok === true) labels.push(label.value)
  }
  return labels
}

interface Folders {
  /** Where the account of that username is, or would be. */
  readonly of: (username: string) => Promise<string>
  readonly labels: () => Promise<ReadonlyArray<VaultLabel>>
}

function createFolders(home: string, mayBe: AccountsDeps['mayBe']): Folders {
  const names = async (): Promise<ReadonlyArray<string>> => {
    try {
      return (await readdir(home)).filter((name) => !name.startsWith(erasedPrefix)).toSorted()
    } catch {
      return [] // there is none yet
    }
  }
  /** Undefined where no vault can be read, empty where it is of another relay. */
  const nameIn = async (folder: string): Promise<string | undefined> => {
    const label = await readVaultLabel(vaultIn(path.join(home, folder)))
    if (!label.ok) return undefined
    return mayBe(label.value.account) ? label.value.account.username : ''
  }
  return {
    of: async (username) => {
      const there = await names()
      // Its own folder is its own, unless the account in it has another name by now.
      const own = there.includes(username) ? await nameIn(username) : undefined
      if (own === username) return path.join(home, username)
      for (const folder of there) if ((await nameIn(folder)) === username) return path.join(home, folder)
      if (own === undefined) return path.join(home, username)
      let number = 2
      while (there.includes(`${username}-${number}`)) number++
      return path.join(home, `${username}-${number}`)
    },
    labels: async () => labelsIn(home, await names()),
  }
}

const countTry = <Value, Failure extends { readonly kind: string }>(
  tries: Tries,
  ask: () => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure | { readonly kind: 'throttled'; readonly wait: Millis }>> =>
  tries.inTurn(async () => {
    const wait = await tries.wait()
    if (wait > 0) return fail({ kind: 'throttled', wait })
    await tries.begin()
    const answer = await ask()
    if (answer.ok) await tries.forget()
    else if (answer.failure.kind !== 'wrong-passphrase') await tries.forgive()
    return answer
  })
