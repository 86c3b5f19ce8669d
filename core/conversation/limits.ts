/** The bounds of a conversation document. They are part of the protocol: a relay and a client must agree on them. */

/** Code units of UTF-16, as `String.length` counts them; at most three bytes each in UTF-8. */
export const maxTextLength = 16_384
export const maxEmojiLength = 32
export const maxReasonLength = 500
export const maxMentions = 50
/** The name of an op's kind, in code units. */
export const maxKindLength = 64
/** The longest text with all mentions takes 51 kB. */
export const maxOpBytes = 65_536
/** Arrays and maps in one op. Bounds the depth too, so that no reader runs out of stack. */
export const maxOpContainers = 256

export const maxUpdateBytes = 262_144
/** Structs in one update; also how far one update may move the clock of its sub-log, and its deleted ranges. */
export const maxUpdateStructs = 4_096

/** Ops after which authors open the next segment. Late ops may still come: not a bound for readers. */
export const maxOpsPerSegment = 2_000
