/** Sizes and times that both sides of the wire agree on. Bytes and milliseconds. */

/** Version of the wire; the WebSocket subprotocol carries it too. */
export const protocolVersion = 1
export const subprotocol = 'tidings.v1'

/** 1 MiB: a long paste fits, a hostile peer cannot make the other side hold more. */
export const maxFrameBytes = 1_048_576
/** An entry with its header; leaves room in a frame for what surrounds it. */
export const maxEntryBytes = 262_144 + 256
/** What a socket may hold before it has said a valid hello. */
export const maxHelloBytes = 65_536
export const helloTimeoutMs = 5_000
/** Either side pings after this much silence; twice this without a frame and the socket is dead. */
export const pingIntervalMs = 20_000
/** Entries of one `entries` or `fetched` frame together stay under this, so that a page of history paints early. */
export const batchBytes = 131_072
/** How far behind a cursor may be for the relay to send all that is missing; further behind, the client fetches by segment. */
export const maxResumeEntries = 1_000
/** Appends a client may have under way; keeps a long queue from filling the socket. */
export const maxAppendsInFlight = 64
/** Those written to last; the others are not resumed. So many cursors and a token fit into `maxHelloBytes`. */
export const maxResumeConversations = 1_000
/** Body of an ephemeral frame: typing and live detail, sealed or not. */
export const maxEphemeralBytes = 1_024
/** What a relay lets be on its way to a client before the first credit. */
export const initialCreditBytes = 1_048_576
/** Entries that a client asks for to fill its first screen. */
export const screenEntries = 64
/** However much credit a client gives, no more than this is on its way to it: whoever reads slowly costs the relay no more. */
export const maxCreditBytes = 4 * 1_048_576
/** How long a reader may take nothing while something waits for it. */
export const readerStallMs = 60_000
/** Conversations with more readers have read marks for oneself alone. */
export const maxMarkReaders = 64
/** Ephemeral frames of one socket a second; more are dropped. */
export const maxEphemeralsPerSecond = 20
