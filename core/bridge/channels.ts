/**
 * The two channels between page and main; what travels on them is `contract.ts`. Sent as (name, input, seat) and (name,
 * event, seat). A call without a seat is the first account's; an event without one is everybody's.
 */
export const callChannel = 'bridge'
export const eventChannel = 'bridge-event'
