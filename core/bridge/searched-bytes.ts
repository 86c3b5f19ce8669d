/** How much of files the search is given (FI18), in bytes. */

/** It comes in pieces of so many. Of a text it asks for the first one. */
export const searchedPieceBytes = 262_144
/** The longest PDF or office file that it asks for, all of it: how those begin does not tell what stands in them. */
export const searchedWholeBytes = 33_554_432
