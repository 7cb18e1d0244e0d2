import { eventType } from '../kernel/event.ts'

/** An employer exists in Noyo from now on. */
export const groupCreated = eventType('group.created')

/** What a platform may edit of a group was edited. */
export const groupEdited = eventType('group.edited')

/** The platform has named somebody to talk to about a group. */
export const groupContactCreated = eventType<{ readonly group_id: string }>('group_contact.created')

export const groupContactEdited = eventType<{ readonly group_id: string }>('group_contact.edited')
