/** The two channels between page and main; what travels on them is `contract.ts`. Sent as (name, input) and (name, event). */
export const callChannel = 'bridge'
export const eventChannel = 'bridge-event'
