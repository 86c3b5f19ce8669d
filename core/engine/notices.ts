/** What a person should know of what sync reports. */
import { createCell, type Readable } from '../base/readable.ts'
import type { Report, SyncReport } from '../sync/report.ts'
import type { Notice } from './engine.ts'

export interface Notices {
  readonly all: Readable<ReadonlyArray<Notice>>
  readonly report: Report
  readonly dismiss: (kind: Notice['kind']) => void
}

/** `report` hears everything too. */
export function createNotices(report: Report): Notices {
  const all = createCell<ReadonlyArray<Notice>>([])
  const without = (kind: Notice['kind']): ReadonlyArray<Notice> =>
    all.read().filter((each) => each.kind !== kind)
  return {
    all,
    report: (what) => {
      report(what)
      const notice = noticeOf(what)
      if (notice === undefined) return
      const before = all.read().find(({ kind }) => kind === notice.kind)
      all.write([...without(notice.kind), together(before, notice)])
    },
    dismiss: (kind) => all.write(without(kind)),
  }
}

const together = (before: Notice | undefined, notice: Notice): Notice =>
  before?.kind === 'sent-again' && notice.kind === 'sent-again'
    ? { ...notice, messages: before.messages + notice.messages }
    : notice

/** A frame that is lost now and then is repaired and nobody's worry; so is a refusal, which stands on its message. */
function noticeOf(report: SyncReport): Notice | undefined {
  switch (report.kind) {
    case 'device-outdated':
      return { kind: 'device-outdated' }
    case 'sent-again':
      return { kind: 'sent-again', messages: report.messages }
    case 'clocks-differ':
      return { kind: 'clocks-differ', serverTime: report.serverTime }
    case 'log-mismatch':
      return { kind: 'log-changed' }
    case 'entry-skipped':
    case 'sealed-forged':
      return { kind: 'forged' }
    case 'log-gap':
      return { kind: 'withheld' }
    case 'receipt-false':
    case 'receipt-key-changed':
      return { kind: 'receipt-false' }
    case 'word-broken':
      return { kind: 'word-broken' }
    case 'gap-repaired':
    case 'relay-changed':
    case 'frame-refused':
    case 'append-refused':
    case 'fetch-refused':
    case 'store-outdated':
    case 'segment-damaged':
      return undefined
  }
}
