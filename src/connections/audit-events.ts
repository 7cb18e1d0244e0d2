import { jobType } from '../kernel/job.ts'

/** The next comparison with the carrier that comes by itself. One pending a connection, keyed by its id. */
export const dailyAudit = jobType('group_audit.daily', 'cadence')
