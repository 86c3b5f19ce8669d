/** What a worker that does nothing but read PDF files is before pdf.js is loaded. */

/** The longest array that a stream of a PDF may become, in bytes: those of its text are far shorter, and none of a picture is unpacked. */
const maxArray = 16_777_216

// pdf.js unpacks a stream in one array that it makes longer and longer, and knows no bound: some kilobytes could ask for all memory.
// What is thrown here is to it an error of the file.
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct: (array, given: ReadonlyArray<unknown>, made) => {
    if (typeof given[0] === 'number' && given[0] > maxArray) throw new RangeError('more than a PDF is given')
    // oxlint-disable-next-line typescript/no-unsafe-return -- an array, as that is what makes it
    return Reflect.construct(array, given, made)
  },
})
// The browser's own way to unpack would gather all before anybody could look.
Reflect.deleteProperty(globalThis, 'DecompressionStream')
// Where there is no window, the part of pdf.js that reads takes the worker's messages for its own.
Object.assign(globalThis, { window: globalThis })
