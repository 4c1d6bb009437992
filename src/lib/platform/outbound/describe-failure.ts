export type FailureReason =
  | "refused"
  | "name"
  | "timeout"
  | "connection"
  | "certificate"
  | "protocol";

const MESSAGES: Record<string, { reason: FailureReason; message: string }> = {
  ENOTFOUND: { reason: "name", message: "The host name does not exist." },
  ENODATA: { reason: "name", message: "The host name has no address." },
  ECONNREFUSED: { reason: "connection", message: "The connection was refused." },
  ECONNRESET: {
    reason: "connection",
    message: "The connection was closed before there was an answer.",
  },
  EPIPE: { reason: "connection", message: "The connection was closed before there was an answer." },
  EHOSTUNREACH: { reason: "connection", message: "The host cannot be reached." },
  ENETUNREACH: { reason: "connection", message: "The host's network cannot be reached." },
  ETIMEDOUT: { reason: "timeout", message: "The connection could not be made in time." },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: "certificate",
    message: "The host's certificate is for another name.",
  },
  CERT_HAS_EXPIRED: { reason: "certificate", message: "The host's certificate has expired." },
};
const CERTIFICATE = /CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE/;

/** What went wrong with a call, in words that whoever runs the other side can act on. */
export function describeFailure(
  error: unknown,
  isLate: boolean,
): { reason: FailureReason; message: string } {
  if (isLate) return { reason: "timeout", message: "There was no answer in time." };
  const code = codeOf(error);
  const known = MESSAGES[code];
  if (known) return known;
  if (CERTIFICATE.test(code)) {
    return { reason: "certificate", message: `The host's certificate is not trusted (${code}).` };
  }
  if (code.startsWith("HPE_") || code.startsWith("ERR_HTTP")) {
    return { reason: "protocol", message: "The answer is not HTTP." };
  }
  if (code.startsWith("ERR_SSL") || code === "EPROTO") {
    return { reason: "certificate", message: "No secure connection could be made (TLS)." };
  }
  if (code.startsWith("E") && DNS_CODES.has(code)) {
    return { reason: "name", message: "The host name could not be resolved." };
  }
  return { reason: "connection", message: `The call failed (${code || "no reason given"}).` };
}

/** Of c-ares, through which names are resolved. */
const DNS_CODES = new Set([
  "ESERVFAIL",
  "EREFUSED",
  "ETIMEOUT",
  "ECANCELLED",
  "EBADNAME",
  "EBADRESP",
  "EFORMERR",
  "ENOTIMP",
]);

/** Several addresses that all failed come as one error with the parts inside. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
