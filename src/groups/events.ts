import { eventType } from '../kernel/event.ts'

/** An employer exists in Noyo from now on. */
export const groupCreated = eventType('group.created')

/** What a platform may edit of a group was edited. */
export const groupEdited = eventType('group.edited')
