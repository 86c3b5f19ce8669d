/** What an import reads, whatever the source: Slack is the first. Names here are the source's own, called `source`. */
import type { Millis } from '../../core/base/clock.ts'

export interface ExportPerson {
  readonly source: string
  readonly name: string
}

export interface ExportChannel {
  readonly source: string
  /** Fit to be a channel's name here, unlike another channel's of this export. */
  readonly name: string
  readonly topic: string
  /** The files that hold its messages, oldest first. */
  readonly files: ReadonlyArray<ExportFile>
}

export interface ExportFile {
  readonly name: string
  /** Unpacked, as the archive says. */
  readonly bytes: number
}

export interface ExportMessage {
  /** Unique in its channel. */
  readonly source: string
  readonly author: ExportPerson
  readonly time: Millis
  /** Orders messages of one millisecond. */
  readonly counter: number
  /** 1 to 16,384 characters. */
  readonly text: string
  /** The source of the message whose thread it belongs to. */
  readonly thread?: string
  readonly alsoInChannel: boolean
  /** Sources of people. */
  readonly mentions: ReadonlyArray<string>
  readonly reactions: ReadonlyArray<{ readonly emoji: string; readonly by: ReadonlyArray<string> }>
}

/** Something of the export that was not imported and should have been. */
export interface ExportProblem {
  /** In the archive; fit for a terminal. */
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly text: string
}

export const problemText = ({ file, line, column, text }: ExportProblem): string =>
  `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${text}`

/** How often something was passed over on purpose, by the reason in words for people. */
export type Tally = Map<string, number>

export const count = (tally: Tally, reason: string, by = 1): void =>
  void tally.set(reason, (tally.get(reason) ?? 0) + by)

export interface ExportContents {
  readonly messages: ReadonlyArray<ExportMessage>
  readonly problems: ReadonlyArray<ExportProblem>
  readonly passedOver: ReadonlyMap<string, number>
}

export interface ChatExport {
  readonly people: ReadonlyArray<ExportPerson>
  readonly channels: ReadonlyArray<ExportChannel>
  /** What was found out while opening it. */
  readonly problems: ReadonlyArray<ExportProblem>
  readonly passedOver: ReadonlyMap<string, number>
  /** Only this file is in memory. */
  readonly read: (file: ExportFile) => Promise<ExportContents>
  readonly close: () => void
}
