import type { Report } from '../../core/sync/report.ts'

/** What a person need not see goes to the page's console, where whoever looks after the system finds it. */
// oxlint-disable-next-line no-console -- the one place in the page that logs
export const reportToConsole: Report = (report) => console.warn(report)
