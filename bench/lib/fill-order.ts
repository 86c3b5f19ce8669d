/** What the measured page is to store. Ids as text. */
export interface FillOrder {
  readonly conversations: ReadonlyArray<{
    readonly id: string
    /** Where its segments are served: `${source}/0`, `${source}/1`… */
    readonly source: string
    /** Of each segment, how many ops it has. */
    readonly ops: ReadonlyArray<number>
  }>
  /** The clientID under which all was imported. */
  readonly client: number
  /** The authors. */
  readonly people: ReadonlyArray<string>
}
