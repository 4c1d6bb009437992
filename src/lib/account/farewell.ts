/** The fragment of the landing page's address that tells whoever comes there that their account is gone. */
export const FAREWELL = "account-deleted";
