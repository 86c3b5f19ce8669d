/** Which usernames are not given to anybody (rule AU22). */

/** In messages they mention all (MU17): who had one would be called in their place. */
const forAll: ReadonlySet<string> = new Set(['all', 'everyone'])

/** In any case; who has such a name from before keeps it. */
export const isReservedUsername = (username: string): boolean => forAll.has(username.toLowerCase())
