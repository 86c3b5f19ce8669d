/**
 * The relay's settings: one schema over the environment and a file (`CONFIG_FILE`), every fault told at once. What the
 * environment says counts before the file. `docs/guides/relay-settings.md` lists them for people.
 */
import { resolve } from 'node:path'
import * as v from 'valibot'
import { fail, ok, type Result } from '../core/base/result.ts'
import { isKeyText, type MasterKeySource } from './at-rest/master-key-source.ts'
import { readSettingsFile } from './settings-file.ts'
import { type SignUp, signUps } from '../core/protocol/identity-api.ts'
import { mailFaults, type MailSettings, mailSettings, mailVariables } from './mail-config.ts'
import { oidcFaults, oidcSettings, oidcVariables } from './oidc-config.ts'
import { scanSettings, type ScanSettings, scanVariables } from './scan-config.ts'
import { isAllowable } from './webhooks/addresses.ts'
import type { ModerationRules } from '../core/protocol/moderation-api.ts'
import { readRulesFile } from './moderation/rules-file.ts'
import { createIsProxy, isSubnet, type IsProxy } from './transport/client-address.ts'
import type { FilesDeps } from './blobs/files.ts'
import type { QuotasDeps } from './quotas/quotas.ts'
import type { OidcSettings } from './identity/oidc/provider.ts'

const wholeNumberText = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(max, `must be at most ${max}`),
  )
const wholeNumber = (fallback: number, min: number, max: number) =>
  v.optional(wholeNumberText(min, max), String(fallback))
/** Undefined where it is not set. */
const optionalNumber = (min: number, max: number) => v.optional(wholeNumberText(min, max))
const mebibyte = 1_048_576
const perMinute = (fallback: number) => wholeNumber(fallback, 1, 1_000_000)

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text
/** What stands between commas. */
const parted = (text: string): ReadonlyArray<string> =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
const filled = v.pipe(v.string(), v.minLength(1, 'must not be empty'))

const settings = v.object({
  /** 0: any free port. */
  PORT: wholeNumber(8787, 0, 65_535),
  HOST: v.optional(filled, '127.0.0.1'),
  DATA_DIR: v.optional(filled, '.tidings/relay'),
  /** `production`: secrets have no defaults. */
  NODE_ENV: v.optional(v.string()),
  /** The key that the keys of workspaces are wrapped with (AR3): one of these. */
  MASTER_KEY: v.optional(v.pipe(v.string(), v.check(isKeyText, 'must be 32 bytes in base64'))),
  MASTER_KEY_FILE: v.optional(filled),
  MASTER_KEY_COMMAND: v.optional(filled),
  /** Where clients reach the relay, if not under its own address. */
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.url('must be a URL'))),
  /** Where people get a newer app; told to those whose app is too old for this relay. */
  UPDATE_URL: v.optional(
    v.pipe(v.string(), v.url('must be a URL'), v.maxLength(1_000, 'must be at most 1000 long')),
  ),
  /** Requests of one user a minute. */
  RATE_REST: perMinute(60),
  /** Sign-ins a minute, by account and by address. */
  RATE_SIGN_IN: perMinute(10),
  /** Sign-ups a minute, by address. */
  RATE_REGISTER: perMinute(10),
  /** Refreshes and sign-outs a minute, by address, and so many requests with bad tokens: a whole office may share one. */
  RATE_REFRESH: perMinute(600),
  /** Requests of one user a minute that bring or fetch a piece of a file. */
  RATE_FILES: perMinute(2_400),
  /** What they may bring, in MiB. */
  RATE_FILE_MIB: wholeNumber(1_024, 1, 1_048_576),
  /** Who may make an account with a password. */
  SIGN_UP: v.optional(v.picklist(signUps, 'must be open, invited or closed'), 'open'),
  ...oidcVariables,
  ...mailVariables,
  /** Messages of one user a minute in one room of the JSON gateway. */
  RATE_ROOM_MESSAGES: perMinute(30),
  /** Pages that may ask the API and open sockets of the JSON gateway: their origins, parted by commas. The relay's own is one of them. */
  ALLOWED_ORIGINS: v.optional(
    v.pipe(
      v.string(),
      v.transform(parted),
      v.check(
        (origins) => origins.every(isOrigin),
        'must be origins as https://chat.example, parted by commas',
      ),
    ),
  ),
  /** Where webhooks may be sent beside the public internet, also without TLS: names, addresses, networks. */
  WEBHOOK_ALLOWED_HOSTS: v.optional(
    v.pipe(
      v.string(),
      v.toLowerCase(),
      v.transform(parted),
      v.check(
        (hosts) => hosts.every(isAllowable),
        'must be names, addresses or networks as 10.1.0.0/16, parted by commas',
      ),
    ),
  ),
  /** Sockets of one address whose person is not known yet. */
  MAX_STRANGERS: wholeNumber(500, 1, 1_000_000),
  /** Reverse proxies that are believed when they say where a request came from: addresses or subnets, parted by commas. */
  TRUSTED_PROXIES: v.optional(
    v.pipe(
      v.string(),
      v.transform(parted),
      v.check(
        (subnets) => subnets.every(isSubnet),
        'must be addresses or subnets as 10.0.0.0/8, parted by commas',
      ),
    ),
  ),
  /** How long the headers of a request may take, and all of it, in seconds. */
  HEADERS_SECONDS: wholeNumber(10, 1, 600),
  REQUEST_SECONDS: wholeNumber(60, 1, 3_600),
  /** Entries of one user a minute, by the app, from all devices; and updates in rooms. */
  RATE_ENTRIES: perMinute(600),
  /** So many of them at once. */
  RATE_ENTRIES_BURST: perMinute(50),
  /** The largest file, in MiB. */
  MAX_FILE_MIB: wholeNumber(100, 1, 1_024),
  /** What the files of one person may take together, in MiB. */
  FILE_QUOTA_MIB: wholeNumber(10_240, 1, 1_048_576),
  /** The same of a workspace, and how many people it may have, where it has no quota of its own. */
  WORKSPACE_QUOTA_MIB: optionalNumber(1, 1_073_741_824),
  WORKSPACE_PEOPLE: optionalNumber(1, 1_000_000),
  ...scanVariables,
  /** Characters of a message, in all workspaces. */
  MAX_MESSAGE_LENGTH: optionalNumber(1, 16_384),
  /** A file with the rules of workspaces that have none of their own. */
  MODERATION: v.optional(v.string()),
  /** How many days is kept what is said, at most, in all workspaces. */
  RETENTION_DAYS: optionalNumber(1, 36_500),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    ),
    'info',
  ),
})

/** What the guide must list: each name with its default, undefined where there is none. @internal */
export const settingDefaults = (): Readonly<Record<string, string | undefined>> => v.getDefaults(settings)

export interface RelayConfig {
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataFolder: string
  readonly masterKey: MasterKeySource
  readonly publicUrl: string | undefined
  readonly updateUrl: string | undefined
  /** A minute. */
  readonly rates: {
    readonly rest: number
    readonly signIn: number
    readonly register: number
    readonly refresh: number
    readonly files: number
    readonly fileBytes: number
    readonly roomMessages: number
    readonly entries: number
    /** At once. */
    readonly entriesBurst: number
  }
  readonly signUp: SignUp
  /** Undefined: passwords alone sign people in. */
  readonly oidc: OidcSettings | undefined
  /** Undefined: nothing sends mail. */
  readonly mail: MailSettings | undefined
  /** Of pages that may ask the API, and open sockets of the JSON gateway. */
  readonly allowedOrigins: ReadonlyArray<string>
  /** Names, addresses and networks. */
  readonly webhookHosts: ReadonlyArray<string>
  readonly strangersPerAddress: number
  readonly isProxy: IsProxy
  /** For a request to come in, in milliseconds. */
  readonly patience: { readonly headers: number; readonly request: number }
  /** In bytes. */
  readonly files: FilesDeps['limits']
  /** Undefined: no file is scanned. */
  readonly scans: ScanSettings | undefined
  /** Undefined: as much as there is. */
  readonly quotas: QuotasDeps['defaults']
  /** In characters; undefined: what the protocol allows. */
  readonly maxMessageLength: number | undefined
  /** Of workspaces that have none of their own. */
  readonly moderation: ModerationRules | undefined
  /** Undefined: for ever, where a workspace does not say otherwise. */
  readonly retentionDays: number | undefined
  readonly logLevel: string
}

export interface ConfigFailure {
  readonly kind: 'config'
  /** One a fault: name and what it must be. */
  readonly faults: ReadonlyArray<string>
}

/** Unknown variables of the environment are none of our business; unknown names in the file are mistakes. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<RelayConfig, ConfigFailure> {
  const file = readSettingsFile(env['CONFIG_FILE'], Object.keys(settings.entries))
  const given = { ...file.values, ...withoutUndefined(env) }
  const read = v.safeParse(settings, given)
  const masterKey = masterKeySource(given)
  const rules = readRulesFile(given['MODERATION'])
  const issues = read.issues ?? []
  const faults = [
    ...file.faults,
    ...issues.map((issue) => `${v.getDotPath(issue) ?? 'environment'} ${issue.message}`),
    ...(read.success ? [...oidcFaults(read.output), ...mailFaults(read.output)] : []),
    ...[masterKey, rules].flatMap((each) => (each.ok ? [] : [each.failure])),
  ]
  if (!read.success || !masterKey.ok || !rules.ok || faults.length > 0)
    return fail({ kind: 'config', faults })
  return ok({ ...toConfig(read.output, masterKey.value), moderation: rules.value })
}

const withoutUndefined = (env: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))

const toConfig = (
  output: v.InferOutput<typeof settings>,
  masterKey: MasterKeySource,
): Omit<RelayConfig, 'moderation'> => ({
  port: output.PORT,
  host: output.HOST,
  dataFolder: resolve(output.DATA_DIR),
  masterKey,
  publicUrl: output.PUBLIC_URL,
  updateUrl: output.UPDATE_URL,
  rates: {
    rest: output.RATE_REST,
    signIn: output.RATE_SIGN_IN,
    register: output.RATE_REGISTER,
    refresh: output.RATE_REFRESH,
    files: output.RATE_FILES,
    fileBytes: output.RATE_FILE_MIB * mebibyte,
    roomMessages: output.RATE_ROOM_MESSAGES,
    entries: output.RATE_ENTRIES,
    entriesBurst: output.RATE_ENTRIES_BURST,
  },
  signUp: output.SIGN_UP,
  oidc: oidcSettings(output),
  mail: mailSettings(output),
  allowedOrigins: [
    ...(output.ALLOWED_ORIGINS ?? []),
    ...(output.PUBLIC_URL === undefined ? [] : [new URL(output.PUBLIC_URL).origin]),
  ],
  webhookHosts: output.WEBHOOK_ALLOWED_HOSTS ?? [],
  strangersPerAddress: output.MAX_STRANGERS,
  isProxy: createIsProxy(output.TRUSTED_PROXIES ?? []),
  patience: { headers: output.HEADERS_SECONDS * 1_000, request: output.REQUEST_SECONDS * 1_000 },
  files: {
    largest: output.MAX_FILE_MIB * mebibyte,
    quota: output.FILE_QUOTA_MIB * mebibyte,
    workspaceQuota: inBytes(output.WORKSPACE_QUOTA_MIB),
  },
  scans: scanSettings(output),
  quotas: { fileBytes: inBytes(output.WORKSPACE_QUOTA_MIB), people: output.WORKSPACE_PEOPLE },
  maxMessageLength: output.MAX_MESSAGE_LENGTH,
  retentionDays: output.RETENTION_DAYS,
  logLevel: output.LOG_LEVEL,
})

const inBytes = (mebibytes: number | undefined): number | undefined => mebibytes && mebibytes * mebibyte

/** A fault is told without the values: they are secrets. */
function masterKeySource(
  given: Readonly<Record<string, string | undefined>>,
): Result<MasterKeySource, string> {
  const { MASTER_KEY: key, MASTER_KEY_FILE: file, MASTER_KEY_COMMAND: command } = given
  if ([key, file, command].filter((each) => each !== undefined).length > 1)
    return fail('MASTER_KEY, MASTER_KEY_FILE and MASTER_KEY_COMMAND exclude each other: set one of them')
  if (file !== undefined) return ok({ kind: 'file', file: resolve(file) })
  if (command !== undefined) return ok({ kind: 'command', command })
  if (key !== undefined) return ok({ kind: 'given', text: key })
  return given['NODE_ENV'] === 'production'
    ? fail(
        'one of MASTER_KEY_FILE, MASTER_KEY_COMMAND and MASTER_KEY must be set where NODE_ENV is production',
      )
    : ok({ kind: 'own' })
}
