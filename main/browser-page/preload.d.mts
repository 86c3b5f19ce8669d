/** `/preload.mjs` is made by the server: the built preload as the body of a function that is given `require`. */
export declare const runPreload: (require: (name: string) => object) => void
