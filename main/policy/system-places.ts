import type { LinuxPoliciesDeps } from './linux-policies.ts'

/** On Linux. A module of its own: tests put another in its place, and the app has no other way to name one (PO9). */
export const linuxPolicies: LinuxPoliciesDeps = { folder: '/etc/tidings/policies', owner: 0 }
