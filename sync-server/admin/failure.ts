/** Why a command could not be done: a sentence that says what to do. Thrown, for it ends the command; the program prints it. */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure'
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
