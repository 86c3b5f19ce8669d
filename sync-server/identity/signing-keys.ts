/**
 * The relay's own Ed25519 keys for access tokens (rules AU2, AU9). One signs; those before it verify until the last token that
 * they signed has run out, so that a rotation ends nobody's session. They live in the store: tokens outlive a restart, and other
 * instances, or a command beside this process, may rotate at any time.
 */
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import * as v from 'valibot'
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import type { AccountStore, SigningKeyRow } from '../store/account-store.ts'

export interface SigningKey {
  readonly kid: string
  readonly sign: CryptoKey
  readonly verify: CryptoKey
  readonly publicJwk: JWK
}

export interface SigningKeys {
  readonly signer: () => Promise<SigningKey>
  /** The key that verifies a token of this `kid`; undefined if there is none, or none any more. */
  readonly verifier: (kid: string) => Promise<SigningKey | undefined>
  /** Public keys as of RFC 7517, for `/.well-known/jwks.json`. */
  readonly jwks: () => Promise<{ readonly keys: ReadonlyArray<JWK> }>
  /** Another key signs from now on. Answers with its `kid`. */
  readonly rotate: () => Promise<string>
}

export interface SigningKeysDeps {
  readonly accounts: Pick<AccountStore, 'signingKeys' | 'addSigningKey'>
  readonly clock: Clock
}

export const signingAlgorithm = 'EdDSA'
export const accessTokenSeconds = 15 * 60
/** A key signs for so long, then another takes over by itself. */
const signsForMs = 30 * 24 * 60 * 60 * 1_000
/** How long another instance may go on without looking into the store. */
const reloadMs = 60_000
/** For a `kid` that nobody knows: a flood of invented ones reads the store once a second. */
const missReloadMs = 1_000
/** What was signed just before a rotation, by an instance that had not heard of it, is good for its time. */
const verifiesForMs = accessTokenSeconds * 1_000 + 2 * reloadMs

interface Loaded {
  readonly at: Millis
  readonly rows: ReadonlyArray<SigningKeyRow>
  readonly keys: ReadonlyMap<string, SigningKey>
}

/** Makes the first key if there is none. */
export async function createSigningKeys(deps: SigningKeysDeps): Promise<SigningKeys> {
  const { accounts, clock } = deps
  let loaded = await load(deps, new Map())
  const reload = async (): Promise<Loaded> => (loaded = await load(deps, loaded.keys))
  const isOlder = (age: number): boolean => Math.abs(clock.now() - loaded.at) >= age // the wall clock may jump back

  const rotate = async (): Promise<string> => {
    const { rows } = await reload()
    const replacing = rows.find(({ retired }) => retired === undefined)?.kid
    const { privateKey } = await generateKeyPair(signingAlgorithm, { crv: 'Ed25519', extractable: true })
    const jwk = await exportJWK(privateKey)
    const kid = await calculateJwkThumbprint(jwk)
    const created = clock.now()
    const forget = millis(created - verifiesForMs)
    await accounts.addSigningKey({ kid, jwk: JSON.stringify(jwk), created }, replacing, forget)
    return signing(await reload()).row.kid // another instance may have been first: its key is as new
  }
  const current = async (): Promise<SigningKey> => {
    if (isOlder(reloadMs)) await reload()
    const { row, key } = signing(loaded)
    if (clock.now() - row.created < signsForMs) return key
    await rotate()
    return signing(loaded).key
  }

  if (loaded.rows.length === 0) await rotate()
  return {
    signer: current,
    verifier: async (kid) => {
      if (isOlder(reloadMs) || (!loaded.keys.has(kid) && isOlder(missReloadMs))) await reload()
      const row = loaded.rows.find((each) => each.kid === kid)
      return row !== undefined && verifies(row, clock.now()) ? loaded.keys.get(kid) : undefined
    },
    jwks: async () => {
      if (isOlder(reloadMs)) await reload()
      const good = loaded.rows.filter((row) => verifies(row, clock.now()))
      return { keys: good.flatMap(({ kid }) => loaded.keys.get(kid)?.publicJwk ?? []) }
    },
    rotate,
  }
}

const verifies = ({ retired }: SigningKeyRow, now: Millis): boolean =>
  retired === undefined || now - retired < verifiesForMs

function signing({ rows, keys }: Loaded): { readonly row: SigningKeyRow; readonly key: SigningKey } {
  const row = rows.find(({ retired }) => retired === undefined)
  const key = row && keys.get(row.kid)
  if (row === undefined || key === undefined) throw new Defect('a relay without a signing key')
  return { row, key }
}

async function load(
  { accounts, clock }: SigningKeysDeps,
  known: ReadonlyMap<string, SigningKey>,
): Promise<Loaded> {
  const rows = await accounts.signingKeys()
  const keys = await Promise.all(rows.map(async ({ kid, jwk }) => known.get(kid) ?? readKey(kid, jwk)))
  return { at: clock.now(), rows, keys: new Map(keys.map((key) => [key.kid, key])) }
}

const storedJwk = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.string(),
  d: v.string(),
})

async function readKey(kid: string, json: string): Promise<SigningKey> {
  const jwk = v.parse(storedJwk, JSON.parse(json))
  const publicPart = { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
  const publicJwk = { ...publicPart, kid, alg: signingAlgorithm, use: 'sig' }
  const [sign, verify] = await Promise.all([
    importJWK(jwk, signingAlgorithm),
    importJWK(publicPart, signingAlgorithm),
  ])
  if (sign instanceof Uint8Array || verify instanceof Uint8Array) throw new Defect('an Ed25519 key as bytes')
  return { kid, sign, verify, publicJwk }
}
