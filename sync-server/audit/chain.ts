/** The chain of audit lines: whoever changes, takes out or reorders one breaks every hash after it. */
import { createHash } from 'node:crypto'
import type { Millis } from '../../core/base/clock.ts'
import type { AuditRow, AuditScope, AuditStore } from '../store/audit-store.ts'

export const noLine = new Uint8Array(32)

export function chainHash(before: Uint8Array, number: number, time: Millis, line: string): Uint8Array {
  const hash = createHash('sha256').update(before)
  return new Uint8Array(hash.update(`${number}\n${time}\n${line}`).digest())
}

export type ChainProof =
  | { readonly kind: 'whole'; readonly lines: number }
  /** `number` is the first line that is not where or what it was. */
  | { readonly kind: 'broken'; readonly number: number; readonly fault: 'missing' | 'changed' }

const pageLines = 1_000

/** Reads a chain from its first line and compares it with the head beside it, so that a cut tail is seen too. */
export async function verifyChain(
  store: Pick<AuditStore, 'list' | 'head'>,
  scope: AuditScope,
): Promise<ChainProof> {
  let before: Pick<AuditRow, 'number' | 'hash'> = { number: 0, hash: noLine }
  for (;;) {
    const page = await store.list(scope, before.number, pageLines)
    for (const row of page) {
      const number = before.number + 1
      if (row.number !== number) return { kind: 'broken', number, fault: 'missing' }
      const hash = chainHash(before.hash, number, row.time, row.line)
      if (!Buffer.from(hash).equals(row.hash)) return { kind: 'broken', number, fault: 'changed' }
      before = row
    }
    if (page.length < pageLines) break
  }
  const head = await store.head(scope)
  const known = head ?? { number: 0, hash: noLine }
  if (known.number !== before.number) {
    return { kind: 'broken', number: Math.min(known.number, before.number) + 1, fault: 'missing' }
  }
  const isSame = Buffer.from(known.hash).equals(before.hash)
  return isSame
    ? { kind: 'whole', lines: before.number }
    : { kind: 'broken', number: before.number, fault: 'changed' }
}
