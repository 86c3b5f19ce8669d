/** Files that wait to be sent lie in the local store under `unsent/<conversation>/<root>/<file>`, the root left out for the conversation itself. */
export const waitingPrefix = 'unsent/'
