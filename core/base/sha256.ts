/** SHA-256 of all the bytes, 32 of them. Not every place that runs the core has a fast one: it is handed in where that counts. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array
