/**
 * Where the master key comes from (AR3): the environment, a file, or what a command prints (how a KMS is asked). With none of
 * them the relay keeps a key of its own beside the database, which protects a stolen copy of the database, but no stolen folder.
 */
import { execSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { keyBytes } from './gcm.ts'
import { writeSecret } from './secret-file.ts'

export type MasterKeySource =
  | { readonly kind: 'given'; readonly text: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'own' }

export interface MasterKeyFailure {
  readonly kind: 'master-key'
  /** A sentence for whoever runs the relay, without the key. */
  readonly detail: string
}

const keyText = /^[A-Za-z0-9+/_-]{43}=?$/
const commandMs = 30_000

/** 32 bytes in base64, with or without its `=`, in either alphabet. */
export const isKeyText = (text: string): boolean => keyText.test(text)
const fromText = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
const toText = (key: Uint8Array): string => Buffer.from(key).toString('base64')

export function readMasterKey(
  source: MasterKeySource,
  ownFile: string,
): Result<Uint8Array, MasterKeyFailure> {
  switch (source.kind) {
    case 'given':
      return parse(source.text, 'MASTER_KEY')
    case 'file':
      return readKeyFile(source.file, `The file ${source.file} of MASTER_KEY_FILE`)
    case 'command':
      return askCommand(source.command)
    case 'own':
      return readKeyFile(ownFile, `The file ${ownFile}`)
  }
}

/** Makes the relay's own key if it has none yet; true if it did. */
export function makeOwnKey(file: string): boolean {
  if (existsSync(file)) return false
  writeKeyFile(file, new Uint8Array(randomBytes(keyBytes)))
  return true
}

/** Durable, and readable by its owner alone. */
export const writeKeyFile = (file: string, key: Uint8Array): void => writeSecret(file, `${toText(key)}\n`)

export function readKeyFile(file: string, name: string): Result<Uint8Array, MasterKeyFailure> {
  try {
    return parse(readFileSync(file, 'utf8'), name)
  } catch (error) {
    const detail = `${name} cannot be read (${error instanceof Error ? error.message : String(error)}).`
    return fail({ kind: 'master-key', detail })
  }
}

function askCommand(command: string): Result<Uint8Array, MasterKeyFailure> {
  try {
    const printed = execSync(command, {
      encoding: 'utf8',
      timeout: commandMs,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return parse(printed, 'What MASTER_KEY_COMMAND prints')
  } catch {
    // What went wrong the command has said itself; the error would repeat the command, and what it has printed.
    const detail =
      'MASTER_KEY_COMMAND has failed, or took longer than 30 s. It must print the key, and exit with 0.'
    return fail({ kind: 'master-key', detail })
  }
}

function parse(text: string, name: string): Result<Uint8Array, MasterKeyFailure> {
  if (isKeyText(text.trim())) return ok(fromText(text.trim()))
  return fail({ kind: 'master-key', detail: `${name} is not a key: 32 bytes in base64.` })
}
