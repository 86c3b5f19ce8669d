/** Joins class names, leaving out what is false or undefined. */
export const classes = (...names: ReadonlyArray<string | false | undefined>): string =>
  names.filter((name) => name !== false && name !== undefined).join(' ')
