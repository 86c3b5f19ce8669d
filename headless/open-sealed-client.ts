/** The composition root of a program that chats with keys, in plain Node. */
import { hostname } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { fail, ok, type Result } from '../core/base/result.ts'
import { nameSchema, passwordSchema, usernameSchema } from '../core/protocol/api.ts'
import { invitationTokenSchema } from '../core/protocol/identity-api.ts'
import type { App } from '../main/app.ts'
import { relayOrigin } from '../main/sign-in/relay-origin.ts'
import { systemClock as clock, systemRandom as random } from '../main/system.ts'
import { type EnterFailure, enterAccount, signInWhenAsked } from './enter-account.ts'
import { createLocalBridge, type LocalBridge } from './local-bridge.ts'
import { type OpenEngineFailure, openFolderEngine } from './open-engine.ts'
import { createSealedClient, type SealedClient } from './sealed-client.ts'
import { type FolderFailure, startMain } from './start-main.ts'

const optionsSchema = v.strictObject({
  /** Whose vault, journal and history are kept there. One account a folder, one program at a time. */
  folder: v.pipe(v.string(), v.minLength(1)),
  /** The relay: `https://chat.example`. */
  server: v.pipe(
    v.string(),
    v.check((text) => relayOrigin(text) !== undefined),
  ),
  username: usernameSchema,
  /** The account's password, which opens the vault in the folder, offline too. */
  passphrase: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  /** Makes the account if there is none of that name. */
  signUp: v.optional(
    v.strictObject({ displayName: nameSchema, invitation: v.optional(invitationTokenSchema) }),
  ),
  /** In the list of the person's devices. */
  deviceName: v.optional(nameSchema),
  /** Hears lines for whoever looks after this machine: no content, no names, no secrets. Else they go to standard error. */
  report: v.optional(v.custom<(line: string) => void>((given) => typeof given === 'function')),
})
export type SealedClientOptions = v.InferInput<typeof optionsSchema>

export type OpenFailure =
  | { readonly kind: 'bad-option'; readonly option: string }
  | FolderFailure
  | EnterFailure
  | OpenEngineFailure

const toStandardError = (line: string): void => void process.stderr.write(`${line}\n`)

/** Everything in the folder stays as it was after a failure. */
export async function openSealedClient(
  given: SealedClientOptions,
): Promise<Result<SealedClient, OpenFailure>> {
  const read = v.safeParse(optionsSchema, given)
  if (!read.success) return fail({ kind: 'bad-option', option: v.getDotPath(read.issues[0]) ?? '' })
  const { signUp, deviceName = hostname().slice(0, 80) || 'headless', ...options } = read.output
  if (signUp !== undefined && !v.is(passwordSchema, options.passphrase))
    return fail({ kind: 'password-weak' })
  const local = createLocalBridge()
  const app = await startMain({
    folder: options.folder,
    protector: undefined, // the passphrase opens the vault
    fetch,
    relay: relayOrigin(options.server),
    deviceName,
    tell: local.tell,
    report: options.report ?? toStandardError,
    clock,
    random,
  })
  if (!app.ok) return app
  try {
    const client = await openClient(app.value, local, read.output)
    if (!client.ok) await app.value.close()
    return client
  } catch (error) {
    await app.value.close()
    throw error
  }
}

async function openClient(
  app: App,
  local: LocalBridge,
  { folder, username, passphrase, signUp, report = toStandardError }: v.InferOutput<typeof optionsSchema>,
): Promise<Result<SealedClient, OpenFailure>> {
  const bridge = local.serve(app.bridgeAt(undefined))
  const credentials = { username, passphrase, signUp }
  const account = await enterAccount(bridge, credentials)
  if (!account.ok) return account
  const place = { bridge, account: account.value, clock, random }
  const engine = await openFolderEngine(path.resolve(folder), {
    ...place,
    report: (each) => report(JSON.stringify(each)),
  })
  if (!engine.ok) return engine
  const stop = signInWhenAsked({ bridge, engine: engine.value, credentials, clock, random })
  const closed = async (): Promise<void> => {
    stop()
    await app.close()
  }
  return ok(createSealedClient({ bridge, engine: engine.value, closed }))
}
