/** The bounds of a conversation document. They are part of the protocol: a relay and a client must agree on them. */

/** Code units of UTF-16, as `String.length` counts them; at most three bytes each in UTF-8. */
export const maxTextLength = 16_384
export const maxEmojiLength = 32
export const maxReasonLength = 500
export const maxMentions = 50
/** The name of an op's kind or of a system event, in code units. */
export const maxKindLength = 64

export const maxAttachments = 10
/** In code units; most file systems hold no longer name. */
export const maxFileNameLength = 255
export const maxMediaTypeLength = 127
/** What a file may claim to be in size, in bytes. What may be uploaded is the relay's to say. */
export const maxFileSize = 2 ** 40
/** In bytes, all pictures of a message together: what is shown before the files themselves are there. */
export const maxThumbnailBytes = 20_480
/** Of a sound or a video, in milliseconds: a day. */
export const maxDuration = 86_400_000
/** How many strokes the picture of a sound has at most. */
export const maxPeaks = 64

/** What a post says of the page that it links to. In code units, the picture in bytes. */
export const maxPreviewUrl = 2_048
export const maxPreviewTitle = 200
export const maxPreviewDescription = 300
export const maxPreviewPicture = 8_192

/** One second to one year. */
export const maxExpirySeconds = 365 * 86_400

/** What a person has set for themselves: its key, and what it is set to. In code units. */
export const maxSettingKeyLength = 64
export const maxSettingLength = 16_384

export const maxNameLength = 64
export const maxTopicLength = 250

/** The longest text with all mentions and attachments and a preview takes 95 kB. */
export const maxOpBytes = 98_304
/** Arrays and maps in one op. Bounds the depth too, so that no reader runs out of stack. */
export const maxOpContainers = 256

export const maxUpdateBytes = 262_144
/** Structs in one update; also how far one update may move the clock of its sub-log, and its deleted ranges. */
export const maxUpdateStructs = 4_096

/** Ops after which authors open the next segment. Late ops may still come: not a bound for readers. */
export const maxOpsPerSegment = 2_000
