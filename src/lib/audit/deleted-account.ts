/**
 * What stands in a record in the place of the name of somebody whose account is deleted. The trigger
 * that keeps the audit trail knows the same words: it lets a name be changed to nothing else.
 */
export const DELETED_ACCOUNT = "Deleted account";
