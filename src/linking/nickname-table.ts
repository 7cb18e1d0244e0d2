import { NICKNAMES_A_TO_J } from './nickname-table-a-to-j.ts'
import { NICKNAMES_K_TO_Z } from './nickname-table-k-to-z.ts'

/** `name: nickname nickname; name: ...`, lower case without accents; whence it is stands in the two files. */
export const NICKNAMES = `${NICKNAMES_A_TO_J.trim()};${NICKNAMES_K_TO_Z}`
