/** Something that the person at the terminal must mend. `message` is one line that says what and how. */
export class SetupFailure extends Error {
  /** @override */
  name = 'SetupFailure'
}
