/**
 * What goes over the local socket, both ways: JSON length u32 big-endian • JSON • bytes. A Uint8Array stands in the JSON as
 * `{"$bytes": [from, length]}`, a place in the bytes behind it. Runs in Node and in the page.
 */

const lengthBytes = 4
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * @param {unknown} message made of what JSON and Uint8Array can say
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encodeMessage(message) {
  /** @type {Array<Uint8Array>} */
  const parts = []
  let length = 0
  /**
   * A Buffer has made JSON of itself by the time its value comes here: look at where it came from.
   *
   * @this {Record<string, unknown>}
   * @param {string} key
   * @param {unknown} value
   */
  function replace(key, value) {
    const raw = this[key]
    if (!(raw instanceof Uint8Array)) return value
    parts.push(raw)
    length += raw.length
    return { $bytes: [length - raw.length, raw.length] }
  }
  const json = new TextEncoder().encode(JSON.stringify(message, replace))
  const whole = new Uint8Array(lengthBytes + json.length + length)
  new DataView(whole.buffer).setUint32(0, json.length)
  whole.set(json, lengthBytes)
  let at = lengthBytes + json.length
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * Throws on anything that `encodeMessage` does not make.
 *
 * @param {Uint8Array} message
 * @returns {unknown}
 */
export function decodeMessage(message) {
  const whole = new Uint8Array(message.buffer, message.byteOffset, message.length) // a Buffer's parts would be Buffers
  const length = new DataView(message.buffer, message.byteOffset, message.length).getUint32(0)
  const end = lengthBytes + length
  if (end > whole.length) throw new RangeError('a message shorter than it says')
  const bytes = whole.subarray(end)
  /**
   * @param {string} _key
   * @param {unknown} value
   * @returns {unknown}
   */
  const revive = (_key, value) => {
    if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value
    const [from, count] = Array.isArray(value.$bytes) ? value.$bytes.map(indexOf) : []
    if (from === undefined || count === undefined || from + count > bytes.length) {
      throw new RangeError('bytes that are not there')
    }
    return bytes.slice(from, from + count)
  }
  /** @type {unknown} */
  const read = JSON.parse(utf8.decode(whole.subarray(lengthBytes, end)), revive)
  return read
}

/**
 * @param {unknown} value
 * @returns {number | undefined}
 */
const indexOf = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
