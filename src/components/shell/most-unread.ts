/** Unread notifications are counted no further: beyond it only "many" matters. */
export const MOST_UNREAD = 99;
