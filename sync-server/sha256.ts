import { hash } from 'node:crypto'
import type { Sha256 } from '../core/base/sha256.ts'

/** Ours to give to the core, whose own is written in JavaScript. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')
