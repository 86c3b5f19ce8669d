/**
 * The y-websocket rooms: why the relay closes a socket there, and how much it takes. Rules YW* of SPEC.md. The names
 * stand at the front of the close reason; y-websocket itself goes by the numbers: after 44xx it does not come back by
 * itself, after 45xx it does.
 */
export const roomCloseCodes = {
  /** Text, or bytes that are no message of the y-websocket protocol. */
  'protocol-error': 4400,
  /** Get a fresh token, put it into `params`, connect again. */
  'token-expired': 4401,
  'signed-out': 4402,
  'not-a-member': 4403,
  /** The clientID belongs to another device. */
  claimed: 4409,
  /** The update, the awareness state or the document is over its limit. */
  'too-large': 4413,
  /** The update breaks a rule of the document; nothing of it was applied. */
  'invalid-update': 4422,
  /** The relay stops. */
  draining: 4500,
  /** The relay cannot read or write just now; what was not stored comes again with the next sync. */
  unavailable: 4503,
  /** Did not read what it was sent. */
  'too-slow': 4508,
} as const satisfies Record<string, number>
export type RoomCloseCode = keyof typeof roomCloseCodes

/** A whole state vector of some 20,000 writers. */
export const maxStateVectorBytes = 262_144
/** One person's presence in a room: a name, a colour, a cursor. */
export const maxAwarenessBytes = 16_384
/** Shared text of a book; as updates, after compaction. */
export const maxDocumentBytes = 4 * 1_048_576
/** What a client has to offer of a segment at once. */
export const maxRoomUpdateBytes = 1_048_576
/** Sub-logs that one message may bring something new for. */
export const maxRoomWriters = 64
/** Sockets that one person may have in rooms, over all devices. */
export const maxRoomSockets = 100
