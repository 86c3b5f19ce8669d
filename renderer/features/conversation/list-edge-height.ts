/** Height of what stands before the first message, in CSS pixels; the same whatever it says. */
export const edgeHeight = 88
