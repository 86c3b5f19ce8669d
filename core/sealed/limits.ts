/** Sizes and times of sealed conversations. Bytes and milliseconds. */
import { maxEntryBytes } from '../protocol/limits.ts'

/** A sealed entry with everything; the same as for open ones, so that every frame and store that takes those takes these. */
export const maxSealedBytes = maxEntryBytes
export const maxMembers = 64
/** Devices of one person that are not revoked. */
export const maxDevices = 16
/** Devices of one person that ever were. */
export const maxRevoked = 256
/** UTF-8 bytes. */
export const maxDeviceNameBytes = 64
export const maxListBytes = 16_384
export const maxLeafBytes = 256
/** How long a list may say that it is fresh. */
export const maxListLifeMs = 30 * 86_400_000
/** How long a leaf key may be wrapped to. */
export const maxLeafLifeMs = 30 * 86_400_000
/** An epoch older than this, or longer than this, is followed by another before the next message. */
export const epochLifeMs = 7 * 86_400_000
export const epochEntries = 1_000
/** In larger conversations reading, and that something has arrived, is said in the log only with what one writes: it would fill with marks. */
export const maxMarkingMembers = 8
/** How far behind the end of the log a place may be that a writer names as seen: clients keep no older heads. */
export const seenWindow = 1_024
